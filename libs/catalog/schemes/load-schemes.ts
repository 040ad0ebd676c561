import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import { accept, reject, type Result } from '@mingxiao/domain/kernel/result';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { KnownFigures } from '@mingxiao/domain/scoring/figures';
import { readScheme } from '@mingxiao/domain/scoring/read-scheme';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';

/** What is wrong with a file: where it lies, which field (dotted, empty for the whole file), and why. */
export type SchemeFileProblem = { readonly file: string; readonly field: string; readonly message: string };

/** One version of a scheme, the file it came from, and the instant from which it holds. */
export type LoadedScheme = { readonly file: string; readonly scheme: ScoringScheme; readonly effectiveFrom: Instant };

export type SchemeSources = {
  /** Read in order; an office adds its own folder behind the shipped one. */
  readonly folders?: readonly string[];
  /** What the registry of metrics has; a scheme that names anything else is refused. Not given: not checked. */
  readonly known?: KnownFigures;
  /** The organisation's zone, in which `effectiveFrom` is a date. */
  readonly timeZone?: string;
};

type ReadFile = { readonly file: string; readonly scheme: ScoringScheme };

/** The folder of the schemes that ship with the platform. */
export const shippedSchemes = fileURLToPath(new URL('./files', import.meta.url));

/**
 * Reads every scheme (*.json) of the folders. Either all of them are good, or every problem is listed: a platform must
 * not start on half its rules.
 */
export const loadSchemes = (sources: SchemeSources = {}): Result<readonly LoadedScheme[], readonly SchemeFileProblem[]> => {
  const read = (sources.folders ?? [shippedSchemes]).flatMap(schemePaths).map((file) => readFile(file, sources.known ?? null));
  const files = read.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const problems = [...read.flatMap((outcome) => (outcome.ok ? [] : outcome.rejection)), ...clashes(files)];
  if (problems.length > 0) return reject(problems);
  const timeZone = sources.timeZone ?? 'Asia/Shanghai';
  return accept(files.map(({ file, scheme }) => ({ file, scheme, effectiveFrom: startOfLocalDay(timeZone, scheme.effectiveFrom) })));
};

/** A folder that cannot be listed stands for itself: reading it then tells what is wrong with it. */
const schemePaths = (folder: string): string[] => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [folder];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => join(folder, name));
};

const readFile = (file: string, known: KnownFigures | null): Result<ReadFile, SchemeFileProblem[]> => {
  try {
    const read = readScheme(JSON.parse(readFileSync(file, 'utf8')), known);
    return read.ok ? accept({ file, scheme: read.value }) : reject(read.rejection.map((problem) => ({ file, ...problem })));
  } catch (error) {
    return reject([{ file, field: '', message: error instanceof Error ? error.message : String(error) }]);
  }
};

/** Two files that make the same scheme from the same day on would leave it to chance which one holds. */
const clashes = (files: readonly ReadFile[]): SchemeFileProblem[] => {
  const seen = new Map<string, string>();
  return files.flatMap(({ file, scheme: { name, effectiveFrom } }) => {
    const key = `${name} from ${effectiveFrom}`;
    const other = seen.get(key);
    seen.set(key, other ?? file);
    return other === undefined ? [] : [{ file, field: 'effectiveFrom', message: `${key} is already defined by ${other}` }];
  });
};
