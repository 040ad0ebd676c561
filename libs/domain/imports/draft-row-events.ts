import type { CompiledMapping, CompiledRule } from './compile-mapping.js';
import { type Draft, whyNotUnderstood } from './draft.js';
import type { RowRule } from './mapping.js';
import type { RawRow, Reject } from './raw-case.js';
import type { DataScope } from './read-data.js';
import { readTime, type StatedTime } from './time-format.js';

type TimedRow = { readonly row: RawRow; readonly at: StatedTime };
type Outcome = { readonly drafts: readonly Draft[]; readonly rejects: readonly Reject[] };

/** What rules remember from row to row: whether a row finished the case, and what a watched column last said. */
type Walk = { finished: boolean; readonly last: Map<string, string> };

const timedRows = (mapping: CompiledMapping, rows: readonly RawRow[], timeColumn: string, rejects: Reject[]): readonly TimedRow[] => {
  const timed: TimedRow[] = [];
  for (const row of rows) {
    const text = row.values[timeColumn];
    const read = text === undefined || mapping.isNothing(text) ? 'is missing' : readTime(text, mapping.times);
    if (typeof read !== 'string') timed.push({ row, at: read });
    else rejects.push({ line: row.line, reason: `"${timeColumn}"${text === undefined ? '' : `: "${text}"`} ${read}` });
  }
  // Stable: rows of one instant keep the order of the file.
  return timed.sort((one, other) => one.at.instant - other.at.instant);
};

/** Whether the watched column says something else than before; the first that it says is no change. */
const hasChanged = (column: string, values: RawRow['values'], mapping: CompiledMapping, walk: Walk): boolean => {
  const value = values[column];
  if (value === undefined || mapping.isNothing(value)) return false;
  const before = walk.last.get(column);
  return before !== undefined && before !== value;
};

type Place = { readonly index: number; readonly count: number };

const standsAt = ({ only }: RowRule, { index, count }: Place): boolean =>
  only === undefined || index === (only === 'first' ? 0 : count - 1);

const isInState = (rule: RowRule, { finished }: Walk): boolean => rule.while === undefined || (rule.while === 'finished') === finished;

const remember = (mapping: CompiledMapping, values: RawRow['values'], { last }: Walk): void => {
  for (const { rule } of mapping.rowRules) {
    const value = rule.changed === undefined ? undefined : values[rule.changed];
    if (rule.changed !== undefined && value !== undefined && !mapping.isNothing(value)) last.set(rule.changed, value);
  }
};

const advance = (type: string, walk: Walk): void => {
  if (type === 'case.finished') walk.finished = true;
  if (type === 'case.reopened') walk.finished = false;
};

/** The events of one row, in the order of the rules; a later rule sees what an earlier one did to the state. */
const draftRow = (mapping: CompiledMapping, { row, at }: TimedRow, place: Place, context: { walk: Walk; scope: DataScope }) => {
  const walk: Walk = { finished: context.walk.finished, last: context.walk.last };
  const scope = { ...context.scope, values: row.values };
  const drafts: Draft[] = [];
  const problems: string[] = [];
  const isWanted = ({ rule, applies }: CompiledRule<RowRule>) =>
    standsAt(rule, place) &&
    isInState(rule, walk) &&
    applies(row.values) &&
    (rule.changed === undefined || hasChanged(rule.changed, row.values, mapping, walk));
  for (const compiled of mapping.rowRules) {
    if (!isWanted(compiled)) continue;
    const { type, until } = compiled.rule;
    const data = compiled.readData(scope, problems);
    const refused = problems.length > 0 ? null : whyNotUnderstood(type, data);
    if (refused !== null) problems.push(refused);
    drafts.push({ type, at, data, row: place.index, endsAtNextEvent: until !== undefined });
    advance(type, walk);
  }
  return { drafts, problems, finished: walk.finished };
};

/** What the rows of a case become, walked in order of time. A row with a problem is rejected as a whole and leaves no trace. */
export const draftRowEvents = (mapping: CompiledMapping, rows: readonly RawRow[], timeColumn: string, scope: DataScope): Outcome => {
  const rejects: Reject[] = [];
  const timed = timedRows(mapping, rows, timeColumn, rejects);
  const walk: Walk = { finished: false, last: new Map() };
  const drafts: Draft[] = [];
  timed.forEach((entry, index) => {
    const made = draftRow(mapping, entry, { index, count: timed.length }, { walk, scope });
    const [problem] = made.problems;
    if (problem !== undefined) {
      rejects.push({ line: entry.row.line, reason: problem });
      return;
    }
    drafts.push(...made.drafts);
    walk.finished = made.finished;
    remember(mapping, entry.row.values, walk);
  });
  return { drafts, rejects };
};
