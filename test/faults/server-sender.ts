import { ingestAnswer, type ItemResult } from '@mingxiao/contracts/events';

export type SentEvent = { readonly id: string; readonly subject: string };

const cases = 12;
const eventsPerBatch = 30;

/** Steps of a dozen cases, ids of their own; the first of a case accepts it. */
const batchOf = (run: string, worker: number, round: number): SentEvent[] =>
  Array.from({ length: eventsPerBatch }, (_, index) => {
    const number = (round * eventsPerBatch + index) % cases;
    const first = round === 0 && index < cases;
    return {
      specversion: '1.0',
      id: `${run}/${worker}/${round}/${index}`,
      source: 'urn:test:sender',
      type: first ? 'case.accepted' : 'case.step-completed',
      subject: `case ${number}`,
      time: `2026-03-0${1 + (index % 9)}T09:00:00+08:00`,
      data: first ? { unit: `S-${number % 3}` } : { step: `${round}`, staff: `U-${worker}` },
    };
  });

/** Posts events as lines and tells what became of each. Throws when no whole answer comes back. */
export const post = async (url: string, events: readonly SentEvent[]): Promise<readonly ItemResult[]> => {
  const body = events.map((event) => JSON.stringify(event)).join('\n');
  const response = await fetch(`${url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return ingestAnswer.parse(await response.json()).results;
};

/** What a client knows: all it has sent, and the ids whose receipt was acknowledged. */
export class Sender {
  readonly sent: SentEvent[] = [];
  readonly acknowledged = new Set<string>();

  /** Sends with three workers until the server no longer answers; `onAcknowledged` hears of every batch. */
  async sendUntilGone(url: string, run: string, onAcknowledged: (batches: number) => void = () => undefined): Promise<void> {
    let batches = 0;
    const work = async (worker: number): Promise<void> => {
      for (let round = 0; ; round += 1) {
        const events = batchOf(run, worker, round);
        this.sent.push(...events);
        const results = await post(url, events).catch(() => null);
        if (results === null) return;
        for (const { id, status } of results) if (id !== null && status === 'accepted') this.acknowledged.add(id);
        batches += 1;
        onAcknowledged(batches);
      }
    };
    await Promise.all([work(0), work(1), work(2)]);
  }
}
