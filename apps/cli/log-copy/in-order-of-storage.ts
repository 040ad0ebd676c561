import type { EventLog, LogRecord } from '@mingxiao/ports/event-log/event-log';

/** Records that wait here from one partition at most. */
const batchRecordsMax = 1_000;

type Head = { readonly partition: number; record: LogRecord; readonly rest: AsyncIterator<LogRecord> };

/**
 * Every record below `ends`, partitions merged by the instant they were stored; at the same instant the lower partition
 * comes first. A partition's own order is kept, so a log with other partitions still has instants that never go back.
 */
export async function* inOrderOfStorage(log: EventLog, ends: readonly number[]): AsyncGenerator<LogRecord, void, void> {
  const abort = new AbortController();
  const heads: Head[] = [];
  try {
    for (const partition of ends.keys()) {
      const rest = recordsOf(log, partition, ends, abort.signal);
      const first = await rest.next();
      if (first.done !== true) heads.push({ partition, record: first.value, rest });
    }
    while (heads.length > 0) {
      const next = heads.reduce((one, other) => (other.record.storedAt < one.record.storedAt ? other : one));
      yield next.record;
      const following = await next.rest.next();
      if (following.done === true) heads.splice(heads.indexOf(next), 1);
      else next.record = following.value;
    }
  } finally {
    abort.abort();
    await Promise.all(heads.map(({ rest }) => rest.return?.()));
  }
}

async function* recordsOf(log: EventLog, partition: number, ends: readonly number[], signal: AbortSignal): AsyncGenerator<LogRecord, void, void> {
  const end = ends[partition] ?? 0;
  const from = ends.map((other, index) => (index === partition ? 0 : other));
  if (end === 0) return;
  for await (const batch of log.subscribe(from, { signal, batchRecordsMax })) {
    if (batch.partition !== partition) continue;
    for (const record of batch.records) {
      if (record.offset >= end) return;
      yield record;
      if (record.offset === end - 1) return;
    }
  }
}
