import type { JsonObject } from '@mingxiao/domain/imports/cloud-event-json';
import { type Instant, millisecondsPerDay, millisecondsPerMinute } from '@mingxiao/domain/kernel/instant';
import { type CaseScript, note, officeDaysAfter } from './case-script.js';
import { sources } from './planned-event.js';

/** What the person served has lived through: it decides who answers and how. */
export type Experience = {
  readonly late: boolean;
  /** Whether the matter itself was settled; null where nobody asked. */
  readonly solved: boolean | null;
  /** How likely somebody answers at all. */
  readonly responseRate: number;
};

type Levels = readonly (readonly [level: number, weight: number])[];
const pleased: Levels = [[5, 0.81], [4, 0.145], [3, 0.035], [2, 0.006], [1, 0.004]];
const kept: Levels = [[5, 0.42], [4, 0.26], [3, 0.2], [2, 0.075], [1, 0.045]];
const unsolved: Levels = [[5, 0.3], [4, 0.27], [3, 0.25], [2, 0.11], [1, 0.07]];
const cold: Levels = [[2, 0.6], [1, 0.4]];

const levelsFor = ({ random, section }: CaseScript, { late, solved }: Experience): Levels => {
  if (random.chance(section.character.coldness)) return cold;
  if (solved === false) return unsolved;
  return late ? kept : pleased;
};

/** On site the answer comes at once, by message or app within days. */
const answeredAt = ({ random, now }: CaseScript, channel: string): Instant => {
  const minutes = channel === 'device' ? random.between(0.5, 8) : Math.exp(random.normal() * 1.3 + 4.5);
  return now + Math.round(Math.min(minutes, 9 * 1440) * 60) * 1000;
};

const channelOf = ({ random, arrival }: CaseScript): string =>
  arrival.channel === 'window' || arrival.channel === 'self-service'
    ? random.weighted([['device', 7], ['qr', 2], ['sms', 2]])
    : random.weighted([['app', 4], ['web', 3], ['sms', 4], ['phone', 1]]);

/** One answer in twelve leaves open whom it means: it then counts for who finished. */
const servedBy = ({ random, section, holder, arrival }: CaseScript): JsonObject => ({
  service: arrival.item.id,
  ...(random.chance(0.08) ? {} : { unit: section.id, staff: holder.staff }),
});

const daysToRectify = ({ random }: CaseScript): number => (random.chance(0.9) ? random.between(0.8, 4.5) : random.between(5.2, 9));

type Rating = { readonly ratingSource: string; readonly ratingId: string; readonly named: boolean };

const revisit = (script: CaseScript, about: JsonObject, after: Instant): void => {
  const { random, section } = script;
  note(script, officeDaysAfter(script, after, random.between(0.3, 3)), 'case.rating-revisited', {
    ...about,
    actor: section.chief,
    satisfied: random.chance(0.82),
  });
};

/** Another person than the one who proposes it confirms that a rating is mistaken or malicious. */
const setAside = (script: CaseScript, about: JsonObject, after: Instant): void => {
  const { random, section, world } = script;
  const reviewer = random.pick(world.city.sections.filter(({ id }) => id !== section.id)).chief;
  note(script, officeDaysAfter(script, after, random.between(0.2, 2)), 'case.rating-set-aside', {
    ...about,
    reason: '经核实为误评，当事人已书面确认',
    actor: section.chief,
    reviewer,
  });
};

/** Negative ratings are verified, put right and revisited; a few are set aside and a few forgotten. */
const followUp = (script: CaseScript, { ratingSource, ratingId, named }: Rating, at: Instant): void => {
  const { random, section } = script;
  if (random.chance(0.03)) return;
  const about = { ratingSource, ratingId };
  const founded = random.chance(0.92);
  const verifiedAt = officeDaysAfter(script, at, random.between(0.1, 2));
  note(script, verifiedAt, 'case.rating-verified', { ...about, actor: section.chief, founded });
  if (!founded) return setAside(script, about, verifiedAt);
  if (random.chance(0.04)) return;
  const rectifiedAt = officeDaysAfter(script, verifiedAt, daysToRectify(script));
  note(script, rectifiedAt, 'case.rating-rectified', { ...about, actor: script.holder.staff, reason: '已向当事人说明并完成整改' });
  if (random.chance(named ? 0.96 : 0.6)) revisit(script, about, rectifiedAt);
};

/** In the county, silence at the window counts as level 3 after seven days; elsewhere it stays silence. */
const countSilence = (script: CaseScript): void => {
  const { arrival, section, random, now } = script;
  if (!section.class.startsWith('county') || arrival.channel !== 'window' || !random.chance(0.6)) return;
  note(script, now + 7 * millisecondsPerDay + random.integer(1, 120) * millisecondsPerMinute, 'case.rated', {
    ...servedBy(script),
    level: 3,
    mode: 'default',
    named: false,
  });
};

/** What the person served says after the finish, and what follows when it is not good (domain guide §7). */
export const rate = (script: CaseScript, experience: Experience): void => {
  const { random } = script;
  if (!random.chance(experience.responseRate)) return countSilence(script);
  const level = random.weighted(levelsFor(script, experience));
  const channel = channelOf(script);
  const at = answeredAt(script, channel);
  const named = random.chance(0.7);
  const ratingId = note(script, at, 'case.rated', { ...servedBy(script), level, mode: 'active', channel, named });
  if (level <= 2) followUp(script, { ratingSource: sources.rating, ratingId, named }, at);
};
