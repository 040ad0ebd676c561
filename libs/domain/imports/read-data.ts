import type { JsonObject, JsonValue } from './cloud-event-json.js';
import { fillTemplate } from './log-names.js';
import type { FieldRule } from './mapping.js';
import { readTime, type TimeReading, toStatedText } from './time-format.js';

/** What the fields of one event may draw on. */
export type DataScope = {
  readonly values: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<'case' | 'source' | 'sourceTail', string>>;
};

/** Builds the data of one event; every field that cannot be read adds a sentence to `problems`. */
export type DataReader = (scope: DataScope, problems: string[]) => JsonObject;

type Reading = { readonly times: TimeReading; readonly isNothing: (value: string | undefined) => boolean };
type FieldReader = (scope: DataScope, problems: string[]) => JsonValue | undefined;
type Conversion = (text: string) => JsonValue | { readonly problem: string };

const numberForm = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;

const toNumber: Conversion = (text) => {
  const number = Number(text);
  // A whole number past 2^53 would silently become another one.
  const exact = !Number.isInteger(number) || Number.isSafeInteger(number);
  return numberForm.test(text.trim()) && Number.isFinite(number) && exact ? number : { problem: 'is not a number' };
};

const toBoolean: Conversion = (text) => {
  const word = text.trim().toLowerCase();
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : { problem: 'is neither true nor false' };
};

const toTime =
  (times: TimeReading): Conversion =>
  (text) => {
    const read = readTime(text, times);
    return typeof read === 'string' ? { problem: read } : toStatedText(read);
  };

const conversionOf = (as: 'text' | 'time' | 'number' | 'boolean', times: TimeReading): Conversion =>
  ({ text: (text: string) => text, time: toTime(times), number: toNumber, boolean: toBoolean })[as];

const isProblem = (value: JsonValue | { readonly problem: string }): value is { readonly problem: string } =>
  typeof value === 'object' && value !== null && 'problem' in value;

type ColumnField = Exclude<FieldRule, string | boolean | { value: unknown } | { template: unknown }>;

const columnReader = (rule: ColumnField, { times, isNothing }: Reading): FieldReader => {
  const ofCase = 'caseColumn' in rule;
  const column = ofCase ? rule.caseColumn : rule.column;
  const convert = conversionOf(rule.as, times);
  const words = new Map(Object.entries(rule.words ?? {}));
  return (scope, problems) => {
    const text = (ofCase ? scope.attributes : scope.values)[column];
    if (text === undefined || isNothing(text)) return undefined;
    const word = words.get(text);
    if (word !== undefined) return word;
    const value = convert(text);
    if (!isProblem(value)) return value;
    problems.push(`"${column}": "${text}" ${value.problem}`);
    return undefined;
  };
};

const fieldReader = (rule: FieldRule, reading: Reading): FieldReader => {
  if (typeof rule === 'boolean') return () => rule;
  if (typeof rule === 'string') return columnReader({ column: rule, as: 'text' }, reading);
  if ('value' in rule) return () => rule.value;
  if ('template' in rule) return (scope) => fillTemplate(rule.template, scope.names);
  return columnReader(rule, reading);
};

const isConstant = (rule: FieldRule): boolean => typeof rule === 'boolean' || (typeof rule === 'object' && 'value' in rule);

/** `promised.amount` and `promised.unit` are one field, `promised`, with two parts. */
const groupByFirstPart = (rules: Readonly<Record<string, FieldRule>>) => {
  const groups = new Map<string, Record<string, FieldRule>>();
  for (const [path, rule] of Object.entries(rules)) {
    const [first = path, ...rest] = path.split('.');
    groups.set(first, { ...groups.get(first), [rest.join('.')]: rule });
  }
  return [...groups];
};

/** A field of parts stands only when a column says something for it: a unit without an amount would be half a limit. */
const partsReader = (rules: Readonly<Record<string, FieldRule>>, reading: Reading): FieldReader => {
  const read = compileData(rules, reading);
  const constants = Object.keys(rules).filter((name) => isConstant(rules[name] ?? false)).length;
  const needed = constants === Object.keys(rules).length ? constants : constants + 1;
  return (scope, problems) => {
    const parts = read(scope, problems);
    return Object.keys(parts).length < needed ? undefined : parts;
  };
};

/** Prepares the data fields of one rule. A field whose column says nothing is left out. */
export const compileData = (rules: Readonly<Record<string, FieldRule>>, reading: Reading): DataReader => {
  const readers = groupByFirstPart(rules).map(([name, parts]) => {
    const whole = parts[''];
    return { name, read: whole === undefined ? partsReader(parts, reading) : fieldReader(whole, reading) };
  });
  return (scope, problems) => {
    const data: Record<string, JsonValue> = {};
    for (const { name, read } of readers) {
      const value = read(scope, problems);
      if (value !== undefined) data[name] = value;
    }
    return data;
  };
};
