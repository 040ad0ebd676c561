import type { CaseState } from '@mingxiao/domain/cases/case-state';
import type { TreePlace } from '@mingxiao/domain/reference/reference';
import type { CaseSignals } from '@mingxiao/domain/signals/signals-of-case';
import type { Column, ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';
import { answer, code, flag, instant, small, text, whole } from './cells.js';
import { holderColumns } from './holders.columns.js';
import { ratingColumns } from './ratings.columns.js';
import { scoredSignalColumns } from './scored-signals.columns.js';

export const casesTable = 'cases_v2';

/** A folded case with what its row needs besides: where the fold stood, its signals, the tree above each rated unit. */
export type FoldedCase = {
  readonly state: CaseState;
  /** Highest log offset among its facts. */
  readonly lastOffset: number;
  readonly ratingTrees: readonly TreePlace[];
  readonly signals: Pick<CaseSignals, 'records'>;
};

const offsetBits = 40n;

/** Orders rows of one case: reference epoch first, then how far the log was read. */
export const rowVersion = (epoch: number, lastOffset: number): bigint => (BigInt(epoch) << offsetBits) + BigInt(lastOffset) + 1n;

export const versionColumn = (epoch: number, cases: readonly Pick<FoldedCase, 'lastOffset'>[]): Column => {
  const values = new BigUint64Array(cases.length);
  const first = rowVersion(epoch, 0);
  cases.forEach(({ lastOffset }, index) => (values[index] = first + BigInt(lastOffset)));
  return { name: 'version', type: 'uint64', values };
};

/** Lays folded cases out as rows of the case read model. Null texts become '', in arrays '-'; null numbers NULL, in arrays 0. */
export const toCaseColumns = (epoch: number, cases: readonly FoldedCase[]): ColumnBatch => {
  const states = cases.map(({ state }) => state);
  return {
    rows: cases.length,
    columns: [
      versionColumn(epoch, cases),
      ...dimensions(states),
      ...clock(states),
      ...counts(states),
      ...holderColumns(states),
      ...ratingColumns(cases),
      ...scoredSignalColumns(cases.map(({ signals }) => signals.records)),
      ...provenance(states),
    ],
  };
};

const dimensions = (states: readonly CaseState[]): Column[] => [
  text('case_id', states, ({ caseId }) => caseId),
  text('kind', states, ({ kind }) => kind),
  text('item', states, ({ item }) => item),
  text('channel', states, ({ channel }) => channel),
  text('applicant_type', states, ({ applicantType }) => applicantType),
  text('parent', states, ({ parent }) => parent),
  flag('historical', states, ({ historical }) => historical),
  text('status', states, ({ status }) => status),
  text('outcome', states, ({ outcome }) => outcome),
  text('unit', states, ({ unit }) => unit),
  text('holder', states, ({ holder }) => holder),
  text('accepted_unit', states, ({ acceptedUnit }) => acceptedUnit),
  text('accepted_holder', states, ({ acceptedHolder }) => acceptedHolder),
  text('accepted_section', states, ({ acceptedTree }) => acceptedTree.section),
  text('accepted_department', states, ({ acceptedTree }) => acceptedTree.department),
  text('accepted_district', states, ({ acceptedTree }) => acceptedTree.district),
  text('section', states, ({ section }) => section),
  text('department', states, ({ department }) => department),
  text('district', states, ({ district }) => district),
];

/** 0 no such limit, or not finished; 1 in time; 2 late. */
const verdictCode = (late: boolean | null | undefined): number => (late == null ? 0 : late ? 2 : 1);

const clock = (states: readonly CaseState[]): Column[] => [
  instant('received_at', states, ({ receivedAt }) => receivedAt),
  instant('accepted_at', states, ({ acceptedAt }) => acceptedAt),
  instant('first_finished_at', states, ({ firstFinishedAt }) => firstFinishedAt),
  instant('finished_at', states, ({ finishedAt }) => finishedAt),
  { name: 'finishes', type: 'array', of: 'Int64', values: states.map(({ finishes }) => finishes) },
  { name: 'reopenings', type: 'array', of: 'Int64', values: states.map(({ reopenedAt }) => reopenedAt) },
  // As it was at the first finish: a reopening or an extension after it moves the due instants of the row, not the verdict.
  code('promised_verdict', states, ({ firstVerdict }) => verdictCode(firstVerdict?.promisedLate)),
  code('statutory_verdict', states, ({ firstVerdict }) => verdictCode(firstVerdict?.statutoryLate)),
  instant('promised_due_at', states, ({ promised }) => promised?.dueAt ?? null),
  instant('statutory_due_at', states, ({ statutory }) => statutory?.dueAt ?? null),
  flag('due_provisional', states, ({ promised, statutory }) => (promised?.provisional ?? false) || (statutory?.provisional ?? false)),
  whole('promised_limit_ms', states, ({ promisedLimitMs }) => promisedLimitMs),
  whole('statutory_limit_ms', states, ({ statutoryLimitMs }) => statutoryLimitMs),
  whole('elapsed_ms', states, ({ elapsedMs }) => elapsedMs),
  whole('used_ms', states, ({ usedMs }) => usedMs),
  whole('suspended_ms', states, ({ suspendedMs }) => suspendedMs),
  { name: 'returned_at', type: 'array', of: 'Int64', values: states.map(({ returnedAt }) => returnedAt) },
  instant('called_back_at', states, ({ calledBack }) => calledBack?.at ?? null),
  answer('responded', states, ({ calledBack }) => calledBack?.responded ?? null),
  answer('solved', states, ({ calledBack }) => calledBack?.solved ?? null),
  answer('satisfied', states, ({ calledBack }) => calledBack?.satisfied ?? null),
];

const counts = (states: readonly CaseState[]): Column[] => [
  small('transfers', states, ({ transfers }) => transfers),
  small('returns', states, ({ returnedAt }) => returnedAt.length),
  small('supplement_requests', states, ({ supplementRequests }) => supplementRequests),
  small('extensions', states, ({ extensions }) => extensions),
  small('steps', states, ({ steps }) => steps),
  whole('facts', states, ({ facts }) => facts),
  small('conflicts', states, ({ conflicts }) => conflicts.length),
  small('rateable', states, ({ rateable }) => rateable),
];

const provenance = (states: readonly CaseState[]): Column[] => [
  { name: 'flags', type: 'array', of: 'String', values: states.map(({ flags }) => flags) },
  text('rules_version', states, ({ versions }) => versions.rules),
  text('calendar_version', states, ({ versions }) => versions.calendar),
  text('organisation_version', states, ({ versions }) => versions.organisation),
];
