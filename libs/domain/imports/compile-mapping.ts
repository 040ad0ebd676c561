import { type DataReader, compileData } from './read-data.js';
import { findZone } from './local-time.js';
import type { CaseRule, Condition, Mapping, RowRule } from './mapping.js';
import { compileTimeFormat, type TimeReading } from './time-format.js';

export type Values = Readonly<Record<string, string>>;

export type CompiledRule<Rule> = {
  readonly rule: Rule;
  readonly applies: (values: Values) => boolean;
  readonly readData: DataReader;
};

/** A mapping made ready to run: sets, patterns and zones are looked up once, not for every row. */
export type CompiledMapping = {
  readonly times: TimeReading;
  readonly isNothing: (value: string | undefined) => boolean;
  readonly caseRules: readonly CompiledRule<CaseRule>[];
  readonly rowRules: readonly CompiledRule<RowRule>[];
};


const testOf = (condition: Condition, isNothing: CompiledMapping['isNothing']) => {
  if ('present' in condition) return (value: string | undefined) => isNothing(value) !== condition.present;
  const listed = new Set('not' in condition ? condition.not : condition);
  const wanted = !('not' in condition);
  return (value: string | undefined) => listed.has(value ?? '') === wanted;
};

const compileConditions = (when: Readonly<Record<string, Condition>>, isNothing: CompiledMapping['isNothing']) => {
  const tests = Object.entries(when).map(([column, condition]) => ({ column, test: testOf(condition, isNothing) }));
  return (values: Values) => tests.every(({ column, test }) => test(values[column]));
};

/** Whether a text means nothing under a mapping; blank texts always do. */
export const nothingTest = (mapping: Mapping): CompiledMapping['isNothing'] => {
  const nothing = new Set(mapping.nothing);
  return (value) => value === undefined || nothing.has(value) || value.trim() === '';
};

/** Looks up once whatever all rows share. A mapping has been checked before, so its forms and zone exist. */
export const compileMapping = (mapping: Mapping): CompiledMapping => {
  const isNothing = nothingTest(mapping);
  const formats = mapping.timeFormats.flatMap((form) => compileTimeFormat(form) ?? []);
  const times = { formats, zone: mapping.timeZone === undefined ? null : findZone(mapping.timeZone) };
  const compileRule = <Rule extends CaseRule | RowRule>(rule: Rule): CompiledRule<Rule> => ({
    rule,
    applies: compileConditions(rule.when, isNothing),
    readData: compileData(rule.data, { times, isNothing }),
  });
  return {
    times,
    isNothing,
    caseRules: mapping.case.events.map(compileRule),
    rowRules: (mapping.row?.events ?? []).map(compileRule),
  };
};
