import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AnalyticsFailure, AnalyticsUnavailable, type AnalyticsQuery, type AnalyticsStore, type ColumnBatch } from './analytics-store.js';

/** What a test can do to the server behind a store. */
export type RemoteServer = {
  /** The next statement that holds `matching` is carried out and answered with HTTP 500. */
  failAfterApplying(matching: string): void;
  /** The answer to the next statement that holds `matching` breaks off after so many bytes: by an error told in the body, or by the connection. */
  breakOff(matching: string, how: 'exception' | 'plain-exception' | 'connection', afterBytes: number): void;
  /** Takes requests and never answers them. */
  hang(matching: string): void;
  /** The next `times` requests are answered "too many queries". */
  busy(times: number): void;
  cutNext(times: number): void;
  recover(): void;
  away(): Promise<void>;
  back(): Promise<void>;
  /** Ids of queries it is working on. */
  running(): Promise<readonly string[]>;
};

export type StartedRemoteStore = {
  readonly store: AnalyticsStore;
  /** The same, but soon taking a silent server for a hanging one. */
  readonly impatient: AnalyticsStore;
  readonly server: RemoteServer;
  readonly stop: () => Promise<void>;
};

const read = (sql: string): AnalyticsQuery<unknown> => ({ name: 'contract', sql, row: (raw) => raw });
const numbers = read('SELECT number FROM numbers(200000)');
const one = read('SELECT 1 AS one');

const row: ColumnBatch = {
  rows: 1,
  columns: [
    { name: 'id', type: 'string', values: ['e-1'] },
    { name: 'n', type: 'int32', values: Int32Array.of(1) },
  ],
};

/** Adapters whose engine is elsewhere run this beside the contract of the store. */
export const remoteStoreContract = (name: string, start: () => Promise<StartedRemoteStore>) =>
  describe(`Remote AnalyticsStore contract: ${name}`, () => {
    let started: StartedRemoteStore;
    beforeAll(async () => {
      started = await start();
      await started.store.command('CREATE TABLE keyed (id String, n Int32) ENGINE = ReplacingMergeTree ORDER BY id');
    });
    afterEach(async () => {
      started.server.recover();
      await started.server.back();
    });
    afterAll(() => started.stop());

    const failureOf = async (run: Promise<unknown>): Promise<unknown> => run.then(() => null, (error: unknown) => error);
    const streamed = async (store = started.store): Promise<number> => {
      let rows = 0;
      for await (const block of store.stream('contract', 'SELECT number FROM numbers({count: UInt64})', { count: 1_000_000 })) rows += block.rows;
      return rows;
    };

    it('leaves one row of an insert that was applied although its answer said 500', async () => {
      started.server.failAfterApplying('INSERT INTO keyed');
      await started.store.insert('keyed', row);
      expect(await started.store.query(read('SELECT id, n FROM keyed FINAL'))).toEqual([{ id: 'e-1', n: 1 }]);
    });

    it('tries reads and inserts again while the server is busy or cuts connections', async () => {
      started.server.busy(2);
      expect(await started.store.query(one)).toEqual([{ one: 1 }]);
      started.server.cutNext(2);
      await started.store.insert('keyed', row);
      started.server.cutNext(1);
      expect(await streamed()).toBe(1_000_000);
    });

    it('does not repeat a command that may have run', async () => {
      started.server.failAfterApplying('CREATE TABLE once');
      expect(await failureOf(started.store.command('CREATE TABLE once (n Int8) ENGINE = MergeTree ORDER BY n'))).toBeInstanceOf(AnalyticsUnavailable);
      expect(await started.store.query(read('SELECT count() AS n FROM once'))).toEqual([{ n: 0 }]);
    });

    it('says that a server which is away is unavailable, and goes on when it is back', async () => {
      await started.server.away();
      expect(await failureOf(started.store.query(one))).toMatchObject({ name: 'AnalyticsUnavailable', reason: 'unreachable', queryName: 'contract' });
      expect(await failureOf(started.store.insert('keyed', row))).toMatchObject({ name: 'AnalyticsUnavailable', reason: 'unreachable' });
      expect(await failureOf(streamed())).toBeInstanceOf(AnalyticsUnavailable);
      await started.server.back();
      expect(await started.store.query(one)).toEqual([{ one: 1 }]);
    });

    it('gives up on a server that hangs', async () => {
      const { impatient, server } = started;
      server.hang('');
      expect(await failureOf(impatient.query(one))).toMatchObject({ name: 'AnalyticsUnavailable', reason: 'silent' });
      expect(await failureOf(impatient.insert('keyed', row))).toMatchObject({ name: 'AnalyticsUnavailable', reason: 'silent' });
      expect(await failureOf(streamed(impatient))).toMatchObject({ name: 'AnalyticsUnavailable', reason: 'silent' });
    });

    it.each([0, 1, 7, 100, 65_536, 500_000] as const)('never takes an answer for whole that broke off after %i bytes', async (afterBytes) => {
      for (const how of ['exception', 'plain-exception'] as const) {
        started.server.breakOff('number', how, afterBytes);
        expect(await failureOf(started.store.query(numbers))).toMatchObject({ name: 'AnalyticsFailure', code: '241' });
        started.server.breakOff('number', how, afterBytes);
        expect(await failureOf(streamed())).toMatchObject({ name: 'AnalyticsFailure', code: '241' });
      }
    });

    it('tells a stream that was cut from one that ended', async () => {
      for (const afterBytes of [200, 500_000, 8_000_000]) {
        started.server.breakOff('number', 'connection', afterBytes);
        expect(await failureOf(streamed())).toMatchObject({ name: 'AnalyticsUnavailable', reason: 'unreachable' });
      }
    });

    it('ends a query on the server when whoever asked has gone', async () => {
      const patience = new AbortController();
      const asked = failureOf(started.store.query(read('SELECT count() AS n FROM numbers(1000000000000) WHERE sipHash64(number) = 1'), {}, patience.signal));
      while ((await started.server.running()).length === 0) await started.store.ping();
      patience.abort();
      expect(await asked).toBeInstanceOf(AnalyticsFailure);
      expect(await asked).not.toBeInstanceOf(AnalyticsUnavailable);
      while ((await started.server.running()).length > 0) await started.store.ping();
    });

    it('sends nothing for a signal that has already aborted', async () => {
      await started.server.away();
      expect(await failureOf(started.store.query(one, {}, AbortSignal.abort()))).not.toBeInstanceOf(AnalyticsUnavailable);
    });
  });
