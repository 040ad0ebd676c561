import type { CaseState } from '@mingxiao/domain/cases/case-state';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { isStanding, type SignalRecord } from '@mingxiao/domain/signals/cards';
import type { CaseSignals } from '@mingxiao/domain/signals/signals-of-case';
import type { Column, ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';
import { versionColumn } from '../cases/cases.columns.js';
import { padded } from '../cases/cells.js';

export const caseSignalsTable = 'case_signals_v1';

/** The signals of a folded case with what their row needs besides. */
export type FoldedSignals = {
  readonly state: CaseState;
  /** Highest log offset among its facts. */
  readonly lastOffset: number;
  /** When the log took the latest fact that is not the watch's own. */
  readonly knownAt: Instant;
  readonly signals: CaseSignals;
};

/** As far as a date can lie; stands for "not at all" where a column holds instants. */
export const farthest = 8_640_000_000_000_000;

/** Lays the signals of folded cases out as rows. Every case gets a row, since it may have to replace one. */
export const toSignalColumns = (epoch: number, cases: readonly FoldedSignals[]): ColumnBatch => ({
  rows: cases.length,
  columns: [
    versionColumn(epoch, cases),
    ...dimensions(cases),
    ...records(cases.map(({ signals }) => signals.records)),
    ...gaps(cases.map(({ signals }) => signals)),
  ],
});

const text = (name: string, cases: readonly FoldedSignals[], of: (state: CaseState) => string | null): Column => ({
  name,
  type: 'string',
  values: cases.map(({ state }) => of(state) ?? ''),
});

const dimensions = (cases: readonly FoldedSignals[]): Column[] => [
  text('case_id', cases, ({ caseId }) => caseId),
  text('kind', cases, ({ kind }) => kind),
  text('unit', cases, ({ unit }) => unit),
  text('holder', cases, ({ holder }) => holder),
  text('section', cases, ({ section }) => section),
  text('department', cases, ({ department }) => department),
  text('district', cases, ({ district }) => district),
  { name: 'historical', type: 'uint8', values: Uint8Array.from(cases, ({ state }) => Number(state.historical)) },
  { name: 'known_at', type: 'instant', values: Float64Array.from(cases, ({ knownAt }) => knownAt) },
];

const records = (lists: readonly (readonly SignalRecord[])[]): Column[] => {
  const texts = (name: string, of: (record: SignalRecord) => string | null): Column => ({
    name,
    type: 'array',
    of: 'String',
    values: lists.map((list) => list.map((record) => padded(of(record)))),
  });
  const numbers = (name: string, of: (record: SignalRecord) => number): Column => ({
    name,
    type: 'array',
    of: name === 'signal_standing' ? 'UInt8' : 'Int64',
    values: lists.map((list) => list.map(of)),
  });
  return [
    texts('signal_clock', ({ clock }) => clock),
    texts('signal_level', ({ level }) => level),
    texts('signal_state', ({ state }) => state),
    numbers('signal_begins', ({ begins }) => begins),
    numbers('signal_ends', ({ ends }) => ends ?? 0),
    numbers('signal_round', ({ round }) => round),
    texts('signal_rule', ({ rule, ruleVersion }) => (rule === null ? null : `${rule} ${ruleVersion ?? ''}`.trim())),
    texts('signal_id', ({ recorded }) => recorded?.id ?? null),
    texts('signal_limit', ({ raisedBy }) => raisedBy),
    texts('signal_points', ({ points }) => (points === null ? null : String(points))),
    numbers('signal_standing', (record) => Number(isStanding(record))),
  ];
};

const earliest = ({ gaps: { unrecorded } }: CaseSignals): number =>
  unrecorded.length === 0 ? Number.NaN : unrecorded.reduce((least, { signal }) => Math.min(least, signal.begins), farthest);

const latest = ({ gaps: { unrecorded } }: CaseSignals): number =>
  unrecorded.length === 0 ? Number.NaN : unrecorded.reduce((most, { until }) => Math.max(most, until ?? farthest), -farthest);

const gaps = (signals: readonly CaseSignals[]): Column[] => [
  { name: 'missing_begins', type: 'array', of: 'Int64', values: signals.map(({ gaps: { unrecorded } }) => unrecorded.map(({ signal }) => signal.begins)) },
  { name: 'missing_ends', type: 'array', of: 'Int64', values: signals.map(({ gaps: { unrecorded } }) => unrecorded.map(({ until }) => until ?? 0)) },
  { name: 'missing_from', type: 'int64', values: Float64Array.from(signals, earliest) },
  { name: 'missing_until', type: 'int64', values: Float64Array.from(signals, latest) },
  {
    name: 'unfounded_until',
    type: 'int64',
    values: Float64Array.from(signals, ({ gaps: { unfounded } }) => Math.min(farthest, Math.max(0, ...unfounded.map(({ until }) => until)))),
  },
  { name: 'order_id', type: 'array', of: 'String', values: signals.map(({ orders }) => orders.map(({ caseId }) => padded(caseId))) },
  { name: 'order_wanted', type: 'array', of: 'UInt8', values: signals.map(({ orders }) => orders.map(({ wanted }) => Number(wanted))) },
];
