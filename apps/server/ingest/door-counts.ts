import { itemStatuses, type ItemResult } from '@mingxiao/contracts/events';

/** Who brings events to the door: a source over HTTP, the watch, the sample city, a person's command, the files of the catalogue. */
export const bringers = ['source', 'watch', 'sample', 'person', 'catalogue'] as const;
export type Bringer = (typeof bringers)[number];

/** Why an event was refused, in a word: what the sender is told names his own data. `log-unavailable`: the log could not take it. */
export const refusals = ['too-long', 'unsafe-json', 'not-json', 'no-envelope', 'reserved-source', 'log-unavailable'] as const;
export type Refusal = (typeof refusals)[number];

type Status = ItemResult['status'] | 'unavailable';
const statuses: readonly Status[] = [...itemStatuses, 'unavailable'];

export type DoorCount = { readonly bringer: Bringer; readonly status: Status; readonly count: number };

/** What the door has said since the start; read as metrics. `unavailable` counts events of batches that the log could not take. */
export class DoorCounts {
  private readonly events = new Map<string, number>();
  private readonly refused = new Map<Refusal, number>();

  add(bringer: Bringer, status: Status, count = 1): void {
    const key = `${bringer} ${status}`;
    this.events.set(key, (this.events.get(key) ?? 0) + count);
  }

  refuse(reason: Refusal, count = 1): void {
    this.refused.set(reason, (this.refused.get(reason) ?? 0) + count);
  }

  all(): readonly DoorCount[] {
    return bringers.flatMap((bringer) => statuses.map((status) => ({ bringer, status, count: this.events.get(`${bringer} ${status}`) ?? 0 })));
  }

  allRefused(): readonly { readonly reason: Refusal; readonly count: number }[] {
    return refusals.map((reason) => ({ reason, count: this.refused.get(reason) ?? 0 }));
  }
}
