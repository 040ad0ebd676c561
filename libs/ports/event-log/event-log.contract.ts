import { describe, expect, it } from 'vitest';
import type { EventLog, LogBatch, LogRecord, NewLogRecord, Position } from './event-log.js';

/** A log of its own for one test, empty, of several partitions. */
export type StartedLog = { readonly log: EventLog; stop(): Promise<void> };

/** Every adapter of the port runs this one suite. */
export const eventLogContract = (name: string, start: () => Promise<StartedLog>): void => {
  const onLog = (guarantee: string, check: (log: EventLog) => Promise<void>): void => {
    it(guarantee, async () => {
      const { log, stop } = await start();
      try {
        await check(log);
      } finally {
        await stop();
      }
    });
  };

  describe(`EventLog contract: ${name}`, () => {
    onLog('starts empty and names its generation', async (log) => {
      expect(log.generation).not.toBe('');
      expect(log.partitions).toBeGreaterThan(1);
      expect(await log.end()).toEqual(zeros(log));
      expect(await everything(log)).toEqual([]);
    });

    onLog('takes nothing when given nothing', async (log) => {
      expect(await log.append([])).toEqual([]);
      expect(await log.end()).toEqual(zeros(log));
    });

    onLog('gives every record the next position of its partition, in the order given', async (log) => {
      const positions = [...(await log.append(cases(40))), ...(await log.append(cases(40)))];
      const next = [...zeros(log)];
      for (const { partition, offset } of positions) {
        expect(offset).toBe(next[partition]);
        next[partition] = offset + 1;
      }
      expect(positions).toHaveLength(80);
      expect(await log.end()).toEqual(next);
    });

    onLog('keeps a key in one partition, spreads keys over all, and keeps the order of each', async (log) => {
      const rounds = [0, 1, 2].map((round) => cases(64, `round ${round}`));
      const positions: Position[] = [];
      for (const round of rounds) positions.push(...(await log.append(round)));
      const partitionOf = new Map(positions.map(({ partition }, index) => [`case-${index % 64}`, partition]));
      expect(new Set(partitionOf.values()).size).toBe(log.partitions);
      positions.forEach(({ partition }, index) => expect(partition).toBe(partitionOf.get(`case-${index % 64}`)));
      const ofOneCase = (await everything(log)).filter(({ key }) => key === 'case-7');
      expect(ofOneCase.map(({ value }) => text(value))).toEqual(['round 0 7', 'round 1 7', 'round 2 7']);
    });

    onLog('shows a record by its position as soon as append has resolved', async (log) => {
      const records = cases(20);
      const positions = await log.append(records);
      for (const [index, position] of positions.entries()) {
        const found = await log.read(position);
        expect(found?.offset).toBe(position.offset);
        expect(plain(found)).toEqual(plain(records[index]));
      }
    });

    onLog('answers null for a position it does not hold', async (log) => {
      const [position] = await log.append([aRecord('case-1', 'one')]);
      if (position === undefined) throw new Error('no position');
      expect(await log.read({ ...position, offset: position.offset + 1 })).toBeNull();
      expect(await log.read({ partition: log.partitions, offset: 0 })).toBeNull();
    });

    onLog('delivers exactly what stands at and behind the given offsets', async (log) => {
      await log.append(cases(100));
      const end = await log.end();
      const from = end.map((next, index) => Math.min(next, index * 3));
      const found = offsetsOf(await batches(log, from), log.partitions);
      expect(found).toEqual(end.map((next, index) => range(from[index] ?? 0, next)));
    });

    onLog('ends where the log ended at the call when asked to', async (log) => {
      await log.append(cases(10));
      const end = await log.end();
      const subscription = log.subscribe(zeros(log), { signal: never(), untilEnd: true });
      await log.append(cases(10));
      const found: LogBatch[] = [];
      for await (const batch of subscription) found.push(batch);
      expect(offsetsOf(found, log.partitions)).toEqual(end.map((next) => range(0, next)));
    });

    onLog('goes on delivering what is appended later', async (log) => {
      await log.append([aRecord('case-1', 'before')]);
      const found: string[] = [];
      const abort = new AbortController();
      for await (const { records } of log.subscribe(zeros(log), { signal: abort.signal })) {
        found.push(...records.map(({ value }) => text(value)));
        if (found.length === 1) await log.append([aRecord('case-1', 'after')]);
        if (found.length === 2) await log.append([aRecord('case-2', 'another')]);
        if (found.length === 3) abort.abort();
      }
      expect(found).toEqual(['before', 'after', 'another']);
    });

    onLog('ends a waiting subscription when it is aborted', async (log) => {
      const abort = new AbortController();
      const iteration = log.subscribe(zeros(log), { signal: abort.signal })[Symbol.asyncIterator]();
      const waiting = iteration.next();
      abort.abort();
      expect((await waiting).done).toBe(true);
    });

    onLog('ends every subscription when it is closed', async (log) => {
      const iteration = log.subscribe(zeros(log), { signal: never() })[Symbol.asyncIterator]();
      const waiting = iteration.next();
      await log.close();
      expect((await waiting).done).toBe(true);
    });

    onLog('makes batches no longer than asked for, of consecutive records', async (log) => {
      await log.append(cases(50));
      const found = await batches(log, zeros(log), { batchRecordsMax: 3 });
      for (const { records } of found) {
        expect(records.length).toBeGreaterThan(0);
        expect(records.length).toBeLessThanOrEqual(3);
        expect(records.map(({ offset }) => offset)).toEqual(records.map((_, index) => (records[0]?.offset ?? 0) + index));
      }
      expect(found.flatMap(({ records }) => records)).toHaveLength(50);
    });

    onLog('delivers records that are longer than a batch may be', async (log) => {
      const long = Array.from({ length: 5 }, (_, index) => aRecord('case-1', `${index}`.repeat(200_000)));
      await log.append(long);
      const found = await batches(log, zeros(log), { batchBytesMax: 100_000 });
      expect(found.flatMap(({ records }) => records).map(plain)).toEqual(long.map(plain));
    });

    onLog('lets several subscribers read at their own pace', async (log) => {
      await log.append(cases(30));
      const slow = log.subscribe(zeros(log), { signal: never(), untilEnd: true, batchRecordsMax: 1 });
      const iteration = slow[Symbol.asyncIterator]();
      const first = await iteration.next();
      expect(await everything(log)).toHaveLength(30);
      let count = first.done === true ? 0 : first.value.records.length;
      for (let step = await iteration.next(); step.done !== true; step = await iteration.next()) {
        count += step.value.records.length;
      }
      expect(count).toBe(30);
    });

    onLog('refuses to deliver from offsets that it never had', async (log) => {
      await log.append(cases(5));
      const beyond = (await log.end()).map((next) => next + 1);
      await expect(batches(log, beyond)).rejects.toBeInstanceOf(RangeError);
      await expect(batches(log, [0])).rejects.toBeInstanceOf(RangeError);
    });

    onLog('gives a group that is alone every partition from where it asks to begin, and takes all back at the end', async (log) => {
      await log.append(cases(60));
      const end = await log.end();
      const from = end.map((next) => Math.min(next, 2));
      const wanted = end.reduce((sum, next, partition) => sum + next - (from[partition] ?? 0), 0);
      const calls: string[] = [];
      const group = {
        name: `readers of ${log.generation}`,
        onAssigned: async (partitions: readonly number[]) => {
          calls.push(`assigned ${[...partitions].sort().join()}`);
          return new Map(partitions.map((partition) => [partition, from[partition] ?? 0]));
        },
        onRevoked: async (partitions: readonly number[]) => void calls.push(`revoked ${[...partitions].sort().join()}`),
      };
      const found: LogBatch[] = [];
      for await (const batch of log.subscribe([], { signal: never(), group })) {
        found.push(batch);
        if (found.flatMap(({ records }) => records).length === wanted) break;
      }
      expect(offsetsOf(found, log.partitions)).toEqual(end.map((next, partition) => range(from[partition] ?? 0, next)));
      const all = range(0, log.partitions).join();
      expect(calls).toEqual([`assigned ${all}`, `revoked ${all}`]);
    });

    onLog('keeps keys, values and headers byte for byte', async (log) => {
      const records = [
        aRecord('empty', ''),
        aRecord('办件-2018-0001', '评价'),
        aRecord('🏛 town hall', '\u0000 and \u{10ffff}'),
        { ...aRecord('bytes', ''), value: Uint8Array.from({ length: 256 }, (_, byte) => byte) },
        { ...aRecord('long', ''), value: new Uint8Array(1024 * 1024).map((_, index) => (index * 31) & 255) },
        withHeaders('parked', { parked: '无法理解 the type' }),
        withHeaders('parked without words', { parked: '' }),
        withHeaders('received', { receivedAt: 1_539_568_800_123 }),
        withHeaders('marked', { identity: new Uint8Array(16).fill(255), contentHash: new Uint8Array(32).fill(254) }),
      ];
      const positions = await log.append(records);
      const read = await Promise.all(positions.map((position) => log.read(position)));
      expect(read.map(plain)).toEqual(records.map(plain));
      const delivered = new Map((await everything(log)).map((record) => [record.key, plain(record)]));
      for (const record of records) expect(delivered.get(record.key)).toEqual(plain(record));
    });

    onLog('keeps the instant another log has given, and never lets instants go back', async (log) => {
      const year2001 = 1_000_000_000_000;
      await log.append([{ ...aRecord('case-1', 'copied'), storedAt: year2001 }]);
      await log.append([{ ...aRecord('case-1', 'copied later'), storedAt: year2001 + 5 }]);
      await log.append([{ ...aRecord('case-1', 'from before'), storedAt: year2001 - 5 }]);
      await log.append([aRecord('case-1', 'new')]);
      await log.append([aRecord('case-1', 'newer')]);
      const instants = (await everything(log)).map(({ storedAt }) => storedAt);
      expect(instants.slice(0, 3)).toEqual([year2001, year2001 + 5, year2001 + 5]);
      expect(instants[3]).toBeGreaterThan(year2001 + 5);
      expect(instants[4]).toBeGreaterThanOrEqual(instants[3] ?? Infinity);
    });

    onLog('keeps every record of concurrent appends once, each append in its own order', async (log) => {
      const appends = Array.from({ length: 40 }, (_, append) =>
        Array.from({ length: 10 }, (_, index) => aRecord(`case-${index % 3}`, `${append}/${index}`)),
      );
      const positions = await Promise.all(appends.map((records) => log.append(records)));
      expect(new Set(positions.flat().map(({ partition, offset }) => `${partition}/${offset}`)).size).toBe(400);
      const found = await everything(log);
      for (const append of appends.keys()) {
        for (const key of ['case-0', 'case-1', 'case-2']) {
          const own = found.filter((record) => record.key === key && text(record.value).startsWith(`${append}/`));
          const given = appends[append]?.filter((record) => record.key === key) ?? [];
          expect(own.map(({ value }) => text(value))).toEqual(given.map(({ value }) => text(value)));
        }
      }
    });

    onLog('settles what it has taken when it is closed', async (log) => {
      const positions = log.append(cases(10));
      await log.close();
      expect(await positions).toHaveLength(10);
    });

    onLog('takes nothing after it is closed', async (log) => {
      await log.close();
      await expect(log.append(cases(1))).rejects.toThrow();
    });
  });
};

const never = (): AbortSignal => new AbortController().signal;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const zeros = (log: EventLog): readonly number[] => Array.from({ length: log.partitions }, () => 0);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

const aRecord = (key: string, value: string): NewLogRecord => ({
  key,
  value: Buffer.from(value),
  headers: {
    contentHash: new Uint8Array(32).fill(value.length & 255),
    identity: new Uint8Array(16).fill(key.length & 255),
    parked: null,
    receivedAt: 1_500_000_000_000,
  },
});

const withHeaders = (key: string, headers: Partial<NewLogRecord['headers']>): NewLogRecord => {
  const record = aRecord(key, key);
  return { ...record, headers: { ...record.headers, ...headers } };
};

const cases = (count: number, word = 'fact'): readonly NewLogRecord[] =>
  range(0, count).map((index) => aRecord(`case-${index}`, `${word} ${index}`));

const batches = async (
  log: EventLog,
  from: readonly number[],
  limits: { readonly batchRecordsMax?: number; readonly batchBytesMax?: number } = {},
): Promise<readonly LogBatch[]> => {
  const found: LogBatch[] = [];
  for await (const batch of log.subscribe(from, { signal: never(), untilEnd: true, ...limits })) found.push(batch);
  return found;
};

const everything = async (log: EventLog): Promise<readonly LogRecord[]> =>
  (await batches(log, zeros(log))).flatMap(({ records }) => records);

const offsetsOf = (found: readonly LogBatch[], partitions: number): readonly (readonly number[])[] =>
  range(0, partitions).map((index) =>
    found.filter(({ partition }) => partition === index).flatMap(({ records }) => records.map(({ offset }) => offset)),
  );

/** A record as given or as found, in a form that compares by content. */
const plain = (record: LogRecord | NewLogRecord | null | undefined): unknown => {
  if (record === null || record === undefined || record.headers === null) return record;
  const { key, value, headers } = record;
  return {
    key,
    value: Buffer.from(value).toString('base64'),
    contentHash: Buffer.from(headers.contentHash).toString('hex'),
    identity: Buffer.from(headers.identity).toString('hex'),
    parked: headers.parked,
    receivedAt: headers.receivedAt,
  };
};
