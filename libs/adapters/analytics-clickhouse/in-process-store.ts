import { createClient, type ClickHouseClient } from '@clickhouse/client';
import type {
  AnalyticsQuery,
  AnalyticsStore,
  ColumnBatch,
  QueryParameters,
  StreamedBlock,
} from '@mingxiao/ports/analytics-store/analytics-store';
import type { PackedBatch } from '@mingxiao/ports/analytics-store/packed-batch';
import { Session } from 'chdb';
import { createChdbConnection } from 'chdb/connection';
import { toBlock } from './arrow-blocks.js';
import { handOver } from './arrow-hand-over.js';
import { bindConstants } from './bind-constants.js';
import { toAnalyticsFailure } from './failure.js';
import { checkedIdentifier, insertStatement } from './insert-statement.js';
import { Lanes } from './lanes.js';
import { readAhead } from './read-ahead.js';

export type InProcessOptions = {
  /** The data folder; one process at a time may hold it. */
  readonly folder: string;
  readonly database?: string;
  /** Queries that may run beside one another. */
  readonly readers?: number;
  readonly maxMemoryBytes?: number;
  readonly maxSeconds?: number;
};

/** The engine runs in this process; the same SQL and migrations as against a server. */
export const openInProcessStore = async (options: InProcessOptions): Promise<AnalyticsStore> => {
  const store = new InProcessStore(options);
  await store.prepare();
  return store;
};

/** Values stand in the statement, two digits a byte: 2,000 names of cases of 256 characters are 4 million, twice that where a name stands in a second list. */
const statementBytesMax = 16_777_216;

type ReaderLane = { readonly client: ClickHouseClient };
type SessionLane = { readonly session: Session };

class InProcessStore implements AnalyticsStore {
  private readonly database: string;
  private readonly settings: Record<string, number>;
  private readonly sessions: Session[] = [];
  private readonly clients: ClickHouseClient[] = [];
  private readonly readers: Lanes<ReaderLane>;
  private readonly writers: Lanes<SessionLane>;
  private readonly streamers: Lanes<SessionLane>;
  private inserts = 0;

  constructor(private readonly options: InProcessOptions) {
    this.database = checkedIdentifier(options.database ?? 'mingxiao');
    this.settings = {
      max_execution_time: options.maxSeconds ?? 60,
      max_memory_usage: options.maxMemoryBytes ?? 2_000_000_000,
    };
    // One connection runs one query at a time: a pool of them lets a look-up pass a ranking.
    this.readers = new Lanes(Array.from({ length: options.readers ?? 3 }, () => ({ client: this.openClient() })));
    this.writers = new Lanes(Array.from({ length: 2 }, () => ({ session: this.openSession() })));
    // The fold, a model that is built beside, and somebody who looks at a case: none waits for the others.
    this.streamers = new Lanes(Array.from({ length: 3 }, () => ({ session: this.openSession() })));
  }

  private openClient(): ClickHouseClient {
    // The client takes a ready connection; its type declarations do not say so.
    const configuration: unknown = { connection: createChdbConnection({ path: this.options.folder }) };
    const client = createClient(configuration as Parameters<typeof createClient>[0]);
    this.clients.push(client);
    return client;
  }

  private openSession(): Session {
    const session = new Session(this.options.folder);
    this.sessions.push(session);
    return session;
  }

  /** Makes the database, selects it on every connection and lets statements be as long as they come. */
  async prepare(): Promise<void> {
    await this.onReader('prepare', (client) => client.command({ query: `CREATE DATABASE IF NOT EXISTS ${this.database}` }));
    for (const query of [`USE ${this.database}`, `SET max_query_size = ${statementBytesMax}`]) {
      for (const client of this.clients) await client.command({ query });
      for (const session of this.sessions) await session.queryAsync(query);
    }
  }

  query<Row>(query: AnalyticsQuery<Row>, parameters: QueryParameters = {}, signal?: AbortSignal): Promise<Row[]> {
    return this.onReader(query.name, async (client) => {
      const result = await client.query({
        query: bindConstants(query.sql, parameters),
        format: 'JSONEachRow',
        clickhouse_settings: { ...this.settings, log_comment: query.name, output_format_json_quote_64bit_integers: 0 },
        ...(signal === undefined ? {} : { abort_signal: signal }),
      });
      return (await result.json<unknown>()).map(query.row);
    });
  }

  async *stream(name: string, sql: string, parameters: QueryParameters = {}, signal?: AbortSignal): AsyncIterable<StreamedBlock> {
    const lane = await this.streamers.take();
    try {
      // Every streamed chunk is an Arrow stream of its own.
      const settings = `SETTINGS output_format_arrow_compression_method = 'none', output_format_arrow_string_as_string = 1, max_memory_usage = ${this.settings['max_memory_usage']}`;
      const statement = `${bindConstants(sql, parameters)} ${settings}`;
      const chunks = lane.session.queryStream(statement, { format: 'ArrowStream', ...(signal === undefined ? {} : { signal }) });
      for await (const chunk of readAhead(chunks)) yield toBlock(chunk.raw());
    } catch (error) {
      throw toAnalyticsFailure(error, name);
    } finally {
      this.streamers.give(lane);
    }
  }

  async insert(table: string, batch: ColumnBatch | PackedBatch): Promise<void> {
    if (batch.rows === 0) return;
    const lane = await this.writers.take();
    const source = `batch_${(this.inserts += 1)}`;
    try {
      await handOver(lane.session, source, batch, () =>
        lane.session.queryAsync(`${insertStatement(table, batch, `arrowstream('${source}')`)} SETTINGS async_insert = 0, insert_deduplicate = 0`),
      );
    } catch (error) {
      throw toAnalyticsFailure(error, `insert into ${table}`);
    } finally {
      this.writers.give(lane);
    }
  }

  async command(sql: string): Promise<void> {
    await this.onReader('command', (client) => client.command({ query: sql }));
  }

  async ping(): Promise<void> {
    await this.onReader('ping', (client) => client.command({ query: 'SELECT 1' }));
  }

  async close(): Promise<void> {
    await Promise.all([this.readers.drain(), this.writers.drain(), this.streamers.drain()]);
    await Promise.all(this.clients.map((client) => client.close()));
    for (const session of this.sessions) session.close();
  }

  private async onReader<Value>(name: string, run: (client: ClickHouseClient) => Promise<Value>): Promise<Value> {
    const lane = await this.readers.take();
    try {
      return await run(lane.client);
    } catch (error) {
      throw toAnalyticsFailure(error, name);
    } finally {
      this.readers.give(lane);
    }
  }
}
