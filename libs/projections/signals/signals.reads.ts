import { z } from 'zod';
import type { SignalSummary } from '@mingxiao/contracts/signals';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { NamedRead } from '../named-read.js';

const toWatchRow = z.object({ case_id: z.string(), version: z.string() });
/** Cases for which the watch has something to append; `version` names the row that says so. */
export const casesToWatch: NamedRead<z.output<typeof toWatchRow>> = {
  name: 'signals/cases-to-watch',
  file: new URL('./cases-to-watch.sql', import.meta.url),
  row: (raw) => toWatchRow.parse(raw),
};

const backlogRow = z.object({ cases: z.coerce.number(), earliest_ms: z.coerce.number().nullable() });
/** What is due and not recorded: how many cases, and since when (milliseconds) the earliest of them waits; null where none does. */
export const watchBacklog: NamedRead<z.output<typeof backlogRow>> = {
  name: 'signals/watch-backlog',
  file: new URL('./watch-backlog.sql', import.meta.url),
  row: (raw) => backlogRow.parse(raw),
};

const orderRow = z.object({ case_id: z.string(), status: z.string() });
export const orderStates: NamedRead<z.output<typeof orderRow>> = {
  name: 'signals/order-states',
  file: new URL('./order-states.sql', import.meta.url),
  row: (raw) => orderRow.parse(raw),
};

const count = z.coerce.number();
const listRow = z.object({
  case_id: z.string(),
  kind: z.string(),
  unit: z.string(),
  holder: z.string(),
  historical: count,
  clock: z.string(),
  level: z.string(),
  state: z.string(),
  begins_ms: count,
  ends_ms: count,
  round: count,
  rule: z.string(),
  id: z.string(),
  raised_by: z.string(),
  points: z.string(),
  in_force: count,
  highest: count,
  total: count,
});

export type ListedSignal = { readonly summary: SignalSummary; readonly total: number };

export const signalListRead: NamedRead<ListedSignal> = {
  name: 'signals/list',
  file: new URL('./signal-list.sql', import.meta.url),
  row: (raw) => toListedSignal(listRow.parse(raw)),
};

const orNull = (text: string): string | null => (text === '' || text === '-' ? null : text);

const toListedSignal = (row: z.output<typeof listRow>): ListedSignal => ({
  total: row.total,
  summary: {
    caseId: row.case_id,
    kind: orNull(row.kind),
    unit: orNull(row.unit),
    holder: orNull(row.holder),
    historical: row.historical === 1,
    clock: row.clock,
    level: row.level,
    at: toIso(row.begins_ms),
    ends: row.ends_ms === 0 ? null : toIso(row.ends_ms),
    round: row.round,
    rule: orNull(row.rule),
    raisedBy: orNull(row.raised_by),
    points: orNull(row.points) === null ? null : Number(row.points),
    card: orNull(row.id),
    state: row.state,
    inForce: row.in_force === 1,
    highest: row.highest === 1,
    counts: row.highest === 1,
  },
});
