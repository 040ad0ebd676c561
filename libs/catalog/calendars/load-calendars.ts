import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { accept, reject, type Result } from '@mingxiao/domain/kernel/result';
import type { CalendarDefinition } from '@mingxiao/domain/calendar/calendar';
import { calendarAsOf, type CalendarVersion } from '@mingxiao/domain/calendar/calendar-as-of';
import { startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import { calendarFile, layOver, nationalName, toDefinition, type CalendarFile } from './calendar-file.js';

/** What is wrong with a file: where it lies, which field (dotted, empty for the whole file), and why. */
export type CalendarProblem = { readonly file: string; readonly field: string; readonly message: string };

/** One version of a calendar and the file it came from; the definition is complete, its base laid under it. */
export type LoadedCalendar = CalendarVersion & { readonly file: string };

type ReadFile = { readonly path: string; readonly content: CalendarFile };

/** The folder of the calendars that ship with the platform. */
export const shippedCalendars = fileURLToPath(new URL('./files', import.meta.url));

/**
 * Reads every calendar file (*.json) of the folders; an office adds its own folder behind the shipped one.
 * Either all of them are good, or every problem is listed: a platform must not start on half its calendars.
 */
export const loadCalendars = (
  folders: readonly string[] = [shippedCalendars],
): Result<readonly LoadedCalendar[], readonly CalendarProblem[]> => {
  const read = folders.flatMap(calendarPaths).map(readCalendar);
  const files = read.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const problems = [...read.flatMap((outcome) => (outcome.ok ? [] : outcome.rejection)), ...clashes(files)];
  if (problems.length > 0) return reject(problems);
  return resolveAll(files);
};

/** A folder that cannot be listed stands for itself: reading it then tells what is wrong with it. */
const calendarPaths = (folder: string): string[] => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [folder];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => join(folder, name));
};

const readCalendar = (path: string): Result<ReadFile, CalendarProblem[]> => {
  try {
    const parsed = calendarFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (parsed.success) return accept({ path, content: parsed.data });
    return reject(parsed.error.issues.map(({ path: field, message }) => ({ file: path, field: field.join('.'), message })));
  } catch (error) {
    return reject([{ file: path, field: '', message: error instanceof Error ? error.message : String(error) }]);
  }
};

/** Two files that make the same calendar from the same day on would leave it to chance which one holds. */
const clashes = (files: readonly ReadFile[]): CalendarProblem[] => {
  const seen = new Map<string, string>();
  return files.flatMap(({ path, content: { name, effectiveFrom } }) => {
    const key = `${name} from ${effectiveFrom}`;
    const other = seen.get(key);
    seen.set(key, other ?? path);
    return other === undefined ? [] : [{ file: path, field: 'effectiveFrom', message: `${key} is already defined by ${other}` }];
  });
};

const resolveAll = (files: readonly ReadFile[]): Result<readonly LoadedCalendar[], readonly CalendarProblem[]> => {
  const whole = files.flatMap(({ path, content }) =>
    content.base === null ? [toLoaded(path, toDefinition(content), content.effectiveFrom)] : [],
  );
  const base = calendarAsOf(whole.filter(({ definition }) => definition.name === nationalName), Infinity);
  const local = files.flatMap(({ path, content }) =>
    content.base === null || base === null ? [] : [toLoaded(path, layOver(content, base), content.effectiveFrom)],
  );
  const orphan = base === null ? files.find(({ content }) => content.base !== null) : undefined;
  if (orphan === undefined) return accept([...whole, ...local]);
  return reject([{ file: orphan.path, field: 'base', message: `no file defines ${nationalName}` }]);
};

const toLoaded = (file: string, definition: CalendarDefinition, effectiveFrom: string): LoadedCalendar => ({
  file,
  definition,
  effectiveFrom: startOfLocalDay(definition.timeZone, effectiveFrom),
});
