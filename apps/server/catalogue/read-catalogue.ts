import { statSync } from 'node:fs';
import { join } from 'node:path';
import { loadCalendars, shippedCalendars } from '@mingxiao/catalog/calendars/load-calendars';
import { loadKinds, shippedKinds } from '@mingxiao/catalog/kinds/load-kinds';
import { loadSchemes, shippedSchemes } from '@mingxiao/catalog/schemes/load-schemes';
import { loadSignalRules, shippedSignalRules } from '@mingxiao/catalog/signals/load-signal-rules';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Result } from '@mingxiao/domain/kernel/result';
import { scoringFigures } from '@mingxiao/metrics/indicators/scoring-figures';
import { CatalogueRefused } from './define-catalogue.js';

/** One definition by file, ready to become a fact. */
export type CatalogueEntry = {
  readonly type: 'calendar.defined' | 'kind.defined' | 'signal-rule.defined' | 'scheme.defined';
  readonly name: string;
  readonly version: string;
  readonly effectiveFrom: Instant;
  readonly body: unknown;
  readonly file: string;
};

type Problem = { readonly file: string; readonly field: string; readonly message: string };

/** Either everything is good, or the start stops with every problem: file, field and reason. */
const orRefuse = <Value>(loaded: Result<readonly Value[], readonly Problem[]>): readonly Value[] => {
  if (loaded.ok) return loaded.value;
  throw new CatalogueRefused(loaded.rejection.map(({ file, field, message }) => `${file}${field === '' ? '' : ` (${field})`}: ${message}`).join('\n'));
};

/** That of the loaders: the zone in which `effectiveFrom` is a date. */
const defaultTimeZone = 'Asia/Shanghai';

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** What an office keeps of one sort: its folder behind the shipped one. It need not have files of every sort. */
const foldersOf = (shipped: string, own: string | null, name: string): readonly string[] => {
  if (own === null) return [shipped];
  if (!isFolder(own)) throw new CatalogueRefused(`${own}: is no folder; it should hold calendars/, kinds/, signals/ or schemes/ with JSON files`);
  return isFolder(join(own, name)) ? [shipped, join(own, name)] : [shipped];
};

/**
 * Reads calendars, case kinds, signal rules and scoring schemes: those that ship, and those of an office's own folder
 * (`calendars/`, `kinds/`, `signals/`, `schemes/`). Throws CatalogueRefused with every problem when one of them cannot be used.
 *
 * @param own the folder; null: only what ships
 */
export const readCatalogue = (own: string | null = null, timeZone = defaultTimeZone): readonly CatalogueEntry[] => {
  const calendars = orRefuse(loadCalendars(foldersOf(shippedCalendars, own, 'calendars')));
  const kinds = orRefuse(loadKinds({ folders: foldersOf(shippedKinds, own, 'kinds'), calendars: calendars.map(({ definition }) => definition.name), timeZone }));
  const rules = orRefuse(loadSignalRules({ folders: foldersOf(shippedSignalRules, own, 'signals'), named: kinds.flatMap(({ kind }) => kind.signalRule ?? []), timeZone }));
  const schemes = orRefuse(loadSchemes({ known: scoringFigures, folders: foldersOf(shippedSchemes, own, 'schemes'), timeZone }));
  return [
    ...calendars.map(({ definition, effectiveFrom, file }) => ({ type: 'calendar.defined' as const, name: definition.name, version: definition.version, effectiveFrom, body: definition, file })),
    ...kinds.map(({ kind, effectiveFrom, file }) => ({ type: 'kind.defined' as const, name: kind.name, version: kind.version, effectiveFrom, body: kind, file })),
    ...rules.map(({ rule, effectiveFrom, file }) => ({ type: 'signal-rule.defined' as const, name: rule.name, version: rule.version, effectiveFrom, body: rule, file })),
    ...schemes.map(({ scheme, effectiveFrom, file }) => ({ type: 'scheme.defined' as const, name: scheme.name, version: scheme.version, effectiveFrom, body: scheme, file })),
  ];
};
