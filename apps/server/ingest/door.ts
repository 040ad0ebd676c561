import { Inject, Injectable } from '@nestjs/common';
import { itemStatuses, type ItemResult } from '@mingxiao/contracts/events';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { LogUnavailable, type EventLog, type IdentityIndex, type NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import { CLOCK, EVENT_LOG } from '../tokens.js';
import { classify, type Classified } from './classify.js';
import { countsOf } from './counts-of.js';
import { DoorCounts, type Bringer } from './door-counts.js';
import { RecentIdentities } from './recent-identities.js';
import { Seen } from './seen.js';
import { toRecord, type Accepted } from './to-record.js';

/** Bytes of events that may wait for the log at once; beyond that a sender is told to come back later. */
const waitingBytesMax = 128 * 1_048_576;

/** One event as it came: its text. */
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
    const counts = countsOf(results);
    for (const status of itemStatuses) if (counts[status] > 0) this.counts.add(bringer, status, counts[status]);
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
    const news: Accepted[] = [];
    const records: NewLogRecord[] = [];
    classified.forEach((item, index) => {
      if (item.status === 'rejected') {
        results.push({ index, id: item.id, status: 'rejected', problem: item.problem });
        return;
      }
      const status = seen.statusOf(item);
      if (status !== 'duplicate' && !seen.isRepeatedParked(item)) {
        news.push(item);
        records.push(toRecord(items[index] as string, item, receivedAt));
      }
      seen.remember(item);
      results.push(item.parked === null ? { index, id: item.envelope.id, status } : { index, id: item.envelope.id, status, problem: item.parked });
    });
    await Promise.all([records.length === 0 ? undefined : this.send(records, news), ...seen.pending]);
    return results;
  }

  private send(records: readonly NewLogRecord[], news: readonly Accepted[]): Promise<unknown> {
    const appended = this.log.append(records);
    if (this.log.find === undefined) this.recent.remember(news, appended);
    return appended;
  }

  private lookUp(classified: readonly Classified[]): Seen {
    const accepted = classified.filter((item) => item.status !== 'rejected');
    const identities = accepted.map(({ identity }) => identity);
    return new Seen(accepted, this.log.find?.(identities) ?? this.recent.find(identities));
  }
}
