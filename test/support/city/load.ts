import { ingestAnswer } from '@mingxiao/contracts/events';
import { vi } from 'vitest';

const eventsPerBatch = 20;
const casesPerWorker = 6;
const again = { interval: 200, timeout: 3_600_000 };
export const loadSource = 'urn:test:load';

type LoadEvent = { readonly id: string; readonly subject: string };

/** Whether the same few cases are told of over and over, or every event is of a case of its own, which nothing touches again. */
type Telling = 'again' | 'once';

/**
 * Sends events of cases of its own to whatever doors there are, until told to stop. What was not acknowledged, refused or
 * without an answer, is sent again, to another door, until it is: so in the end all that was sent was acknowledged.
 */
export class Load {
  /** Events acknowledged so far, of each case. */
  readonly acknowledged = new Map<string, number>();
  private over = false;
  private readonly workers: Promise<void>[];

  constructor(
    readonly name: string,
    private readonly doors: () => readonly string[],
    private readonly telling: Telling = 'again',
    workers = 2,
  ) {
    this.workers = Array.from({ length: workers }, (_, worker) => this.work(worker));
  }

  get count(): number {
    return [...this.acknowledged.values()].reduce((sum, events) => sum + events, 0);
  }

  async stop(): Promise<void> {
    this.over = true;
    await Promise.all(this.workers);
  }

  private async work(worker: number): Promise<void> {
    for (let round = 0; !this.over; round += 1) {
      const batch = this.telling === 'again' ? batchOf(this.name, worker, round) : batchOf(`${this.name}/${round}`, worker, 0).slice(0, casesPerWorker);
      await this.untilTaken(batch, worker + round);
      for (const { subject } of batch) this.acknowledged.set(subject, (this.acknowledged.get(subject) ?? 0) + 1);
    }
  }

  private async untilTaken(batch: readonly LoadEvent[], turn: number): Promise<void> {
    let attempt = 0;
    await vi.waitFor(async () => {
      const doors = this.doors();
      const door = doors[(turn + attempt) % doors.length] ?? '';
      attempt += 1;
      if (!(await isTaken(door, batch))) throw new Error(`${door} did not take a batch`);
    }, again);
  }
}

const isTaken = async (door: string, batch: readonly LoadEvent[]): Promise<boolean> => {
  try {
    const body = batch.map((event) => JSON.stringify(event)).join('\n');
    const response = await fetch(`${door}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body, signal: AbortSignal.timeout(30_000) });
    if (!response.ok) return false;
    const { results } = ingestAnswer.parse(await response.json());
    const bad = results.find(({ status }) => status !== 'accepted' && status !== 'duplicate');
    return bad === undefined;
  } catch {
    return false;
  }
};

const batchOf = (name: string, worker: number, round: number): LoadEvent[] =>
  Array.from({ length: eventsPerBatch }, (_, index) => {
    const first = round === 0 && index < casesPerWorker;
    return {
      specversion: '1.0',
      id: `${name}/${worker}/${round}/${index}`,
      source: loadSource,
      type: first ? 'case.accepted' : 'case.step-completed',
      subject: `${name} ${worker}/${index % casesPerWorker}`,
      time: `2026-03-0${1 + (round % 9)}T09:00:00+08:00`,
      data: first ? { unit: `S-${index % 3}` } : { step: `${round}`, staff: `U-${worker}` },
    };
  });
