import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import { accept, reject, type Result } from '@mingxiao/domain/kernel/result';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { caseKind, type CaseKind } from '@mingxiao/domain/kinds/kind';

/** What is wrong with a file: where it lies, which field (dotted, empty for the whole file), and why. */
export type KindProblem = { readonly file: string; readonly field: string; readonly message: string };

/** One version of a kind, the file it came from, and the instant from which it holds. */
export type LoadedKind = { readonly file: string; readonly kind: CaseKind; readonly effectiveFrom: Instant };

export type KindSources = {
  /** Read in order; an office adds its own folder behind the shipped one. */
  readonly folders?: readonly string[];
  /** Names of the calendars there are; a kind that counts on another one is refused. Not given: not checked. */
  readonly calendars?: readonly string[];
  /** The organisation's zone, in which `effectiveFrom` is a date. */
  readonly timeZone?: string;
};

type ReadFile = { readonly file: string; readonly kind: CaseKind };

/** The folder of the kinds that ship with the platform. */
export const shippedKinds = fileURLToPath(new URL('./files', import.meta.url));

/**
 * Reads every kind (*.json) of the folders. Either all of them are good, or every problem is listed: a platform must
 * not start on half its rules.
 */
export const loadKinds = (sources: KindSources = {}): Result<readonly LoadedKind[], readonly KindProblem[]> => {
  const read = (sources.folders ?? [shippedKinds]).flatMap(kindPaths).map(readKind);
  const files = read.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const problems = [
    ...read.flatMap((outcome) => (outcome.ok ? [] : outcome.rejection)),
    ...clashes(files),
    ...unknownFollowUps(files),
    ...unknownCalendars(files, sources.calendars),
  ];
  if (problems.length > 0) return reject(problems);
  const timeZone = sources.timeZone ?? 'Asia/Shanghai';
  return accept(files.map(({ file, kind }) => ({ file, kind, effectiveFrom: startOfLocalDay(timeZone, kind.effectiveFrom) })));
};

/** A folder that cannot be listed stands for itself: reading it then tells what is wrong with it. */
const kindPaths = (folder: string): string[] => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [folder];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => join(folder, name));
};

const readKind = (file: string): Result<ReadFile, KindProblem[]> => {
  try {
    const parsed = caseKind.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return accept({ file, kind: parsed.data });
    return reject(parsed.error.issues.map(({ path, message }) => ({ file, field: path.join('.'), message })));
  } catch (error) {
    return reject([{ file, field: '', message: error instanceof Error ? error.message : String(error) }]);
  }
};

/** Two files that make the same kind from the same day on would leave it to chance which one holds. */
const clashes = (files: readonly ReadFile[]): KindProblem[] => {
  const seen = new Map<string, string>();
  return files.flatMap(({ file, kind: { name, effectiveFrom } }) => {
    const key = `${name} from ${effectiveFrom}`;
    const other = seen.get(key);
    seen.set(key, other ?? file);
    return other === undefined ? [] : [{ file, field: 'effectiveFrom', message: `${key} is already defined by ${other}` }];
  });
};

const unknownFollowUps = (files: readonly ReadFile[]): KindProblem[] => {
  const names = new Set(files.map(({ kind }) => kind.name));
  return files.flatMap(({ file, kind: { onRedCard } }) =>
    onRedCard === null || names.has(onRedCard.kind)
      ? []
      : [{ file, field: 'onRedCard.kind', message: `there is no kind "${onRedCard.kind}"` }],
  );
};

const unknownCalendars = (files: readonly ReadFile[], calendars: readonly string[] | undefined): KindProblem[] =>
  files.flatMap(({ file, kind: { calendar } }) =>
    calendars === undefined || calendar === null || calendars.includes(calendar)
      ? []
      : [{ file, field: 'calendar', message: `there is no calendar "${calendar}"` }],
  );
