import { z } from 'zod';
import type { FlaggedCase, NearLimitUnit, OvertakenCase, Overtaker } from '@mingxiao/contracts/looks';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { NamedRead } from '../named-read.js';

const number = z.coerce.number();
const instant = number.nullable();
const dimensions = { case_id: z.string(), kind: z.string(), item: z.string(), unit: z.string(), holder: z.string() };

const orNull = (text: string): string | null => (text === '' ? null : text);
const iso = (milliseconds: number | null): string | null => (milliseconds === null ? null : toIso(milliseconds));
const described = (row: { readonly [Name in keyof typeof dimensions]: string }) => ({
  caseId: row.case_id,
  kind: orNull(row.kind),
  item: orNull(row.item),
  unit: orNull(row.unit),
  holder: orNull(row.holder),
});

/** A row of a page, and how many rows there are in all. */
export type Counted<Row> = { readonly row: Row; readonly total: number };

const overtakenRow = z.object({ ...dimensions, accepted_ms: number, finished_ms: instant, overtaken_ms: number, waited_ms: number, total: number });

/** How many overtook each is asked for by itself, of the cases of a page alone. */
export const overtakenCases: NamedRead<Counted<Omit<OvertakenCase, 'overtakers'>>> = {
  name: 'looks/overtaken-cases',
  file: new URL('./overtaken-cases.sql', import.meta.url),
  row: (raw) => {
    const row = overtakenRow.parse(raw);
    const times = { acceptedAt: toIso(row.accepted_ms), finishedAt: iso(row.finished_ms), overtakenAt: toIso(row.overtaken_ms) };
    return { total: row.total, row: { ...described(row), ...times, waitedSeconds: Math.floor(row.waited_ms / 1000) } };
  },
};

const overtakerRow = z.object({ overtaken: z.string(), case_id: z.string(), holder: z.string(), accepted_ms: number, finished_ms: number, total: number });

export const overtakers: NamedRead<Counted<Overtaker> & { readonly overtaken: string }> = {
  name: 'looks/overtakers',
  file: new URL('./overtakers.sql', import.meta.url),
  row: (raw) => {
    const row = overtakerRow.parse(raw);
    return {
      overtaken: row.overtaken,
      total: row.total,
      row: { caseId: row.case_id, holder: orNull(row.holder), acceptedAt: toIso(row.accepted_ms), finishedAt: toIso(row.finished_ms) },
    };
  },
};

const nearLimitRow = z.object({ unit: z.string(), with_limit: number, just_before: number, just_after: number });

export const finishesNearLimit: NamedRead<NearLimitUnit> = {
  name: 'looks/finishes-near-limit',
  file: new URL('./finishes-near-limit.sql', import.meta.url),
  row: (raw) => {
    const row = nearLimitRow.parse(raw);
    return { unit: row.unit, withLimit: row.with_limit, justBefore: row.just_before, justAfter: row.just_after };
  },
};

/** Finished in the period, or accepted by its end and still open then; within the unit and of the kind asked for. */
const ofPeriod = `
  (
    (first_finished_at >= fromUnixTimestamp64Milli({from: Int64}, 'UTC') AND first_finished_at < fromUnixTimestamp64Milli({to: Int64}, 'UTC'))
    OR (ifNull(accepted_at, received_at) < fromUnixTimestamp64Milli({to: Int64}, 'UTC') AND ifNull(first_finished_at >= fromUnixTimestamp64Milli({to: Int64}, 'UTC'), 1))
  )
  AND ({kind: String} = '' OR kind = {kind: String})
  AND ({unit: String} = '' OR unit = {unit: String} OR section = {unit: String} OR department = {unit: String} OR district = {unit: String})`;

/** Which cases both reads of flags look at. */
export const flagFragments = { ofPeriod };

const flagRow = z.object({ flag: z.string(), cases: number });

export const flagCounts: NamedRead<z.output<typeof flagRow>> = {
  name: 'looks/flag-counts',
  file: new URL('./flag-counts.sql', import.meta.url),
  row: (raw) => flagRow.parse(raw),
};

const flaggedRow = z.object({ ...dimensions, flags: z.array(z.string()), accepted_ms: instant, finished_ms: instant, total: number });

export const flaggedCases: NamedRead<Counted<FlaggedCase>> = {
  name: 'looks/flagged-cases',
  file: new URL('./flagged-cases.sql', import.meta.url),
  row: (raw) => {
    const row = flaggedRow.parse(raw);
    return { total: row.total, row: { ...described(row), acceptedAt: iso(row.accepted_ms), finishedAt: iso(row.finished_ms), flags: row.flags } };
  },
};
