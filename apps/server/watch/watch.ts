import { Inject, Injectable } from '@nestjs/common';
import type { RaisedSignal, WatchRound } from '@mingxiao/contracts/signals';
import { toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import type { WatchEvent } from '@mingxiao/domain/signals/watch-events';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { factsOfCases, toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { casesToWatch, orderStates } from '@mingxiao/projections/signals/signals.reads';
import type { Logger } from 'pino';
import { Door } from '../ingest/door.js';
import { CaseGroups } from '../project/fold-cases.js';
import type { Progress } from '../project/progress.js';
import { References } from '../project/references.js';
import { Reads } from '../query/reads.js';
import { CLOCK, LOGGER, PROGRESS } from '../tokens.js';
import { OrderStates } from './order-states.js';
import { ReferenceHistory } from './reference-history.js';
import { SettledCases } from './settled-cases.js';
import { watchCase, type WatchedCase } from './watch-case.js';

const casesPerPage = 1_000;
const eventsPerAppend = 1_000;
/** What is appended can call for more (a card for its order): so often a round looks again. */
const passesMax = 4;
const raisedMax = 1_000;

export type RoundOptions = {
  /** Cases brought in as facts of the past wait until their latest fact is older than this. */
  readonly restMilliseconds: number;
  readonly signal?: AbortSignal;
};

type Page = { readonly now: Instant; readonly cases: readonly WatchedCase[] };

/**
 * Compares derived with recorded signals and appends through the door what is missing. Everything it appends is derived
 * from facts, ids included, so that a crash, a restart or a second watch repeats an event instead of adding one.
 */
@Injectable()
export class Watch {
  private readonly settled = new SettledCases();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(PROGRESS) private readonly progress: Progress,
    private readonly references: References,
    private readonly history: ReferenceHistory,
    private readonly reads: Reads,
    private readonly door: Door,
  ) {}

  /** Appends everything that is due by now. One round at a time. */
  round(options: RoundOptions): Promise<WatchRound> {
    const turn = this.turn.then(() => this.run(options));
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private async run({ restMilliseconds, signal }: RoundOptions): Promise<WatchRound> {
    const now = this.clock.now();
    const raised: RaisedSignal[] = [];
    for (let pass = 0; pass < passesMax; pass += 1) {
      // The log's end is read after the alarm: a finish that came in before it must be folded before anybody is carded.
      await this.progress.caughtUp(signal);
      const before = raised.length;
      for await (const page of this.pages(now, now - restMilliseconds, signal)) raised.push(...(await this.append(page)));
      if (raised.length === before) break;
    }
    const appended = raised.filter(({ repeated }) => !repeated).length;
    return { at: toIso(now), cases: new Set(raised.map(({ caseId }) => caseId)).size, appended, raised: raised.slice(0, raisedMax) };
  }

  private async *pages(now: Instant, settledBefore: Instant, signal: AbortSignal | undefined): AsyncGenerator<Page> {
    let after = '';
    for (;;) {
      signal?.throwIfAborted();
      const rows = await this.reads.all(casesToWatch, { now, settledBefore, after, limit: casesPerPage });
      const wanted = rows.filter(({ case_id, version }) => !this.settled.isSettled(case_id, version, now));
      if (wanted.length > 0) yield { now, cases: await this.foldAll(wanted) };
      const last = rows.at(-1);
      if (last === undefined || rows.length < casesPerPage) return;
      after = last.case_id;
    }
  }

  private async foldAll(rows: readonly { readonly case_id: string; readonly version: string }[]): Promise<WatchedCase[]> {
    const { reference } = await this.references.current();
    const versions = new Map(rows.map(({ case_id, version }) => [case_id, version]));
    const groups = new CaseGroups();
    const gathered: { readonly caseId: string; readonly facts: readonly StoredFact[] }[] = [];
    for await (const block of this.reads.stream(factsOfCases, { subjects: [...versions.keys()] })) {
      groups.add(toFacts(block), (caseId, facts) => void gathered.push({ caseId, facts }));
    }
    groups.end((caseId, facts) => void gathered.push({ caseId, facts }));
    return Promise.all(gathered.map(({ caseId, facts }) => watchCase({ caseId, facts, version: versions.get(caseId) ?? '' }, reference, this.history)));
  }

  private async append({ now, cases }: Page): Promise<RaisedSignal[]> {
    const orders = await this.orderStates(cases);
    const raised: RaisedSignal[] = [];
    const events = cases.flatMap((watched) => {
      const due = watched.eventsAt(now, orders);
      if (due.length === 0) this.settled.settle(watched.caseId, watched.version, watched.nextAfter(now));
      return due;
    });
    for (let start = 0; start < events.length; start += eventsPerAppend) raised.push(...(await this.take(events.slice(start, start + eventsPerAppend))));
    return raised;
  }

  private async orderStates(cases: readonly WatchedCase[]): Promise<OrderStates> {
    const orders = cases.flatMap(({ signals }) => signals.orders.map(({ caseId }) => caseId));
    return new OrderStates(orders.length === 0 ? [] : await this.reads.all(orderStates, { orders }));
  }

  private async take(events: readonly WatchEvent[]): Promise<RaisedSignal[]> {
    const results = await this.door.take(events.map((event) => JSON.stringify(event)), 'watch');
    return events.flatMap((event, index) => {
      const status = results[index]?.status;
      if (status === 'accepted' || status === 'duplicate') return [toRaised(event, status === 'duplicate')];
      this.logger.warn({ type: event.type, status }, 'the log holds something else under the id of a signal');
      return [];
    });
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const toRaised = ({ subject, type, id, time, data }: WatchEvent, repeated: boolean): RaisedSignal => ({
  caseId: subject,
  type,
  id,
  at: time,
  clock: textOf(data['clock']),
  level: textOf(data['level']),
  repeated,
});
