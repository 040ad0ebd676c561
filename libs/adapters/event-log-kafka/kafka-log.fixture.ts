import type { EventLog, NewLogRecord } from '@mingxiao/ports/event-log/event-log';

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

/**
 * Appends batch after batch, each as often as it takes, until told to stop. Resolves with what was acknowledged; what was
 * not is under a name of its own, since it may be in the log all the same.
 */
export const keepAppending = async (log: EventLog, name: string, isOver: () => boolean): Promise<readonly string[]> => {
  const acknowledged: string[] = [];
  for (let round = 0; !isOver(); round += 1) {
    const values = Array.from({ length: 50 }, (_, index) => `${name}/${round}/${index}`);
    const taken = await log.append(values.map((value, index) => aRecord(value, `case ${index % 20}`))).then(
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
