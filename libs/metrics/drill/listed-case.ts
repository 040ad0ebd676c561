import type { CaseSummary } from '@mingxiao/contracts/cases';
import { roundHalfUp, toIso } from '@mingxiao/domain/kernel/instant';
import { z } from 'zod';

/** A case behind a measure with what it adds; `total` is what all of them add up to, `cases` how many they are. */
export type ListedCase = { readonly summary: CaseSummary; readonly total: number; readonly cases: number };

const milliseconds = z.coerce.number().nullable();
const row = z.object({
  case_id: z.string(),
  shown_kind: z.string(),
  shown_item: z.string(),
  shown_status: z.string(),
  shown_unit: z.string(),
  shown_holder: z.string(),
  shown_flags: z.array(z.string()),
  shown_accepted_at: milliseconds,
  shown_finished_at: milliseconds,
  shown_promised_due_at: milliseconds,
  shown_statutory_due_at: milliseconds,
  shown_elapsed_ms: milliseconds,
  shown_used_ms: milliseconds,
  shown_levels: z.array(z.number()),
  amount: z.coerce.number(),
  total: z.coerce.number(),
  cases: z.coerce.number(),
});

const orNull = (text: string): string | null => (text === '' ? null : text);
const iso = (instant: number | null): string | null => (instant === null ? null : toIso(instant));
const seconds = (span: number | null): number | null => (span === null ? null : roundHalfUp(span / 1000));

/** A verdict exists once the case is finished and has that limit. */
const late = (finishedAt: number | null, dueAt: number | null): boolean | null => (finishedAt === null || dueAt === null ? null : finishedAt > dueAt);

const toSummary = (raw: z.output<typeof row>): CaseSummary => ({
  id: raw.case_id,
  kind: orNull(raw.shown_kind),
  item: orNull(raw.shown_item),
  state: raw.shown_status,
  unit: orNull(raw.shown_unit),
  holder: orNull(raw.shown_holder),
  acceptedAt: iso(raw.shown_accepted_at),
  finishedAt: iso(raw.shown_finished_at),
  promisedDueAt: iso(raw.shown_promised_due_at),
  statutoryDueAt: iso(raw.shown_statutory_due_at),
  elapsedSeconds: seconds(raw.shown_elapsed_ms),
  usedSeconds: seconds(raw.shown_used_ms),
  latePromised: late(raw.shown_finished_at, raw.shown_promised_due_at),
  lateStatutory: late(raw.shown_finished_at, raw.shown_statutory_due_at),
  rating: raw.shown_levels[raw.shown_levels.length - 1] ?? null,
  flags: raw.shown_flags,
  amount: raw.amount,
});

/** Parses one row of a list; throws when it has another shape. */
export const toListedCase = (raw: unknown): ListedCase => {
  const parsed = row.parse(raw);
  return { total: parsed.total, cases: parsed.cases, summary: toSummary(parsed) };
};
