import { z } from 'zod';
import { catalogue } from '../events/catalogue.js';
import { isReferenceType } from '../events/reference-events.js';
import { accept, reject, type Result } from '../kernel/result.js';
import { findZone } from './local-time.js';
import { placeholdersOf } from './log-names.js';
import { compileTimeFormat } from './time-format.js';

const columnName = z.string().min(1).max(256);
const template = (known: readonly string[]) =>
  z.string().min(1).max(256).refine(
    (text) => placeholdersOf(text).every((name) => known.includes(name)),
    `only ${known.map((name) => `{${name}}`).join(', ')} may stand between braces`,
  );
const localized = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const reading = {
  /** `time` gives the canonical text of an instant; texts are the default. */
  as: z.enum(['text', 'time', 'number', 'boolean']).default('text'),
  /** Other words for what the column says; a text that is not listed stays as it is. */
  words: z.record(z.string(), scalar).optional(),
};

/** Where one data field comes from: a column's name, true or false, or one of the objects. */
const field = z.union(
  [
    columnName,
    z.boolean(),
    z.strictObject({ column: columnName, ...reading }),
    z.strictObject({ caseColumn: columnName, ...reading }),
    z.strictObject({ value: scalar }),
    z.strictObject({ template: template(['case', 'source', 'sourceTail']) }),
  ],
  'expected a column name, true, false, or an object with exactly one of column, caseColumn, value, template',
);

const condition = z.union(
  [z.array(z.string()).min(1), z.strictObject({ not: z.array(z.string()).min(1) }), z.strictObject({ present: z.boolean() })],
  'expected a list of values, {"not": [values]} or {"present": true or false}',
);

const type = z
  .string()
  .refine((name) => catalogue.find(name, 1) !== undefined && !isReferenceType(name), 'is not a type of case event in the catalogue');

const rule = { type, when: z.record(columnName, condition).default({}), data: z.record(columnName, field).default({}) };

const caseRule = z.strictObject({
  ...rule,
  time: columnName,
  /** The event is not made, and the case not rejected, when the time column says nothing. */
  optional: z.boolean().default(false),
});

const rowRule = z.strictObject({
  ...rule,
  /** For the earliest or latest row of the case alone. */
  only: z.enum(['first', 'last']).optional(),
  /** For rows where this column differs from what it last said. */
  changed: columnName.optional(),
  /** For rows while the case is open, or after a row finished it. */
  while: z.enum(['open', 'finished']).optional(),
  /** A hold without an end of its own: ends at the case's next event. */
  until: z.literal('next-event').optional(),
}).refine((row) => row.until === undefined || row.type === 'case.suspended', {
  path: ['until'],
  message: 'only case.suspended can last until the next event',
});

/** Fields that come later must be optional without a default: the hash of a mapping, by which a silent change is noticed, covers defaults. */
const mappingSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected lower-case letters, digits and hyphens'),
  version: z.string().min(1).max(64),
  /** Mappings of one series and version give the same events for one log, such as its CSV and its XES form. */
  series: z.string().min(1).max(64).optional(),
  title: localized,
  format: z.enum(['csv', 'xes']),
  delimiter: z.string().length(1).optional(),
  source: template(['name', 'digits']),
  subject: template(['case', 'source', 'sourceTail']).default('{case}'),
  timeZone: z.string().refine((name) => findZone(name) !== null, 'is not a time zone of the IANA database').optional(),
  timeFormats: z
    .array(z.string().refine((form) => compileTimeFormat(form) !== null, 'is not a form of date and time'))
    .min(1)
    .default(['iso']),
  nothing: z.array(z.string()).default(['']),
  case: z.strictObject({ id: columnName, grouped: z.boolean().optional(), events: z.array(caseRule).default([]) }),
  row: z.strictObject({ time: columnName, events: z.array(rowRule).min(1) }).optional(),
}).superRefine((mapping, context) => {
  if (mapping.case.events.length === 0 && mapping.row === undefined) {
    context.addIssue({ code: 'custom', path: ['case', 'events'], message: 'the mapping makes no events at all' });
  }
  if (!mapping.subject.includes('{case}')) {
    context.addIssue({ code: 'custom', path: ['subject'], message: '{case} is missing: all cases would become one' });
  }
  mapping.case.events.forEach((event, index) => {
    for (const [name, from] of Object.entries(event.data)) {
      if (typeof from !== 'object' || !('caseColumn' in from)) continue;
      context.addIssue({ code: 'custom', path: ['case', 'events', index, 'data', name], message: 'caseColumn belongs to events of rows' });
    }
  });
});

export type Mapping = z.output<typeof mappingSchema>;
export type CaseRule = Mapping['case']['events'][number];
export type RowRule = NonNullable<Mapping['row']>['events'][number];
export type FieldRule = z.output<typeof field>;
export type Condition = z.output<typeof condition>;

/** What is wrong with a mapping: the field as a path (`case.events.0.type`) and why. */
export type MappingProblem = { readonly field: string; readonly message: string };

/** Checks a mapping that came as JSON. */
export const parseMapping = (json: unknown): Result<Mapping, readonly MappingProblem[]> => {
  const parsed = mappingSchema.safeParse(json);
  if (parsed.success) return accept(parsed.data);
  return reject(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || '(file)', message })));
};

/** The name that says which mappings agree on the events of a log. */
export const seriesOf = (mapping: Mapping): string => mapping.series ?? mapping.name;

/** Whether the rows of a case stand side by side in the file. XES groups them by its form. */
export const isGrouped = (mapping: Mapping): boolean => mapping.case.grouped ?? mapping.format === 'xes';

const columnsOf = ({ when, data }: CaseRule | RowRule): readonly string[] => [
  ...Object.keys(when),
  ...Object.values(data).flatMap((from) => {
    if (typeof from === 'string') return [from];
    return typeof from === 'object' && 'column' in from ? [from.column] : [];
  }),
];

const caseColumnsOfRows = ({ data }: RowRule): readonly string[] =>
  Object.values(data).flatMap((from) => (typeof from === 'object' && 'caseColumn' in from ? [from.caseColumn] : []));

/** The columns read once for a case, and all columns that the mapping reads. */
export const columnsReadBy = ({ case: caseRules, row }: Mapping): { readonly ofCase: readonly string[]; readonly all: readonly string[] } => {
  const rows = row?.events ?? [];
  const ofCase = new Set([
    ...caseRules.events.flatMap((event) => [event.time, ...columnsOf(event)]),
    ...rows.flatMap(caseColumnsOfRows),
  ]);
  const ofRows = rows.flatMap((event) => [...columnsOf(event), ...(event.changed === undefined ? [] : [event.changed])]);
  return { ofCase: [...ofCase], all: [...new Set([caseRules.id, ...ofCase, ...(row === undefined ? [] : [row.time]), ...ofRows])] };
};
