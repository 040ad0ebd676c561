import { type DayNumber, dayNumberOf, localDateOfDay } from '@mingxiao/domain/calendar/local-date';
import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { busyness, drawChannel, drawInstant } from './arrivals.js';
import type { Arrival, World } from './case-script.js';
import { createEventQueue, type EventQueue } from './event-queue.js';
import { type CaseKind, type Item, items } from './items.js';
import { firstDayOfYearUpTo, localDayOf, startOfDay } from './local-time.js';
import { createCity } from './org.js';
import { type PlannedEvent, toHistoricalEvent } from './planned-event.js';
import { createRandom, type Random } from './random.js';
import { referenceEvents, type Window } from './reference-events.js';
import { tellCase } from './tell-case.js';
import { createWorkdays } from './workdays.js';

export type SampleCityOptions = {
  readonly seed: number;
  /** The last local day that is told, `YYYY-MM-DD`: take yesterday, so that nothing lies ahead. */
  readonly lastDay: string;
  /** About how many cases the year has; 24,000 when not said. */
  readonly cases?: number;
};

type Year = { readonly firstDay: DayNumber; readonly lastDay: DayNumber; readonly window: Window };

const casesUsual = 24_000;
const prefixes: Readonly<Record<CaseKind, string>> = { permit: 'P', 'hotline-ticket': 'H', complaint: 'C' };

const yearUpTo = (date: string): Year => {
  const lastDay = dayNumberOf(date);
  const firstDay = firstDayOfYearUpTo(lastDay);
  return { firstDay, lastDay, window: { from: startOfDay(firstDay), to: startOfDay(lastDay + 1) } };
};

const createWorld = (seed: number, { firstDay, window }: Year): World => ({
  city: createCity(seed),
  workdays: createWorkdays(firstDay),
  shareOfYear: (instant) => (startOfDay(localDayOf(instant) + 1) - window.from) / (window.to - window.from),
});

/** For each item the factor that makes the year's busy and quiet days add up to its cases. */
const dailyMeans = (world: World, { firstDay, lastDay }: Year, cases: number): readonly (readonly [Item, number])[] =>
  items.map((item) => {
    let busy = 0;
    for (let day = firstDay; day <= lastDay; day++) busy += busyness(world.workdays, day, item);
    return [item, (cases * item.share) / busy] as const;
  });

const arrivalOf = (world: World, random: Random, item: Item, day: DayNumber): Omit<Arrival, 'caseId'> => {
  const channel = drawChannel(random, item, world.workdays.isWorkday(day));
  return { item, channel, at: drawInstant(random, day, channel) };
};

/** The cases that arrive on one day, numbered in the order of the items. */
function* arrivalsOn(world: World, random: Random, day: DayNumber, means: readonly (readonly [Item, number])[]): Generator<Arrival> {
  const date = localDateOfDay(day).replaceAll('-', '');
  let number = 0;
  for (const [item, mean] of means) {
    const count = random.poisson(mean * busyness(world.workdays, day, item));
    for (let each = 0; each < count; each++) {
      const caseId = `${prefixes[item.kind]}${date}-${String(++number).padStart(4, '0')}`;
      yield { caseId, ...arrivalOf(world, random, item, day) };
    }
  }
}

function* drain(queue: EventQueue<PlannedEvent>, until: Instant): Generator<CloudEventJson> {
  for (let next = queue.takeUntil(until); next !== undefined; next = queue.takeUntil(until)) yield toHistoricalEvent(next);
}

/**
 * A year of an invented city as its systems would have sent it: who works where and what is offered, then every event of
 * every case in order of time, all marked as facts of the past. The same options give the same bytes. Each day's chance
 * is its own, and only open cases are held, so memory stays small. To go on with an interrupted sending, give the same
 * seed and the same last day again: ids repeat, and what has arrived already is a duplicate.
 */
export function* sampleCity({ seed, lastDay, cases = casesUsual }: SampleCityOptions): Generator<CloudEventJson> {
  const year = yearUpTo(lastDay);
  const world = createWorld(seed, year);
  const queue = createEventQueue<PlannedEvent>();
  // The organisation comes first and whole, also what takes effect later: a new definition refolds every case.
  for (const reference of referenceEvents(world.city, year.window)) yield toHistoricalEvent(reference);
  const means = dailyMeans(world, year, cases);
  for (let day = year.firstDay; day <= year.lastDay; day++) {
    const random = createRandom(`${seed}/${day}`);
    for (const arrival of arrivalsOn(world, random, day, means)) {
      for (const planned of tellCase(world, random, arrival)) queue.push(planned);
    }
    yield* drain(queue, startOfDay(day + 1) - 1);
  }
}
