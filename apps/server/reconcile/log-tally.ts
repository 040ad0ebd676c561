import { hash } from 'node:crypto';
import type { Balance } from '@mingxiao/contracts/reconciliation';
import { localDateOf } from '@mingxiao/domain/calendar/zone';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { readRecord } from '../project/read-record.js';
import { digestOf, FirstContents } from './first-contents.js';
import { passesOver, type Pass } from './passes.js';

/** What the log itself says, read record by record: the independent side of the balance. */
export type LogTally = {
  readonly total: Balance;
  /** By source, then by the date in the organisation's zone on which the log took a record. */
  readonly bySourceAndDay: ReadonlyMap<string, ReadonlyMap<string, Balance>>;
  /** Sum of the first 8 bytes of the content hashes of facts, modulo 2^64. */
  readonly hashSum: bigint;
};

/** How far to read, and what a day is. */
export type TallyOptions = {
  readonly ends: readonly number[];
  readonly timeZone: string;
  readonly signal: AbortSignal;
  /** Hears how many records are read and how many are to be. */
  readonly onRead?: (done: number, total: number) => void;
};

/** Records judged in one pass: what bounds the memory. */
const recordsPerPass = 4_000_000;

/** Reads the log up to `ends`, one offset per partition, and judges every record by who came first under its identity. Rejects when the signal aborts first. */
export const tallyLog = async (log: EventLog, options: TallyOptions, perPass = recordsPerPass): Promise<LogTally> => {
  const tally = new Tally(options.timeZone);
  const passes = passesOver(options.ends, perPass);
  const total = passes.flatMap(({ partitions }) => [...partitions]).reduce((sum, partition) => sum + (options.ends[partition] ?? 0), 0);
  let done = 0;
  const onBatch = (records: number) => options.onRead?.((done += records), total);
  onBatch(0);
  for (const pass of passes) await tallyPass(log, options, tally, pass, onBatch);
  return tally.result();
};

const tallyPass = async (log: EventLog, { ends, signal }: TallyOptions, tally: Tally, { partitions, share, shares }: Pass, onBatch: (records: number) => void): Promise<void> => {
  const first = new FirstContents();
  // Of the other partitions nothing is read but what has come behind the ends since, which does not count.
  const from = ends.map((end, partition) => (partitions.has(partition) ? 0 : end));
  for await (const { partition, records } of log.subscribe(from, { signal, untilEnd: true })) {
    const below = records.filter(({ offset }) => offset < (ends[partition] ?? 0));
    for (const record of below) if (shares === 1 || shareOf(record.key, shares) === share) tally.add(judged(readRecord(partition, record), first));
    onBatch(below.length);
    // Reading a long log must not starve the requests of this process.
    await new Promise((resolve) => setImmediate(resolve));
  }
  // A delivery that is aborted ends without a word; what it brought is not the log.
  signal.throwIfAborted();
};

/** All records of a case are judged in the same pass. */
const shareOf = (key: string, shares: number): number => hash('sha1', key, 'buffer').readUInt32BE() % shares;

type Judged = ReturnType<typeof readRecord>['entry'] & { readonly outcome: 'facts' | 'duplicates' | 'conflicts' | 'parked' };
const outcomes = { fact: 'facts', duplicate: 'duplicates', conflict: 'conflicts' } as const;

const judged = ({ entry, event }: ReturnType<typeof readRecord>, first: FirstContents): Judged => {
  if (event === null) return { ...entry, outcome: 'parked' };
  const identity = hash('sha1', `${entry.partition}\u0000${entry.source}\u0000${entry.id}\u0000${entry.subject}`, 'buffer');
  return { ...entry, outcome: outcomes[first.judge(digestOf(identity), digestOf(entry.contentHash))] };
};

type Counted = { -readonly [Name in keyof Balance]: Balance[Name] };
const nothing = (): Counted => ({ logged: 0, facts: 0, duplicates: 0, conflicts: 0, parked: 0 });

class Tally {
  private readonly total = nothing();
  private readonly bySourceAndDay = new Map<string, Map<string, Counted>>();
  private hashSum = 0n;

  constructor(private readonly timeZone: string) {}

  add({ outcome, source, storedAt, contentHash }: Judged): void {
    for (const counted of [this.total, this.of(source, localDateOf(this.timeZone, storedAt))]) {
      counted.logged += 1;
      counted[outcome] += 1;
    }
    if (outcome === 'facts') this.hashSum = BigInt.asUintN(64, this.hashSum + Buffer.from(contentHash.buffer, contentHash.byteOffset, 8).readBigUInt64BE());
  }

  result(): LogTally {
    return { total: this.total, bySourceAndDay: this.bySourceAndDay, hashSum: this.hashSum };
  }

  private of(source: string, day: string): Counted {
    const days = this.bySourceAndDay.get(source) ?? new Map<string, Counted>();
    this.bySourceAndDay.set(source, days);
    const counted = days.get(day) ?? nothing();
    days.set(day, counted);
    return counted;
  }
}
