import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { drawChannel } from './arrivals.js';
import type { Arrival, World } from './case-script.js';
import { createEventQueue } from './event-queue.js';
import { type Item, items } from './items.js';
import { localDayOf } from './local-time.js';
import { createCity } from './org.js';
import { type PlannedEvent, toLiveEvent } from './planned-event.js';
import { createRandom, type Random } from './random.js';
import { tellCase } from './tell-case.js';
import { createWorkdays } from './workdays.js';

export type LiveEvent = { readonly at: Instant; readonly event: CloudEventJson };

/** After the sample year: everybody who moved has moved. */
const afterTheYear = 2;

/** Mostly what is done at once, so that one sees cases come to an end; the rest takes its days and comes to its end then. */
const liveShare = ({ handling, kind, share }: Item): number => (handling === 'instant' ? share : share * (kind === 'permit' ? 0.025 : 0.06));

const liveItems = items.map((item) => [item, liveShare(item)] as const);

const createWorld = (seed: number, from: Instant): World => ({
  city: createCity(seed),
  workdays: createWorkdays(localDayOf(from)),
  shareOfYear: () => afterTheYear,
});

const arrive = (world: World, random: Random, caseId: string, at: Instant): Arrival => {
  const item = random.weighted(liveItems);
  return { caseId, item, channel: drawChannel(random, item, world.workdays.isOpen(at)), at };
};

/**
 * An endless slow stream of the sample city from an instant on, one event every two to five seconds: what is due in cases
 * already begun comes first, else a new case arrives. Real time passes in the cases too, so a promise of five days takes
 * days. The same seed and instant give the same stream, so a sender that was stopped can go on where it was by skipping
 * what it has sent; case ids carry both, so two streams never share one.
 */
export function* liveFeed({ seed, from }: { readonly seed: number; readonly from: Instant }): Generator<LiveEvent> {
  const world = createWorld(seed, from);
  const random = createRandom(`${seed}/live/${from}`);
  const queue = createEventQueue<PlannedEvent>();
  let cases = 0;
  for (let at = from; ; at += random.integer(2, 5) * 1000) {
    let due = queue.takeUntil(at);
    if (due === undefined) {
      const caseId = `L${from.toString(36)}-${seed.toString(36)}-${++cases}`;
      for (const planned of tellCase(world, random, arrive(world, random, caseId, at))) queue.push(planned);
      // The first event of a case is its arrival, so something is due now.
      due = queue.takeUntil(at);
    }
    if (due !== undefined) yield { at, event: toLiveEvent(due, at) };
  }
}
