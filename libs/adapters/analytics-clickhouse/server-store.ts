import type { ClickHouseClient } from '@clickhouse/client';
import {
  AnalyticsFailure,
  type AnalyticsQuery,
  type AnalyticsStore,
  type AnalyticsUnavailable,
  type ColumnBatch,
  type QueryParameters,
  type StreamedBlock,
} from '@mingxiao/ports/analytics-store/analytics-store';
import type { PackedBatch } from '@mingxiao/ports/analytics-store/packed-batch';
import { arrowIsWhole, bytesOf } from './answer-body.js';
import { toBlocks } from './arrow-blocks.js';
import { toArrowStream } from './arrow-stream.js';
import { checkedIdentifier, insertFromBody } from './insert-statement.js';
import { readAhead } from './read-ahead.js';
import { withRetries, type Patience } from './retries.js';
import { connect, type ServerAddress } from './server-connection.js';
import { ask, failureOf, readLines, settle, type Settings } from './server-exchange.js';
import { neverLeft } from './server-failure.js';

export type ServerOptions = Omit<ServerAddress, 'database' | 'silenceMilliseconds'> & {
  readonly database?: string;
  readonly maxMemoryBytes?: number;
  /** For a query or an insert. */
  readonly maxSeconds?: number;
  /** For a streamed read, which may go over everything and waits for whoever reads it. */
  readonly maxStreamSeconds?: number;
  readonly silenceMilliseconds?: number;
  readonly patience?: Patience;
};

/**
 * A ClickHouse server behind its HTTP port. The database is made when it is not there and the user may make it. Throws
 * AnalyticsUnavailable when the server cannot be reached, AnalyticsFailure when it refuses (a wrong password: code 516).
 */
export const openServerStore = async (options: ServerOptions): Promise<AnalyticsStore> => {
  const store = new ServerStore(options);
  try {
    await store.prepare();
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
};

const unknownDatabase = '81';
const usualPatience: Patience = { attempts: 5, firstPauseMilliseconds: 100 };

class ServerStore implements AnalyticsStore {
  private readonly database: string;
  /** Bodies of inserts are compressed, forms with parameters are not: two clients, since the official one cannot choose. */
  private readonly plain: ClickHouseClient;
  private readonly packing: ClickHouseClient;
  private readonly memory: Settings;
  private readonly patience: Patience;

  constructor(private readonly options: ServerOptions) {
    this.database = checkedIdentifier(options.database ?? 'mingxiao');
    const silenceMilliseconds = options.silenceMilliseconds ?? ((options.maxSeconds ?? 60) + 10) * 1_000;
    this.plain = connect({ ...options, database: this.database, silenceMilliseconds, compression: 'none' });
    this.packing = connect({ ...options, database: this.database, silenceMilliseconds });
    this.memory = { max_memory_usage: options.maxMemoryBytes ?? 2_000_000_000 };
    this.patience = options.patience ?? usualPatience;
  }

  async prepare(): Promise<void> {
    try {
      await this.ping();
    } catch (error) {
      if (!(error instanceof AnalyticsFailure) || error.code !== unknownDatabase) throw error;
      const outside = connect({ ...this.options, database: 'default', silenceMilliseconds: 70_000, compression: 'none' });
      const request = { name: 'prepare', sql: `CREATE DATABASE IF NOT EXISTS ${this.database}`, settings: {} };
      await settle(outside, request).finally(() => outside.close());
    }
  }

  async query<Row>(query: AnalyticsQuery<Row>, parameters: QueryParameters = {}, signal?: AbortSignal): Promise<Row[]> {
    const settings = {
      ...this.readSettings(this.options.maxSeconds ?? 60),
      output_format_json_quote_64bit_integers: 0,
      // The server answers only once it has the whole result, so that a late error has a status of its own.
      wait_end_of_query: 1,
    };
    const request = { name: query.name, sql: `${query.sql}\nFORMAT JSONEachRow`, parameters, settings, signal };
    const text = await this.repeatedly(signal, () => readLines(this.plain, request));
    return text.split('\n').flatMap((line) => (line === '' ? [] : [query.row(JSON.parse(line))]));
  }

  async *stream(name: string, sql: string, parameters: QueryParameters = {}, signal?: AbortSignal): AsyncIterable<StreamedBlock> {
    const settings = {
      ...this.readSettings(this.options.maxStreamSeconds ?? 3_600),
      output_format_arrow_compression_method: 'none',
      output_format_arrow_string_as_string: 1,
      // Who reads may pause for an insert; the server should not take that for a broken connection.
      http_send_timeout: 300,
    };
    const request = { name, sql: `${sql}\nFORMAT ArrowStream`, parameters, settings, signal };
    // Only the beginning is repeated: what has been handed on cannot be taken back.
    const { answer, end } = await this.repeatedly(signal, () => ask(this.plain, request));
    try {
      yield* readAhead(toBlocks(bytesOf(answer, name, arrowIsWhole)));
    } catch (error) {
      throw failureOf(error, request);
    } finally {
      end();
    }
  }

  async insert(table: string, batch: ColumnBatch | PackedBatch): Promise<void> {
    if (batch.rows === 0) return;
    const settings = { ...this.memory, max_execution_time: this.options.maxSeconds ?? 60, async_insert: 0, insert_deduplicate: 0, wait_end_of_query: 1 };
    const request = { name: `insert into ${table}`, sql: insertFromBody(table, batch), settings, body: toArrowStream(batch) };
    // An insert whose answer was lost may have been applied; its rows are keyed by content, so once more changes nothing.
    await this.repeatedly(undefined, () => settle(this.packing, request));
  }

  async command(sql: string): Promise<void> {
    const settings = { wait_end_of_query: 1, send_progress_in_http_headers: 1, http_headers_progress_interval_ms: 10_000 };
    // An EXCHANGE TABLES that runs twice is undone: repeated only while nothing has left this process.
    await this.repeatedly(undefined, () => settle(this.plain, { name: 'command', sql, settings }), neverLeft);
  }

  async ping(): Promise<void> {
    await this.repeatedly(undefined, () => settle(this.plain, { name: 'ping', sql: 'SELECT 1', settings: {} }));
  }

  async close(): Promise<void> {
    await Promise.all([this.plain.close(), this.packing.close()]);
  }

  private readSettings(maxSeconds: number): Settings {
    // Reads say so, be the user who he may; only then does the server look whether the client is still there.
    return { ...this.memory, max_execution_time: maxSeconds, readonly: 2, cancel_http_readonly_queries_on_client_close: 1 };
  }

  private repeatedly<Value>(signal: AbortSignal | undefined, run: () => Promise<Value>, mayRepeat?: (error: AnalyticsUnavailable) => boolean): Promise<Value> {
    return withRetries(this.patience, run, mayRepeat, signal);
  }
}
