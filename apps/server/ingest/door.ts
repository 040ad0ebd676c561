import { Inject, Injectable } from '@nestjs/common';
import { itemStatuses, type ItemResult } from '@mingxiao/contracts/events';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { LogUnavailable, type EventLog, type IdentityIndex, type NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import { CLOCK, EVENT_LOG } from '../tokens.js';
import { classify, type Classified } from './classify.js';
import { countsOf } from './counts-of.js';
import { DoorCounts, type Bringer, type Refusal } from './door-counts.js';
import { RecentIdentities, type Hashes } from './recent-identities.js';
import { Seen } from './seen.js';
import { toRecord } from './to-record.js';

/** Bytes of events that may wait for the log at once; beyond that a sender is told to come back later. */
const waitingBytesMax = 128 * 1_048_576;

/** One event as it came: its text. */
export type ItemText = string;

type Read = (text: ItemText, index: number) => Classified;

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
   * @param read how an event is read, by its text and its place in the request: of one from outside (`classifyFromOutside`) more is refused than of our own
   */
  async take(items: readonly ItemText[], bringer: Bringer, read: Read = classify): Promise<ItemResult[]> {
    const bytes = items.reduce((sum, item) => sum + item.length, 0);
    if (this.waitingBytes > 0 && this.waitingBytes + bytes > waitingBytesMax) {
      this.countUnavailable(bringer, items.length);
      throw new LogUnavailable('too many events are waiting for the log');
    }
    this.waitingBytes += bytes;
    try {
      const judged = this.judge(items, read);
      await this.settled(judged);
      this.count(bringer, judged);
      return judged.results;
    } catch (error) {
      if (error instanceof LogUnavailable) this.countUnavailable(bringer, items.length);
      throw error;
    } finally {
      this.waitingBytes -= bytes;
    }
  }

  private count(bringer: Bringer, { results, refused }: Judged): void {
    const counts = countsOf(results);
    for (const status of itemStatuses) if (counts[status] > 0) this.counts.add(bringer, status, counts[status]);
    for (const reason of refused) this.counts.refuse(reason);
  }

  private countUnavailable(bringer: Bringer, count: number): void {
    this.counts.add(bringer, 'unavailable', count);
    this.counts.refuse('log-unavailable', count);
  }

  /** Reads the events and decides what becomes of each. What was read is not kept while the log works: only what it is given. */
  private judge(items: readonly ItemText[], read: Read): Judged {
    const classified = items.map((text, index) => read(text, index));
    const receivedAt = this.clock.now();
    const seen = this.lookUp(classified);
    const judged: Judged = { results: [], refused: [], news: [], records: [], pending: seen.pending };
    classified.forEach((item, index) => {
      if (item.status === 'rejected') {
        judged.results.push({ index, id: item.id, status: 'rejected', problem: item.problem });
        judged.refused.push(item.reason);
        return;
      }
      const { envelope, identity, contentHash, parked } = item;
      const status = seen.statusOf(item);
      if (status !== 'duplicate' && !seen.isRepeatedParked(item)) judged.records.push(toRecord(items[index] as string, item, receivedAt));
      if (seen.remember(item)) judged.news.push({ identity, contentHash });
      judged.results.push(parked === null ? { index, id: envelope.id, status } : { index, id: envelope.id, status, problem: parked });
    });
    return judged;
  }

  /** Resolves once all that is to be acknowledged is durable. */
  private async settled({ records, news, pending }: Judged): Promise<void> {
    const appended = records.length === 0 ? undefined : this.log.append(records);
    if (appended !== undefined && this.log.find === undefined) this.recent.remember(news, appended);
    await Promise.all([appended, ...pending]);
  }

  private lookUp(classified: readonly Classified[]): Seen {
    const accepted = classified.filter((item) => item.status !== 'rejected');
    const identities = accepted.map(({ identity }) => identity);
    return new Seen(accepted, this.log.find?.(identities) ?? this.recent.find(identities));
  }
}

/** What is to become of the events of one request. */
type Judged = {
  readonly results: ItemResult[];
  /** Why events were rejected. */
  readonly refused: Refusal[];
  /** What goes to the log. */
  readonly records: NewLogRecord[];
  /** What was not known before, of it. */
  readonly news: Hashes[];
  /** Appends of others that must be durable as well. */
  readonly pending: readonly Promise<unknown>[];
};
