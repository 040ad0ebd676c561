import type { Amount } from '@mingxiao/domain/events/fields';
import type { JsonObject } from '@mingxiao/domain/imports/cloud-event-json';
import { millisecondsPerDay } from '@mingxiao/domain/kernel/instant';
import { type CaseScript, handTo, record, wait, work } from './case-script.js';
import { localTime } from './local-time.js';

/** Enterprises bring most of the economic matters, people the rest. */
const applicantOf = ({ random, section }: CaseScript): { type: string } => ({
  type: random.chance(section.class.endsWith('livelihood') || section.class.endsWith('order') ? 0.15 : 0.75) ? 'enterprise' : 'person',
});

/** A few acceptances are typed in days later; the day of entry is stated beside the fact, as such systems do. */
const enteredLate = ({ random, now }: CaseScript): JsonObject =>
  random.chance(0.006) ? { enteredAt: localTime(now + random.integer(3, 20) * millisecondsPerDay) } : {};

export type Limits = { readonly promised: Amount | null; readonly statutory: Amount | null };

/** The clock starts. `more`: what only this kind of case says. */
export const accept = (script: CaseScript, { promised, statutory }: Limits, more: JsonObject = {}): void => {
  const { arrival, section, holder } = script;
  record(script, 'case.accepted', {
    kind: arrival.item.kind,
    item: arrival.item.id,
    unit: section.id,
    holder: holder.staff,
    channel: arrival.channel,
    applicant: applicantOf(script),
    ...(promised === null ? {} : { promised }),
    ...(statutory === null ? {} : { statutory }),
    ...more,
    ...enteredLate(script),
  });
};

/** Papers handed in over the net wait for somebody to look at them; at the window that takes minutes. */
export const receive = (script: CaseScript): void => {
  const { random, arrival } = script;
  record(script, 'case.received', { item: arrival.item.id, channel: arrival.channel });
  if (arrival.channel === 'window') wait(script, random.between(3, 25));
  else work(script, Math.min(Math.exp(random.normal() * 0.7 - 1.6), 4));
  handTo(script, script.section);
};
