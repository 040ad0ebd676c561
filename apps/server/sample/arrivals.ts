import { type DayNumber, weekdayOf } from '@mingxiao/domain/calendar/local-date';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Channel } from './case-script.js';
import type { Item } from './items.js';
import { monthOf, startOfDay } from './local-time.js';
import type { Random } from './random.js';
import type { Workdays } from './workdays.js';

/** January … December: little around the spring festival, much in spring and after the summer. */
const months = [0.92, 0.7, 1.18, 1.14, 1.05, 1.04, 1, 0.94, 1.1, 0.9, 1.06, 0.98] as const;
/** Monday … Sunday, of working days: make-up workdays fall on a weekend. */
const weekdays = [1.22, 1.08, 1, 0.96, 0.84, 0.75, 0.75] as const;

/** How busy a day is for an item, 1 being an ordinary working day. Offices are closed on days off; the net and 12345 are not. */
export const busyness = (workdays: Workdays, day: DayNumber, { kind }: Item): number => {
  const season = months[monthOf(day)] ?? 1;
  if (workdays.isWorkday(day)) return season * (weekdays[weekdayOf(day) - 1] ?? 1);
  return season * (kind === 'hotline-ticket' ? 0.6 : 0.13);
};

const onDayOff: readonly (readonly [Channel, number])[] = [['net', 3], ['app', 1]];
const onWorkday: readonly (readonly [Channel, number])[] = [['window', 46], ['net', 36], ['app', 10], ['self-service', 8]];
const byPhone: readonly (readonly [Channel, number])[] = [['phone', 8], ['app', 2], ['net', 1]];

export const drawChannel = (random: Random, { kind, handling }: Item, working: boolean): Channel => {
  if (kind !== 'permit') return random.weighted(byPhone);
  if (!working) return random.weighted(onDayOff);
  const channel = random.weighted(onWorkday);
  // A machine in the hall can only do what is done at once.
  return channel === 'self-service' && handling === 'committed' ? 'window' : channel;
};

const secondAt = (day: DayNumber, second: number): Instant => startOfDay(day) + Math.floor(second) * 1000;

/** In the hall people come in the middle of the morning and of the afternoon; online the evening counts too. */
export const drawInstant = (random: Random, day: DayNumber, channel: Channel): Instant => {
  const hour = 3600;
  const middling = (random.next() + random.next()) / 2;
  if (channel === 'window' || channel === 'self-service') {
    return secondAt(day, random.chance(0.58) ? (9 + 3 * middling) * hour : (13.5 + 3.4 * middling) * hour);
  }
  return secondAt(day, random.chance(0.15) ? random.between(0, 24) * hour : random.between(8, 22) * hour);
};
