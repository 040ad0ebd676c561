import type { LogRecord, SubscribeOptions } from '@mingxiao/ports/event-log/event-log';

const batchRecordsDefault = 10_000;
const batchBytesDefault = 8 * 1_048_576;

/** Cuts what was fetched of a partition where a batch would grow too long, and where an offset is missing. */
export function* batchesOf(records: readonly LogRecord[], options: SubscribeOptions): Generator<readonly LogRecord[]> {
  const recordsMax = options.batchRecordsMax ?? batchRecordsDefault;
  const bytesMax = options.batchBytesMax ?? batchBytesDefault;
  let start = 0;
  let bytes = 0;
  for (const [index, { value, offset }] of records.entries()) {
    bytes += value.byteLength;
    const gap = index > start && offset !== (records[index - 1]?.offset ?? 0) + 1;
    if (index > start && (index - start >= recordsMax || bytes > bytesMax || gap)) {
      yield records.slice(start, index);
      start = index;
      bytes = value.byteLength;
    }
  }
  if (start < records.length) yield records.slice(start);
}
