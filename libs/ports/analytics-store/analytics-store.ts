import type { PackedBatch } from './packed-batch.js';

/**
 * One column of a batch: plain arrays that an adapter turns into Arrow buffers.
 * A null in `values` (or NaN in a typed array declared `nullable`) is SQL NULL.
 */
export type Column =
  | { readonly name: string; readonly type: 'string'; readonly values: readonly string[] }
  | { readonly name: string; readonly type: 'nullable-string'; readonly values: readonly (string | null)[] }
  | { readonly name: string; readonly type: 'bytes'; readonly values: readonly Uint8Array[] }
  | { readonly name: string; readonly type: 'uint8'; readonly values: Uint8Array }
  | { readonly name: string; readonly type: 'uint16'; readonly values: Uint16Array }
  | { readonly name: string; readonly type: 'int16'; readonly values: Int16Array }
  | { readonly name: string; readonly type: 'int32'; readonly values: Int32Array }
  | { readonly name: string; readonly type: 'uint64'; readonly values: BigUint64Array }
  /** Whole numbers up to 2^53, such as milliseconds or seconds. NaN is NULL. */
  | { readonly name: string; readonly type: 'int64'; readonly values: Float64Array }
  /** Milliseconds since the epoch for a DateTime64(3). NaN is NULL. */
  | { readonly name: string; readonly type: 'instant'; readonly values: Float64Array }
  /** For an Array(String) or, with `of`, an array of that type; no value may contain U+001F. */
  | { readonly name: string; readonly type: 'array'; readonly of: 'String' | 'UInt8' | 'Int64'; readonly values: readonly (readonly (string | number)[])[] };

export type ColumnBatch = { readonly rows: number; readonly columns: readonly Column[] };

/** A read with a name. SQL stands in a `.sql` file; every value is a bound `{name: Type}` parameter. */
export type AnalyticsQuery<Row> = {
  /** Travels as `log_comment`, so that a slow query can be told by name. */
  readonly name: string;
  readonly sql: string;
  /** Turns one JSON row into the row callers see; throws when it has another shape. */
  readonly row: (raw: unknown) => Row;
};

export type QueryParameters = Readonly<Record<string, string | number | bigint | boolean | null | readonly string[] | readonly number[]>>;

/** Columns of a streamed block, by name: values as apache-arrow gives them, `get(i)` per row. */
export type ColumnReader = { readonly length: number; get(index: number): unknown };
export type StreamedBlock = { readonly rows: number; readonly columns: Readonly<Record<string, ColumnReader>> };

export interface AnalyticsStore {
  /** All rows or an error, never a part of them. Rejects when the signal aborts. */
  query<Row>(query: AnalyticsQuery<Row>, parameters?: QueryParameters, signal?: AbortSignal): Promise<Row[]>;
  /** Reads a large result block by block as Arrow, with bounded memory. Ends without an error only after the last row. */
  stream(name: string, sql: string, parameters?: QueryParameters, signal?: AbortSignal): AsyncIterable<StreamedBlock>;
  /** Durable when it resolves. Safe to repeat: tables are keyed by content. */
  insert(table: string, batch: ColumnBatch | PackedBatch): Promise<void>;
  /** Runs one statement of ours, such as a migration or EXCHANGE TABLES. Never with user text. */
  command(sql: string): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The store refused or could not run a query; `code` is ClickHouse's when there is one. */
export class AnalyticsFailure extends Error {
  override readonly name: string = 'AnalyticsFailure';
  constructor(
    message: string,
    readonly code: string | null,
    readonly queryName: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Why a store cannot be asked right now: `unreachable` (no connection, or one that broke off), `silent` (no answer in
 * time), `busy` (the store itself says: later).
 */
export type Unavailability = 'unreachable' | 'silent' | 'busy';

/** The same request may succeed later without anything being changed: who serves people answers 503, who projects tries again. */
export class AnalyticsUnavailable extends AnalyticsFailure {
  override readonly name = 'AnalyticsUnavailable';
  constructor(
    message: string,
    readonly reason: Unavailability,
    queryName: string,
    { code = null, ...options }: ErrorOptions & { readonly code?: string | null } = {},
  ) {
    super(message, code, queryName, options);
  }
}
