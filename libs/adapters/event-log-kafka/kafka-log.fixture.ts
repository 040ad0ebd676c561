import type { EventLog, NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import { expect } from 'vitest';

/** A record whose value says which it is. */
export const aRecord = (value: string, key = `case of ${value}`): NewLogRecord => ({
  key,
  value: Buffer.from(value),
  headers: { contentHash: new Uint8Array(32).fill(1), identity: new Uint8Array(16).fill(2), parked: null, receivedAt: 1_500_000_000_000 },
});

/** Everything the log holds, in words: by partition, in order. */
export const contentsOf = async (log: EventLog): Promise<readonly string[]> => {
  const found: string[] = [];
  const from = Array.from({ length: log.partitions }, () => 0);
  for await (const { records } of log.subscribe(from, { signal: new AbortController().signal, untilEnd: true })) {
    found.push(...records.map(({ value }) => Buffer.from(value).toString()));
  }
  return found;
};

const casesOfAppends = 20;

/**
 * Appends batch after batch, of cases in all partitions, until told to stop. Resolves with what was acknowledged; what was
 * not is under a name of its own, since it may be in the log all the same.
 */
export const keepAppending = async (log: EventLog, name: string, isOver: () => boolean): Promise<readonly string[]> => {
  const acknowledged: string[] = [];
  for (let round = 0; !isOver(); round += 1) {
    const values = Array.from({ length: 50 }, (_, index) => `${name}/${round}/${index}`);
    const taken = await log.append(values.map((value, index) => aRecord(value, `case ${index % casesOfAppends}`))).then(
      () => true,
      () => false,
    );
    if (taken) acknowledged.push(...values);
  }
  return acknowledged;
};

/** Reads everything from the beginning on, as it comes. */
export const keepReading = (log: EventLog) => {
  const found: string[] = [];
  const abort = new AbortController();
  const reading = (async () => {
    for await (const { records } of log.subscribe(Array.from({ length: log.partitions }, () => 0), { signal: abort.signal })) {
      found.push(...records.map(({ value }) => Buffer.from(value).toString()));
    }
  })();
  return {
    found,
    stop: async () => {
      abort.abort();
      await reading;
    },
  };
};

/** Every record that `keepAppending` was acknowledged stands in the log once, and those of a case in the order they were given. */
export const expectAllOnce = async (log: EventLog, acknowledged: readonly string[]): Promise<void> => {
  expect(acknowledged.length).toBeGreaterThan(0);
  const given = new Set(acknowledged);
  const found = (await contentsOf(log)).filter((value) => given.has(value));
  expect(found.length).toBe(given.size);
  expect(byWriterAndCase(found)).toEqual(byWriterAndCase(acknowledged));
};

const byWriterAndCase = (values: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const ordered = new Map<string, string[]>();
  for (const value of values) {
    const [writer = '', , index = ''] = value.split('/');
    const key = `${writer} case ${Number(index) % casesOfAppends}`;
    const known = ordered.get(key);
    if (known === undefined) ordered.set(key, [value]);
    else known.push(value);
  }
  return ordered;
};
