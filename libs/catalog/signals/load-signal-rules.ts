import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import { accept, reject, type Result } from '@mingxiao/domain/kernel/result';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { assignmentName, ruleAssignment, signalRule, type RuleAssignment, type SignalRule } from '@mingxiao/domain/signals/signal-rule';

/** What is wrong with a file: where it lies, which field (dotted, empty for the whole file), and why. */
export type SignalRuleProblem = { readonly file: string; readonly field: string; readonly message: string };

/** One version of a rule, or of the assignment of rules; the file it came from, and the instant from which it holds. */
export type LoadedSignalRule = { readonly file: string; readonly rule: SignalRule | RuleAssignment; readonly effectiveFrom: Instant };

export type SignalRuleSources = {
  /** Read in order; an office adds its own folder behind the shipped one. */
  readonly folders?: readonly string[];
  /** Rules that case kinds name; one that is not there is refused. */
  readonly named?: readonly string[];
  /** The organisation's zone, in which `effectiveFrom` is a date. */
  readonly timeZone?: string;
};

type ReadFile = { readonly file: string; readonly rule: SignalRule | RuleAssignment };

/** The folder of the rules that ship with the platform. */
export const shippedSignalRules = fileURLToPath(new URL('./files', import.meta.url));

/**
 * Reads every signal rule (*.json) of the folders. Either all of them are good, or every problem is listed: a platform
 * must not start on half its rules.
 */
export const loadSignalRules = (sources: SignalRuleSources = {}): Result<readonly LoadedSignalRule[], readonly SignalRuleProblem[]> => {
  const read = (sources.folders ?? [shippedSignalRules]).flatMap(rulePaths).map(readRule);
  const files = read.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const problems = [
    ...read.flatMap((outcome) => (outcome.ok ? [] : outcome.rejection)),
    ...clashes(files),
    ...unknownRules(files),
    ...unknownNames(files, sources.named ?? []),
  ];
  if (problems.length > 0) return reject(problems);
  const timeZone = sources.timeZone ?? 'Asia/Shanghai';
  return accept(files.map(({ file, rule }) => ({ file, rule, effectiveFrom: startOfLocalDay(timeZone, rule.effectiveFrom) })));
};

/** A folder that cannot be listed stands for itself: reading it then tells what is wrong with it. */
const rulePaths = (folder: string): string[] => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [folder];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => join(folder, name));
};

const isAssignment = (content: unknown): boolean =>
  typeof content === 'object' && content !== null && 'name' in content && content.name === assignmentName;

const readRule = (file: string): Result<ReadFile, SignalRuleProblem[]> => {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const parsed = (isAssignment(content) ? ruleAssignment : signalRule).safeParse(content);
    if (parsed.success) return accept({ file, rule: parsed.data });
    return reject(parsed.error.issues.map(({ path, message }) => ({ file, field: path.join('.'), message })));
  } catch (error) {
    return reject([{ file, field: '', message: error instanceof Error ? error.message : String(error) }]);
  }
};

/** Two files that make the same rule from the same day on would leave it to chance which one holds. */
const clashes = (files: readonly ReadFile[]): SignalRuleProblem[] => {
  const seen = new Map<string, string>();
  return files.flatMap(({ file, rule: { name, effectiveFrom } }) => {
    const key = `${name} from ${effectiveFrom}`;
    const other = seen.get(key);
    seen.set(key, other ?? file);
    return other === undefined ? [] : [{ file, field: 'effectiveFrom', message: `${key} is already defined by ${other}` }];
  });
};

const namesOf = (files: readonly ReadFile[]): ReadonlySet<string> => new Set(files.map(({ rule }) => rule.name));

/** An assignment may only name rules there are: else its cases would silently raise nothing. */
const unknownRules = (files: readonly ReadFile[]): SignalRuleProblem[] => {
  const names = namesOf(files);
  return files.flatMap(({ file, rule }) => {
    if (!('assignments' in rule)) return [];
    const named = [['default', rule.default] as const, ...rule.assignments.map((entry, index) => [`assignments.${index}.rule`, entry.rule] as const)];
    return named.flatMap(([field, name]) => (names.has(name) ? [] : [{ file, field, message: `there is no rule "${name}"` }]));
  });
};

const unknownNames = (files: readonly ReadFile[], named: readonly string[]): SignalRuleProblem[] => {
  const names = namesOf(files);
  return named.flatMap((name) => (names.has(name) ? [] : [{ file: shippedSignalRules, field: 'name', message: `there is no rule "${name}", which a kind names` }]));
};
