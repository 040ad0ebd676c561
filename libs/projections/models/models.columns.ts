import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Column, ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';

export const modelsTable = 'models_v1';

/** `as-of`: what was known then. `candidate`: the present facts under earlier reference data. `rebuild`: the next live one. */
export const modelPurposes = ['as-of', 'candidate', 'rebuild'] as const;
export type ModelPurpose = (typeof modelPurposes)[number];

/** See the migration for what each means. */
export const modelStates = ['building', 'ready', 'switching', 'former', 'failed', 'dropped'] as const;
export type ModelState = (typeof modelStates)[number];

/** What a model beside the live one is and what it rests on. Positions are first offsets that do not count, per partition. */
export type ModelRecord = {
  readonly name: string;
  readonly purpose: ModelPurpose;
  readonly state: ModelState;
  readonly generation: string;
  /** Whether it has facts and a ledger of its own, copied from the log itself. */
  readonly fromLog: boolean;
  readonly positions: readonly number[];
  readonly referencePositions: readonly number[];
  readonly knownAt: Instant | null;
  readonly referenceKnownAt: Instant | null;
  readonly versions: { readonly rules: string; readonly calendar: string; readonly organisation: string };
  /** How many reference facts that can change a fold it rests on. */
  readonly epoch: number;
  readonly madeBy: string;
  readonly cases: number;
  readonly tables: readonly string[];
  /** Why it failed; empty otherwise. */
  readonly problem: string;
  readonly createdAt: Instant;
  readonly usedAt: Instant;
  readonly revision: bigint;
};

export const toModelColumns = (records: readonly ModelRecord[]): ColumnBatch => ({
  rows: records.length,
  columns: [
    text('name', records, ({ name }) => name),
    text('purpose', records, ({ purpose }) => purpose),
    text('state', records, ({ state }) => state),
    text('generation', records, ({ generation }) => generation),
    { name: 'from_log', type: 'uint8', values: Uint8Array.from(records, ({ fromLog }) => Number(fromLog)) },
    { name: 'positions', type: 'array', of: 'Int64', values: records.map(({ positions }) => positions) },
    { name: 'reference_positions', type: 'array', of: 'Int64', values: records.map(({ referencePositions }) => referencePositions) },
    instant('known_at', records, ({ knownAt }) => knownAt),
    instant('reference_known_at', records, ({ referenceKnownAt }) => referenceKnownAt),
    text('rules', records, ({ versions }) => versions.rules),
    text('calendar', records, ({ versions }) => versions.calendar),
    text('organisation', records, ({ versions }) => versions.organisation),
    { name: 'epoch', type: 'int64', values: Float64Array.from(records, ({ epoch }) => epoch) },
    text('made_by', records, ({ madeBy }) => madeBy),
    { name: 'cases', type: 'int64', values: Float64Array.from(records, ({ cases }) => cases) },
    { name: 'tables', type: 'array', of: 'String', values: records.map(({ tables }) => tables) },
    text('problem', records, ({ problem }) => problem),
    instant('created_at', records, ({ createdAt }) => createdAt),
    instant('used_at', records, ({ usedAt }) => usedAt),
    { name: 'revision', type: 'uint64', values: BigUint64Array.from(records, ({ revision }) => revision) },
  ],
});

const text = (name: string, records: readonly ModelRecord[], of: (record: ModelRecord) => string): Column => ({
  name,
  type: 'string',
  values: records.map(of),
});

const instant = (name: string, records: readonly ModelRecord[], of: (record: ModelRecord) => Instant | null): Column => ({
  name,
  type: 'instant',
  values: Float64Array.from(records, (record) => of(record) ?? Number.NaN),
});
