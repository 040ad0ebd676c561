import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { readRecord } from '../project/read-record.js';

/** What the log itself says, read record by record: the independent side of the balance. */
export type LogTally = {
  readonly records: number;
  readonly facts: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly parked: number;
  /** Sum of the first 8 bytes of the content hashes of facts, modulo 2^64. */
  readonly hashSum: bigint;
};

const key = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** Reads the log up to `ends`, one offset per partition, and judges every record by who came first under its identity. */
export const tallyLog = async (log: EventLog, ends: readonly number[], signal: AbortSignal): Promise<LogTally> => {
  const tally = { records: 0, facts: 0, duplicates: 0, conflicts: 0, parked: 0, hashSum: 0n };
  const first = new Map<string, string>();
  for await (const { partition, records } of log.subscribe(new Array<number>(log.partitions).fill(0), { signal, untilEnd: true })) {
    for (const record of records) if (record.offset < (ends[partition] ?? 0)) count(readRecord(partition, record), tally, first);
  }
  return { ...tally, hashSum: BigInt.asUintN(64, tally.hashSum) };
};

const count = ({ entry, event }: ReturnType<typeof readRecord>, tally: { -readonly [Key in keyof LogTally]: LogTally[Key] }, first: Map<string, string>): void => {
  tally.records += 1;
  if (event === null) {
    tally.parked += 1;
    return;
  }
  const identity = `${entry.partition}\u0000${entry.source}\u0000${entry.id}\u0000${entry.subject}`;
  const content = key(entry.contentHash);
  const known = first.get(identity);
  if (known === undefined) {
    first.set(identity, content);
    tally.facts += 1;
    tally.hashSum += Buffer.from(entry.contentHash.buffer, entry.contentHash.byteOffset, 8).readBigUInt64BE();
  } else if (known === content) tally.duplicates += 1;
  else tally.conflicts += 1;
};
