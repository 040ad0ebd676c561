import { accept } from './acceptance.js';
import { type CaseScript, record, wait, work } from './case-script.js';
import { decide } from './closing.js';

const atCounter = ({ arrival }: CaseScript): boolean => arrival.channel === 'window';

/** Days where it cannot be done while one waits: one or two, or weeks. */
const daysStuck = ({ random }: CaseScript): number => (random.chance(0.45) ? random.between(3, 30) : random.between(0.3, 2));

/** Minutes at the counter or of an automatic check; some cases cannot be done while one waits. */
const handle = (script: CaseScript): void => {
  const { random, section } = script;
  if (random.chance(0.04 * Math.exp(2 * section.character.slowness))) work(script, daysStuck(script));
  else wait(script, Math.exp(random.normal() * 0.8 + (atCounter(script) ? 2.6 : 0.6)));
};

/** 即办件: accepted and decided in one go, over the net also at night. */
export const tellInstantCase = (script: CaseScript): void => {
  const { arrival, random, world } = script;
  accept(script, arrival.item, { handling: 'instant' });
  const start = world.workdays.positionOf(arrival.at);
  handle(script);
  record(script, 'case.step-completed', { step: 'review', outcome: 'agree', unit: script.section.id, staff: script.holder.staff });
  wait(script, random.between(0.2, 2) * (atCounter(script) ? 3 : 1));
  const late = world.workdays.positionOf(script.now) - start > 1;
  decide(script, { late, solved: null, responseRate: 0.38 });
};
