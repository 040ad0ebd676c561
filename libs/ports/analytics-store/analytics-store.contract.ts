import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnalyticsFailure, type AnalyticsQuery, type AnalyticsStore } from './analytics-store.js';
import type { PackedBatch } from './packed-batch.js';

export type StartedStore = { readonly store: AnalyticsStore; readonly stop: () => Promise<void> };

type Raw = Record<string, unknown>;
const read = (sql: string): AnalyticsQuery<Raw> => ({ name: 'contract', sql, row: (raw) => raw as Raw });

const everyType = `CREATE TABLE every_type (
  name String, note Nullable(String), payload String, small UInt8, medium UInt16, signed Int16, whole Int32, big UInt64,
  span Nullable(Int64), at Nullable(DateTime64(3, 'UTC')), tags Array(String), levels Array(UInt8), moments Array(Int64)
) ENGINE = MergeTree ORDER BY name`;

const batch = {
  rows: 3,
  columns: [
    { name: 'name', type: 'string', values: ['a', '办件', ''] },
    { name: 'note', type: 'nullable-string', values: [null, 'x', ''] },
    { name: 'payload', type: 'bytes', values: [Uint8Array.of(1, 0, 255), new Uint8Array(), Uint8Array.of(65)] },
    { name: 'small', type: 'uint8', values: Uint8Array.of(0, 1, 255) },
    { name: 'medium', type: 'uint16', values: Uint16Array.of(0, 1, 65_535) },
    { name: 'signed', type: 'int16', values: Int16Array.of(-480, 0, 480) },
    { name: 'whole', type: 'int32', values: Int32Array.of(-1, 0, 1) },
    { name: 'big', type: 'uint64', values: BigUint64Array.of(0n, 1n, 18_446_744_073_709_551_615n) },
    { name: 'span', type: 'int64', values: Float64Array.of(Number.NaN, -5_000_000_000, 9_007_199_254_740_991) },
    { name: 'at', type: 'instant', values: Float64Array.of(Number.NaN, -1, 1_539_568_800_123) },
    { name: 'tags', type: 'array', of: 'String', values: [[], ['one'], ['甲', '乙']] },
    { name: 'levels', type: 'array', of: 'UInt8', values: [[], [5], [1, 2]] },
    { name: 'moments', type: 'array', of: 'Int64', values: [[], [-1], [1_539_568_800_123]] },
  ],
} as const;

const bytesOf = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
const textOf = (text: string, ...offsets: number[]): Uint8Array[] => [bytesOf(Int32Array.of(...offsets)), new TextEncoder().encode(text)];

const packedBatch: PackedBatch = {
  rows: 2,
  packed: [
    { name: 'name', format: 'u', length: 2, nullCount: 0, buffers: [null, ...textOf('件b', 0, 3, 4)] },
    { name: 'span', format: 'l', length: 2, nullCount: 1, buffers: [Uint8Array.of(0b10), bytesOf(BigInt64Array.of(0n, -5n))] },
    { name: 'tags', format: 'u', of: 'String', length: 2, nullCount: 0, buffers: [null, ...textOf('x\u001fy', 0, 0, 3)] },
    { name: 'levels', format: 'u', of: 'UInt8', length: 2, nullCount: 0, buffers: [null, ...textOf('7', 0, 1, 1)] },
  ],
};

/** Every adapter of the port runs this one suite. */
export const analyticsStoreContract = (name: string, start: () => Promise<StartedStore>) =>
  describe(`AnalyticsStore contract: ${name}`, () => {
    let started: StartedStore;
    beforeAll(async () => {
      started = await start();
      await started.store.command(everyType);
      await started.store.insert('every_type', batch);
    });
    afterAll(() => started.stop());

    it('gives back every type as it was inserted, nulls and empty arrays included', async () => {
      const rows = await started.store.query(
        read('SELECT name, note, hex(payload) AS payload, small, medium, signed, whole, toString(big) AS big, span, toUnixTimestamp64Milli(at) AS at, tags, levels, moments FROM every_type ORDER BY small'),
      );
      expect(rows).toEqual([
        { name: 'a', note: null, payload: '0100FF', small: 0, medium: 0, signed: -480, whole: -1, big: '0', span: null, at: null, tags: [], levels: [], moments: [] },
        { name: '办件', note: 'x', payload: '', small: 1, medium: 1, signed: 0, whole: 0, big: '1', span: -5_000_000_000, at: -1, tags: ['one'], levels: [5], moments: [-1] },
        { name: '', note: '', payload: '41', small: 255, medium: 65_535, signed: 480, whole: 1, big: '18446744073709551615', span: 9_007_199_254_740_991, at: 1_539_568_800_123, tags: ['甲', '乙'], levels: [1, 2], moments: [1_539_568_800_123] },
      ]);
    });

    it.each([`'; DROP TABLE every_type; --`, `\\' OR 1=1`, '办件', '{name: String}', `a\u0000b`, '%s${x}'])(
      'binds %j as a value, never as SQL',
      async (value) => {
        const [row] = await started.store.query(read('SELECT {value: String} AS v, {list: Array(String)} AS l, {none: Nullable(String)} AS n, {n: Int64} AS i'), {
          value,
          list: [value, 'b'],
          none: null,
          n: -3,
        });
        expect(row).toEqual({ v: value, l: [value, 'b'], n: null, i: -3 });
      },
    );

    it('streams a large result in blocks that add up to it', async () => {
      let rows = 0;
      let sum = 0;
      for await (const block of started.store.stream('contract', "SELECT number AS n, concat('件', toString(number)) AS s FROM numbers({count: UInt64})", { count: 200_000 })) {
        const numbers = block.columns['n'];
        const texts = block.columns['s'];
        for (let index = 0; index < block.rows; index += 1) sum += Number(numbers?.get(index));
        if (rows === 0) expect(texts?.get(7)).toBe('件7');
        rows += block.rows;
      }
      expect([rows, sum]).toEqual([200_000, (200_000 * 199_999) / 2]);
    });

    it('says which query failed and with which code', async () => {
      const failure = await started.store.query(read('SELECT nothing FROM nowhere')).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(AnalyticsFailure);
      expect(failure).toMatchObject({ queryName: 'contract', code: '60' });
    });

    it('binds a list too long for an address', async () => {
      const list = Array.from({ length: 2_000 }, (_, index) => `办件 '${index}'\\`);
      const [row] = await started.store.query(read('SELECT length({list: Array(String)}) AS n, {list: Array(String)}[2000] AS last, {n: UInt8} AS i'), { list, n: 7 });
      expect(row).toEqual({ n: 2_000, last: `办件 '1999'\\`, i: 7 });
    });

    it('binds as many of the longest names of cases as the fold asks for at once', async () => {
      const list = Array.from({ length: 2_000 }, (_, index) => `${index}${'件'.repeat(252)}`);
      const sql = 'SELECT length({list: Array(String)}) AS n, {list: Array(String)}[2000] AS last';
      expect(await started.store.query(read(sql), { list })).toEqual([{ n: 2_000, last: list.at(-1) }]);
      let rows = 0;
      for await (const block of started.store.stream('contract', 'SELECT arrayJoin({list: Array(String)}) AS name', { list })) rows += block.rows;
      expect(rows).toBe(2_000);
    });

    it('streams nothing from an empty result', async () => {
      let rows = 0;
      for await (const block of started.store.stream('contract', 'SELECT number FROM numbers(10) WHERE number > 10')) rows += block.rows;
      expect(rows).toBe(0);
    });

    it('ends a stream when its signal aborts', async () => {
      const reading = new AbortController();
      const readOn = async () => {
        for await (const _block of started.store.stream('contract', 'SELECT number FROM numbers(1000000000000)', {}, reading.signal)) reading.abort();
      };
      await expect(readOn()).rejects.toBeInstanceOf(AnalyticsFailure);
      expect(await started.store.query(read('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
    });

    it('goes on after a stream that was left early', async () => {
      for await (const block of started.store.stream('contract', 'SELECT number FROM numbers(10000000)')) if (block.rows > 0) break;
      expect(await started.store.query(read('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
    });

    it('rejects a stream that fails after it has begun', async () => {
      const readAll = async () => {
        for await (const _block of started.store.stream('contract', 'SELECT throwIf(number = 900000) FROM numbers(1000000)'));
      };
      await expect(readAll()).rejects.toMatchObject({ name: 'AnalyticsFailure', queryName: 'contract', code: '395' });
    });

    it('refuses to run a query whose parameter is missing', async () => {
      await expect(started.store.query(read('SELECT {gone: String}'))).rejects.toThrow(/gone/);
    });

    it('takes columns that are laid out already, as they may come from another thread', async () => {
      await started.store.command('CREATE TABLE packed (name String, span Nullable(Int64), tags Array(String), levels Array(UInt8)) ENGINE = MergeTree ORDER BY name');
      await started.store.insert('packed', packedBatch);
      expect(await started.store.query(read('SELECT * FROM packed ORDER BY name DESC'))).toEqual([
        { name: '件', span: null, tags: [], levels: [7] },
        { name: 'b', span: -5, tags: ['x', 'y'], levels: [] },
      ]);
    });

    it('runs many queries and inserts at once', async () => {
      await started.store.command('CREATE TABLE parallel (n Int32) ENGINE = MergeTree ORDER BY n');
      await Promise.all(
        Array.from({ length: 20 }, (_, n) => [
          started.store.insert('parallel', { rows: 1, columns: [{ name: 'n', type: 'int32', values: Int32Array.of(n) }] }),
          started.store.query(read('SELECT sum(number) FROM numbers(100000)')),
        ]).flat(),
      );
      expect(await started.store.query(read('SELECT count() AS c, sum(n) AS s FROM parallel'))).toEqual([{ c: 20, s: 190 }]);
    });
  });
