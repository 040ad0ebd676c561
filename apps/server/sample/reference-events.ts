import type { Instant } from '@mingxiao/domain/kernel/instant';
import { type Item, items } from './items.js';
import { localDayOf, localTime, startOfDay } from './local-time.js';
import type { City, Section, Unit } from './org.js';
import { type PlannedEvent, sources } from './planned-event.js';
import type { Member } from './staff.js';

/** The year the sample tells of, half open. */
export type Window = { readonly from: Instant; readonly to: Instant };

const unitDefined = ({ id, type, parent, name, sortNo, class: peerClass }: Unit, at: Instant): PlannedEvent => ({
  at,
  id: `unit-${id}`,
  source: sources.registry,
  type: 'org.unit-defined',
  subject: id,
  data: { unit: id, name, type, parent, sortNo, class: peerClass },
});

const itemDefined = ({ id, kind, handling, name, promised, statutory }: Item, at: Instant): PlannedEvent => ({
  at,
  id: `item-${id}`,
  source: sources.registry,
  type: 'item.defined',
  subject: id,
  data: { item: id, name, kind, handling, promised, statutory },
});

/** People move at midnight. */
const instantOfShare = ({ from, to }: Window, share: number): Instant => startOfDay(localDayOf(from + share * (to - from)));

/** The end is stated with the posting, so that nobody is ever in two sections at once. */
const posted = (section: Section, { staff, role, from, until }: Member, window: Window): PlannedEvent => ({
  at: from === 0 ? window.from : instantOfShare(window, from),
  id: `posting-${staff}-${from === 0 ? 1 : 2}`,
  source: sources.registry,
  type: 'org.posting',
  subject: staff,
  data: { staff, unit: section.id, role, until: Number.isFinite(until) ? localTime(instantOfShare(window, until)) : null },
});

/**
 * What is known of the city: units, parents first, items, and who works where. Nearly all of it holds from the first
 * instant of the year; those who move are posted once more on the day they move.
 */
export const referenceEvents = (city: City, window: Window): readonly PlannedEvent[] => [
  ...city.units.map((unit) => unitDefined(unit, window.from)),
  ...items.map((item) => itemDefined(item, window.from)),
  ...city.sections.flatMap((section) => section.members.map((member) => posted(section, member, window))),
];
