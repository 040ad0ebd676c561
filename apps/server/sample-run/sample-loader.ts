import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { addDays, localDateOf } from '@mingxiao/domain/calendar/zone';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { LogUnavailable, type EventLog } from '@mingxiao/ports/event-log/event-log';
import { ownRecords } from '@mingxiao/projections/sample/own-records.read';
import type { Logger } from 'pino';
import { catalogueSource } from '../catalogue/define-catalogue.js';
import type { Configuration } from '../configuration/configuration.js';
import { Door } from '../ingest/door.js';
import type { Progress } from '../project/progress.js';
import { Reads } from '../query/reads.js';
import { liveFeed } from '../sample/live-feed.js';
import { sampleCity } from '../sample/sample-city.js';
import { CLOCK, CONFIGURATION, EVENT_LOG, LOGGER, PROGRESS } from '../tokens.js';

const seed = 20_260_101;
const batchItems = 1_000;
/** A stream that was left for longer than this is not caught up with; a new one begins. */
const feedResumedWithin = 86_400_000;

/** Kept in the data folder, so that an interrupted sample goes on as the same city. */
type SampleState = { readonly seed: number; readonly lastDay: string; readonly complete: boolean; readonly feedFrom?: number };

export type SampleProgress = { readonly running: boolean; readonly sent: number; readonly total: number };

/**
 * Sends the sample city through the same door as everything else, once, into an empty embedded log; afterwards a slow
 * live feed. Interrupted, it starts over: ids are derived, so what is there already is a duplicate.
 */
@Injectable()
export class SampleLoader implements OnApplicationShutdown {
  progress: SampleProgress | null = null;
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly door: Door,
    @Inject(PROGRESS) private readonly projection: Progress,
    private readonly reads: Reads,
  ) {}

  /** Starts in the background; `onProgress` is called after every batch. Resolves when the city has been sent. */
  async start(onProgress: (progress: SampleProgress) => void = () => undefined): Promise<void> {
    const state = await this.readState();
    if (state === null) return;
    if (!state.complete) {
      const sending = this.sendCity(state, onProgress);
      this.running = sending.catch(() => undefined);
      await sending;
    }
    // A city that was cut short is not complete: the next start sends it.
    if (this.stopping.signal.aborted) return;
    this.running = this.feed(await this.feedFrom(state)).catch((error: unknown) => this.logger.warn({ err: error }, 'the live feed of the sample has stopped'));
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Null when there is nothing to send: the sample is off, or the log holds somebody's own events. */
  private async readState(): Promise<SampleState | null> {
    if (!this.configuration.sample) return null;
    const known = await readFile(this.stateFile, 'utf8').catch(() => null);
    if (known !== null) return JSON.parse(known) as SampleState;
    if (await this.hasRecords()) return null;
    const state = { seed, lastDay: addDays(localDateOf(this.configuration.timeZone, this.clock.now()), -1), complete: false };
    await this.writeState(state);
    return state;
  }

  /** Somebody's own events; the definitions that the platform itself brings do not count. */
  private async hasRecords(): Promise<boolean> {
    await this.projection.caughtUp();
    const [row] = await this.reads.all(ownRecords, { generation: this.log.generation, catalogueSource });
    return (row?.records ?? 0) > 0;
  }

  private get stateFile(): string {
    return join(this.configuration.data, 'sample.json');
  }

  private async writeState(state: SampleState): Promise<void> {
    await mkdir(this.configuration.data, { recursive: true });
    const file = await open(`${this.stateFile}.new`, 'w');
    await file.writeFile(JSON.stringify(state));
    await file.sync();
    await file.close();
    await rename(`${this.stateFile}.new`, this.stateFile);
  }

  private async sendCity(state: SampleState, onProgress: (progress: SampleProgress) => void): Promise<void> {
    const total = countOf(sampleCity(state));
    this.report({ running: true, sent: 0, total }, onProgress);
    let sent = 0;
    for (const batch of batchesOf(sampleCity(state))) {
      if (this.stopping.signal.aborted) return;
      await this.send(batch);
      sent += batch.length;
      this.report({ running: true, sent, total }, onProgress);
    }
    await this.writeState({ ...state, complete: true });
    this.report({ running: false, sent, total }, onProgress);
    this.progress = null;
  }

  private report(progress: SampleProgress, onProgress: (progress: SampleProgress) => void): void {
    this.progress = progress;
    onProgress(progress);
  }

  private async send(events: readonly unknown[]): Promise<void> {
    const results = await this.door.take(events.map((event) => JSON.stringify(event)), 'sample');
    const bad = results.find(({ status }) => status !== 'accepted' && status !== 'duplicate');
    if (bad !== undefined) throw new Error(`the sample is not accepted: ${bad.status} ${bad.id ?? ''} ${bad.problem ?? ''}`);
  }

  /** Goes on with the stream of a short while ago, so that its open cases finish; what was sent is a duplicate then. */
  private async feedFrom(state: SampleState): Promise<number> {
    const now = this.clock.now();
    if (state.feedFrom !== undefined && now - state.feedFrom < feedResumedWithin) return state.feedFrom;
    await this.writeState({ ...state, complete: true, feedFrom: now });
    return now;
  }

  /** New events at the pace of a small office, at the present time. A log that cannot take them now is asked again. */
  private async feed(from: number): Promise<void> {
    for (const { at, event } of liveFeed({ seed, from })) {
      await this.sleepUntil(at);
      if (this.stopping.signal.aborted) return;
      await this.send([event]).catch((error: unknown) => {
        if (!(error instanceof LogUnavailable)) throw error;
      });
    }
  }

  private async sleepUntil(at: number): Promise<void> {
    await pause(Math.max(0, at - this.clock.now()), undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

const countOf = (events: Iterable<unknown>): number => {
  let count = 0;
  for (const event of events) count += Number(event !== undefined);
  return count;
};

function* batchesOf<Event>(events: Iterable<Event>): Generator<Event[]> {
  let batch: Event[] = [];
  for (const event of events) {
    batch.push(event);
    if (batch.length === batchItems) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
