import { Inject, Injectable } from '@nestjs/common';
import type { ItemResult } from '@mingxiao/contracts/events';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { LogUnavailable, type EventLog, type IdentityIndex, type NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import { CLOCK, EVENT_LOG } from '../tokens.js';
import { classify, type Classified } from './classify.js';
import { DoorCounts, type Bringer } from './door-counts.js';
import { RecentIdentities } from './recent-identities.js';

/** Bytes of events that may wait for the log at once; beyond that a sender is told to come back later. */
const waitingBytesMax = 128 * 1_048_576;

type Accepted = Exclude<Classified, { status: 'rejected' }>;

/** One event as it came: its text, and its bytes where it came alone. */
export type ItemText = string;

/** The door every event passes, whoever brings it: requests, imports, the sample, our own commands. */
@Injectable()
export class Door {
  readonly counts = new DoorCounts();
  private waitingBytes = 0;
  private readonly recent = new RecentIdentities();

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog & Partial<IdentityIndex>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes events in order and says what became of each. Resolves only once what it reports as accepted, conflict or
   * parked is durable. Throws LogUnavailable when the log cannot take them: then none of them was acknowledged.
   *
   * @param read how an event is read: of one from outside (`classifyFromOutside`) more is refused than of our own
   */
  async take(items: readonly ItemText[], bringer: Bringer, read: (text: string) => Classified = classify): Promise<ItemResult[]> {
    const bytes = items.reduce((sum, item) => sum + item.length, 0);
    if (this.waitingBytes > 0 && this.waitingBytes + bytes > waitingBytesMax) {
      this.countUnavailable(bringer, items.length);
      throw new LogUnavailable('too many events are waiting for the log');
    }
    this.waitingBytes += bytes;
    try {
      const classified = items.map(read);
      const results = await this.append(classified, items);
      this.count(bringer, classified, results);
      return results;
    } catch (error) {
      if (error instanceof LogUnavailable) this.countUnavailable(bringer, items.length);
      throw error;
    } finally {
      this.waitingBytes -= bytes;
    }
  }

  private count(bringer: Bringer, classified: readonly Classified[], results: readonly ItemResult[]): void {
    for (const { status } of results) this.counts.add(bringer, status);
    for (const item of classified) if (item.status === 'rejected') this.counts.refuse(item.reason);
  }

  private countUnavailable(bringer: Bringer, count: number): void {
    this.counts.add(bringer, 'unavailable', count);
    this.counts.refuse('log-unavailable', count);
  }

  private async append(classified: readonly Classified[], items: readonly ItemText[]): Promise<ItemResult[]> {
    const receivedAt = this.clock.now();
    const seen = this.lookUp(classified);
    const results: ItemResult[] = [];
    const records: NewLogRecord[] = [];
    classified.forEach((item, index) => {
      if (item.status === 'rejected') {
        results.push({ index, id: item.id, status: 'rejected', problem: item.problem });
        return;
      }
      const status = seen.statusOf(item);
      if (status !== 'duplicate' && !seen.isRepeatedParked(item)) records.push(toRecord(items[index] as string, item, receivedAt));
      seen.remember(item);
      results.push({ index, id: item.envelope.id, status, ...(item.parked === null ? {} : { problem: item.parked }) });
    });
    await Promise.all([records.length === 0 ? undefined : this.send(records), ...seen.pending]);
    return results;
  }

  private send(records: readonly NewLogRecord[]): Promise<unknown> {
    const appended = this.log.append(records);
    if (this.log.find === undefined) this.recent.remember(records, appended);
    return appended;
  }

  private lookUp(classified: readonly Classified[]): Seen {
    const accepted = classified.filter((item): item is Accepted => item.status !== 'rejected');
    const identities = accepted.map(({ identity }) => identity);
    const found = this.log.find?.(identities) ?? this.recent.find(identities);
    return new Seen(
      new Map(accepted.flatMap((item, index) => (found[index] ? [[hex(item.identity), hex(found[index].contentHash)] as const] : []))),
      found.flatMap((known) => (known?.pending ? [known.pending] : [])),
    );
  }
}

/** What is known of the identities of one request: from the log, and from earlier items of the request itself. */
class Seen {
  constructor(
    private readonly contents: Map<string, string>,
    /** Appends of others that must be durable before a duplicate of theirs may be acknowledged. */
    readonly pending: readonly Promise<unknown>[],
  ) {}

  statusOf(item: Accepted): 'accepted' | 'duplicate' | 'conflict' | 'parked' {
    if (item.parked !== null) return 'parked';
    const first = this.contents.get(hex(item.identity));
    if (first === undefined) return 'accepted';
    return first === hex(item.contentHash) ? 'duplicate' : 'conflict';
  }

  /** The very same parked event again: it waits already, so it is answered but not logged twice. */
  isRepeatedParked(item: Accepted): boolean {
    return item.parked !== null && this.contents.get(hex(item.identity)) === hex(item.contentHash);
  }

  remember(item: Accepted): void {
    const key = hex(item.identity);
    if (!this.contents.has(key)) this.contents.set(key, hex(item.contentHash));
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

const toRecord = (text: string, { envelope, contentHash, identity, parked }: Accepted, receivedAt: number): NewLogRecord => ({
  key: envelope.subject,
  value: Buffer.from(text, 'utf8'),
  headers: { contentHash, identity, parked, receivedAt },
});
