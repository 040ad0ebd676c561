import type { CaseMeasure, CaseSummary } from '@mingxiao/contracts/cases';
import type { Grouping } from '@mingxiao/contracts/rankings';
import { roundHalfUp, toIso } from '@mingxiao/domain/kernel/instant';
import { z } from 'zod';
import type { NamedRead } from '../named-read.js';
import { unitColumns } from '../rankings/ranking.reads.js';

/** When a case counts in a measure: the same conditions the ranking's figures are made of. */
const conditions: Readonly<Record<CaseMeasure, string>> = {
  accepted: 'accepted_at >= period_from AND accepted_at < period_to',
  finished: 'in_period',
  reopened: 'reopenings_here > 0',
  openOverdue: 'open_then AND coalesce(promised_due_at, statutory_due_at) < reading_at',
  onTimePromised: 'in_period AND first_finished_at <= promised_due_at',
  latePromised: 'in_period AND first_finished_at > promised_due_at',
  withPromised: 'in_period AND promised_due_at IS NOT NULL',
  onTimeStatutory: 'in_period AND first_finished_at <= statutory_due_at',
  lateStatutory: 'in_period AND first_finished_at > statutory_due_at',
  withStatutory: 'in_period AND statutory_due_at IS NOT NULL',
  rated: 'ratings_here > 0',
};

const times: Partial<Readonly<Record<CaseMeasure, string>>> = { reopened: 'reopenings_here', rated: 'ratings_here' };

/** The array that says whom each rating of a case counts for. */
const ratedUnits: Readonly<Record<Grouping, string>> = {
  district: 'rating_district',
  department: 'rating_department',
  section: 'rating_section',
  staff: 'rating_staff',
  item: 'arrayMap(r -> toString(item), rating_at)',
};

const withinUnit = (by: Grouping): string =>
  [
    `({allUnits: UInt8} = 1 OR ${unitColumns[by]} = {unit: String})`,
    `({district: String} = '' OR district = {district: String})`,
    `({department: String} = '' OR department = {department: String})`,
    `({section: String} = '' OR section = {section: String})`,
  ].join(' AND ');

/** Fragments of the statement for one measure. A rating belongs to the unit it names, so its case may be another's. */
export const caseListFragments = (by: Grouping, measure: CaseMeasure): Record<string, string> => ({
  counted: conditions[measure],
  times: times[measure] ?? '1',
  ratedUnits: ratedUnits[by],
  within: measure === 'rated' ? 'notEmpty(rating_at)' : withinUnit(by),
});

const milliseconds = z.coerce.number().nullable();
const row = z.object({
  case_id: z.string(),
  kind: z.string(),
  item: z.string(),
  status: z.string(),
  unit: z.string(),
  holder: z.string(),
  flags: z.array(z.string()),
  accepted_at_ms: milliseconds,
  finished_at_ms: milliseconds,
  promised_due_at_ms: milliseconds,
  statutory_due_at_ms: milliseconds,
  elapsed_ms: milliseconds,
  used_ms: milliseconds,
  levels: z.array(z.number()),
  total: z.coerce.number(),
});

export type ListedCase = { readonly summary: CaseSummary; readonly total: number };

export const caseList: NamedRead<ListedCase> = {
  name: 'cases/list',
  file: new URL('./case-list.sql', import.meta.url),
  row: (raw) => toListedCase(row.parse(raw)),
};

const orNull = (text: string): string | null => (text === '' ? null : text);
const iso = (instant: number | null): string | null => (instant === null ? null : toIso(instant));
const seconds = (span: number | null): number | null => (span === null ? null : roundHalfUp(span / 1000));

/** A verdict exists once the case is finished and has that limit. */
const late = (finishedAt: number | null, dueAt: number | null): boolean | null =>
  finishedAt === null || dueAt === null ? null : finishedAt > dueAt;

const toListedCase = (raw: z.output<typeof row>): ListedCase => ({
  total: raw.total,
  summary: {
    id: raw.case_id,
    kind: orNull(raw.kind),
    item: orNull(raw.item),
    state: raw.status,
    unit: orNull(raw.unit),
    holder: orNull(raw.holder),
    acceptedAt: iso(raw.accepted_at_ms),
    finishedAt: iso(raw.finished_at_ms),
    promisedDueAt: iso(raw.promised_due_at_ms),
    statutoryDueAt: iso(raw.statutory_due_at_ms),
    elapsedSeconds: seconds(raw.elapsed_ms),
    usedSeconds: seconds(raw.used_ms),
    latePromised: late(raw.finished_at_ms, raw.promised_due_at_ms),
    lateStatutory: late(raw.finished_at_ms, raw.statutory_due_at_ms),
    rating: raw.levels[raw.levels.length - 1] ?? null,
    flags: raw.flags,
  },
});
