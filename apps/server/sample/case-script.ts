import type { JsonObject } from '@mingxiao/domain/imports/cloud-event-json';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Item } from './items.js';
import type { City, Section } from './org.js';
import { type PlannedEvent, sources } from './planned-event.js';
import type { Random } from './random.js';
import { type Member, pickHolder } from './staff.js';
import type { Workdays } from './workdays.js';

/** What every case of the city happens in. */
export type World = {
  readonly city: City;
  readonly workdays: Workdays;
  /** Which share of the sample year has passed by the end of the instant's day; above 1 after that year. */
  readonly shareOfYear: (instant: Instant) => number;
};

export type Channel = 'window' | 'net' | 'phone' | 'self-service' | 'app';

/** A case that somebody brings: what, how and when. */
export type Arrival = { readonly caseId: string; readonly item: Item; readonly channel: Channel; readonly at: Instant };

/** One case while its story is being written: where it stands, and what has been told so far. */
export type CaseScript = {
  readonly world: World;
  readonly random: Random;
  readonly arrival: Arrival;
  readonly events: PlannedEvent[];
  section: Section;
  holder: Member;
  /** The latest instant the handling of the case has come to. */
  now: Instant;
};

const second = 1000;

export const openScript = (world: World, random: Random, arrival: Arrival): CaseScript => {
  const section = random.weighted(world.city.sectionsFor(arrival.item.work));
  const holder = pickHolder(section.members, world.shareOfYear(arrival.at), random);
  return { world, random, arrival, events: [], section, holder, now: arrival.at };
};

/** Writes down what happens at an instant and answers its id; the case itself stays where it is. */
export const note = (script: CaseScript, at: Instant, type: string, data: JsonObject = {}): string => {
  const id = `${script.arrival.caseId}-${script.events.length + 1}`;
  script.events.push({ at, id, source: sourceOf(script, type), type, subject: script.arrival.caseId, data });
  return id;
};

/** Writes down what happens now in the handling of the case. */
export const record = (script: CaseScript, type: string, data: JsonObject = {}): string => note(script, script.now, type, data);

const sourceOf = ({ arrival }: CaseScript, type: string): string => {
  if (type.startsWith('case.rat')) return sources.rating;
  if (arrival.item.kind !== 'permit') return sources.hotline;
  return arrival.channel === 'window' || arrival.channel === 'self-service' ? sources.hall : sources.net;
};

/** An instant so many office days after another; at least a second later, so that order is never in doubt. */
export const officeDaysAfter = ({ world: { workdays } }: CaseScript, at: Instant, days: number): Instant =>
  Math.max(workdays.instantAt(workdays.positionOf(at) + days), at + second);

/** Lets office days pass: holidays, nights and lunch breaks do not count. */
export const work = (script: CaseScript, days: number): void => {
  script.now = officeDaysAfter(script, script.now, days);
};

/** Lets minutes pass by the clock, in whole seconds. */
export const wait = (script: CaseScript, minutes: number): void => {
  script.now += Math.max(Math.round(minutes * 60), 1) * second;
};

/** Gives the case to a section, and there to somebody who is posted now. */
export const handTo = (script: CaseScript, section: Section): void => {
  script.section = section;
  script.holder = pickHolder(section.members, script.world.shareOfYear(script.now), script.random);
};
