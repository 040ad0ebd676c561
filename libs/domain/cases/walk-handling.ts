import type { Fact } from '../events/fact.js';
import type { Extension } from './case-state.js';
import { amountOf, flagOf, textOf } from './data-fields.js';
import { tooLate, type Walk } from './walk.js';

export const onReturned = (walk: Walk, { time }: Fact): void => {
  walk.returnedAt.push(time);
};

/** Which limit an extension moves: both unless it says which; a name nobody knows is flagged and moves both. */
const limitOf = (walk: Walk, stated: string | null): Extension['limit'] => {
  if (stated === 'promised' || stated === 'statutory') return stated;
  if (stated !== null && stated !== 'both') walk.flags.add('unknown-extension-limit');
  return 'both';
};

export const onExtended = (walk: Walk, { time, data }: Fact): void => {
  walk.handled = true;
  const by = amountOf(data['by']);
  if (tooLate(walk) || by === null) return;
  const limit = limitOf(walk, textOf(data['limit']));
  walk.extended.push({ at: time, by, limit, basis: textOf(data['basis']), approver: textOf(data['approver']) });
};

export const onStepCompleted = (walk: Walk, { time, data }: Fact): void => {
  walk.handled = true;
  walk.steps.push({
    at: time,
    step: textOf(data['step']),
    outcome: textOf(data['outcome']),
    unit: textOf(data['unit']),
    staff: textOf(data['staff']),
  });
};

/** The latest call-back counts: people are asked again after a reopening. */
export const onCalledBack = (walk: Walk, { time, data }: Fact): void => {
  walk.calledBack = { at: time, responded: flagOf(data['responded']), solved: flagOf(data['solved']), satisfied: flagOf(data['satisfied']) };
};

export const onRated = (walk: Walk, fact: Fact): void => {
  walk.aboutRatings.push(fact);
};
