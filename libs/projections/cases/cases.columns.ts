import type { CaseState, CountedRating } from '@mingxiao/domain/cases/case-state';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Column, ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';

export const casesTable = 'cases_v1';

/** The organisation tree above a unit. */
export type Tree = { readonly section: string | null; readonly department: string | null; readonly district: string | null };

/** A folded case with what its row needs besides: where the fold stood and the tree above each rated unit. */
export type FoldedCase = {
  readonly state: CaseState;
  /** Highest log offset among its facts. */
  readonly lastOffset: number;
  readonly ratingTrees: readonly Tree[];
};

const offsetBits = 40n;

/** Orders rows of one case: reference epoch first, then how far the log was read. */
export const rowVersion = (epoch: number, lastOffset: number): bigint => (BigInt(epoch) << offsetBits) + BigInt(lastOffset) + 1n;

/** Lays folded cases out as rows of the case read model. Null texts become '', null numbers NULL. */
export const toCaseColumns = (epoch: number, cases: readonly FoldedCase[]): ColumnBatch => ({
  rows: cases.length,
  columns: [
    { name: 'version', type: 'uint64', values: BigUint64Array.from(cases, ({ lastOffset }) => rowVersion(epoch, lastOffset)) },
    ...dimensions(cases.map(({ state }) => state)),
    ...clock(cases.map(({ state }) => state)),
    ...counts(cases.map(({ state }) => state)),
    ...holders(cases.map(({ state }) => state)),
    ...ratings(cases),
    { name: 'flags', type: 'array', of: 'String', values: cases.map(({ state }) => state.flags) },
    { name: 'rules_version', type: 'string', values: cases.map(({ state }) => state.versions.rules) },
    { name: 'calendar_version', type: 'string', values: cases.map(({ state }) => state.versions.calendar) },
    { name: 'organisation_version', type: 'string', values: cases.map(({ state }) => state.versions.organisation) },
  ],
});

const text = (name: string, states: readonly CaseState[], of: (state: CaseState) => string | null): Column => ({
  name,
  type: 'string',
  values: states.map((state) => of(state) ?? ''),
});

const instant = (name: string, states: readonly CaseState[], of: (state: CaseState) => Instant | null): Column => ({
  name,
  type: 'instant',
  values: Float64Array.from(states, (state) => of(state) ?? Number.NaN),
});

const whole = (name: string, states: readonly CaseState[], of: (state: CaseState) => number | null): Column => ({
  name,
  type: 'int64',
  values: Float64Array.from(states, (state) => of(state) ?? Number.NaN),
});

/** A count too large for its column stays at the largest it can hold. */
const small = (name: string, states: readonly CaseState[], of: (state: CaseState) => number): Column => ({
  name,
  type: 'uint16',
  values: Uint16Array.from(states, (state) => Math.min(65_535, of(state))),
});

const dimensions = (states: readonly CaseState[]): Column[] => [
  text('case_id', states, ({ caseId }) => caseId),
  text('kind', states, ({ kind }) => kind),
  text('item', states, ({ item }) => item),
  text('channel', states, ({ channel }) => channel),
  text('applicant_type', states, ({ applicantType }) => applicantType),
  text('parent', states, ({ parent }) => parent),
  { name: 'historical', type: 'uint8', values: Uint8Array.from(states, ({ historical }) => Number(historical)) },
  text('status', states, ({ status }) => status),
  text('outcome', states, ({ outcome }) => outcome),
  text('unit', states, ({ unit }) => unit),
  text('holder', states, ({ holder }) => holder),
  text('accepted_unit', states, ({ acceptedUnit }) => acceptedUnit),
  text('accepted_holder', states, ({ acceptedHolder }) => acceptedHolder),
  text('section', states, ({ section }) => section),
  text('department', states, ({ department }) => department),
  text('district', states, ({ district }) => district),
];

const clock = (states: readonly CaseState[]): Column[] => [
  instant('received_at', states, ({ receivedAt }) => receivedAt),
  instant('accepted_at', states, ({ acceptedAt }) => acceptedAt),
  instant('first_finished_at', states, ({ firstFinishedAt }) => firstFinishedAt),
  instant('finished_at', states, ({ finishedAt }) => finishedAt),
  { name: 'finishes', type: 'array', of: 'Int64', values: states.map(({ finishes }) => finishes) },
  { name: 'reopenings', type: 'array', of: 'Int64', values: states.map(({ reopenedAt }) => reopenedAt) },
  instant('promised_due_at', states, ({ promised }) => promised?.dueAt ?? null),
  instant('statutory_due_at', states, ({ statutory }) => statutory?.dueAt ?? null),
  {
    name: 'due_provisional',
    type: 'uint8',
    values: Uint8Array.from(states, ({ promised, statutory }) => Number((promised?.provisional ?? false) || (statutory?.provisional ?? false))),
  },
  whole('elapsed_ms', states, ({ elapsedMs }) => elapsedMs),
  whole('used_ms', states, ({ usedMs }) => usedMs),
  whole('suspended_ms', states, ({ suspendedMs }) => suspendedMs),
];

const counts = (states: readonly CaseState[]): Column[] => [
  small('transfers', states, ({ transfers }) => transfers),
  small('returns', states, ({ returns }) => returns),
  small('supplement_requests', states, ({ supplementRequests }) => supplementRequests),
  small('extensions', states, ({ extensions }) => extensions),
  small('steps', states, ({ steps }) => steps),
  { name: 'facts', type: 'int32', values: Int32Array.from(states, ({ facts }) => facts) },
  small('conflicts', states, ({ conflicts }) => conflicts.length),
];

const holders = (states: readonly CaseState[]): Column[] => [
  { name: 'holder_from', type: 'array', of: 'Int64', values: states.map((state) => state.holders.map(({ from }) => from)) },
  { name: 'holder_until', type: 'array', of: 'Int64', values: states.map((state) => state.holders.map(({ to }) => to ?? 0)) },
  { name: 'holder_unit', type: 'array', of: 'String', values: states.map((state) => padded(state.holders, ({ unit }) => unit)) },
  { name: 'holder_staff', type: 'array', of: 'String', values: states.map((state) => padded(state.holders, ({ holder }) => holder)) },
];

/** A single empty text would travel as an empty array; '-' stands for none, in arrays only. */
const padded = <Item>(items: readonly Item[], of: (item: Item) => string | null): string[] => items.map((item) => of(item) ?? '-');

const ratings = (cases: readonly FoldedCase[]): Column[] => {
  const of = (name: string, pick: (rating: CountedRating) => number): Column => ({
    name,
    type: 'array',
    of: name === 'rating_at' ? 'Int64' : 'UInt8',
    values: cases.map(({ state }) => state.ratings.map(pick)),
  });
  const tree = (name: string, pick: (tree: Tree) => string | null): Column => ({
    name,
    type: 'array',
    of: 'String',
    values: cases.map(({ ratingTrees }) => padded(ratingTrees, pick)),
  });
  return [
    of('rating_at', ({ at }) => at),
    of('rating_level', ({ level }) => level),
    of('rating_active', ({ mode }) => Number(mode === 'active')),
    of('rating_set_aside', ({ setAside }) => Number(setAside)),
    { name: 'rating_unit', type: 'array', of: 'String', values: cases.map(({ state }) => padded(state.ratings, ({ unit }) => unit)) },
    { name: 'rating_staff', type: 'array', of: 'String', values: cases.map(({ state }) => padded(state.ratings, ({ staff }) => staff)) },
    tree('rating_section', ({ section }) => section),
    tree('rating_department', ({ department }) => department),
    tree('rating_district', ({ district }) => district),
  ];
};
