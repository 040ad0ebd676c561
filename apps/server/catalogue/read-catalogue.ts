import { loadCalendars } from '@mingxiao/catalog/calendars/load-calendars';
import { loadKinds } from '@mingxiao/catalog/kinds/load-kinds';
import { loadSchemes } from '@mingxiao/catalog/schemes/load-schemes';
import { loadSignalRules } from '@mingxiao/catalog/signals/load-signal-rules';
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

/** Reads calendars, case kinds, signal rules and scoring schemes as they ship. Throws CatalogueRefused when one of them cannot be used. */
export const readCatalogue = (): readonly CatalogueEntry[] => {
  const calendars = orRefuse(loadCalendars());
  const kinds = orRefuse(loadKinds({ calendars: calendars.map(({ definition }) => definition.name) }));
  const rules = orRefuse(loadSignalRules({ named: kinds.flatMap(({ kind }) => kind.signalRule ?? []) }));
  const schemes = orRefuse(loadSchemes({ known: scoringFigures }));
  return [
    ...calendars.map(({ definition, effectiveFrom, file }) => ({ type: 'calendar.defined' as const, name: definition.name, version: definition.version, effectiveFrom, body: definition, file })),
    ...kinds.map(({ kind, effectiveFrom, file }) => ({ type: 'kind.defined' as const, name: kind.name, version: kind.version, effectiveFrom, body: kind, file })),
    ...rules.map(({ rule, effectiveFrom, file }) => ({ type: 'signal-rule.defined' as const, name: rule.name, version: rule.version, effectiveFrom, body: rule, file })),
    ...schemes.map(({ scheme, effectiveFrom, file }) => ({ type: 'scheme.defined' as const, name: scheme.name, version: scheme.version, effectiveFrom, body: scheme, file })),
  ];
};
