import type { Fact } from '../events/fact.js';
import { textOf } from './data-fields.js';
import { beginHolder, tooLate, type Walk } from './walk.js';

export const onReceived = (walk: Walk, { time }: Fact): void => {
  walk.receivedAt ??= time;
};

/** The first acceptance starts the clock; further ones are flagged and change nothing. */
export const onAccepted = (walk: Walk, fact: Fact): void => {
  if (fact !== walk.context.acceptance) {
    walk.flags.add('duplicate-acceptance');
    return;
  }
  walk.acceptedAt = fact.time;
  const unit = textOf(fact.data['unit']);
  const holder = textOf(fact.data['holder']);
  if (unit !== null || holder !== null) {
    walk.unit = unit ?? walk.unit;
    walk.holder = holder;
    walk.unitSince = fact.time;
  }
  walk.path.push({ unit: walk.unit, holder: walk.holder });
  beginHolder(walk, fact.time);
};

/** A transfer that names only a person stays in the unit; one that names only a unit leaves the person open. */
export const onTransferred = (walk: Walk, { time, data }: Fact): void => {
  walk.transfers += 1;
  walk.handled = true;
  const toUnit = textOf(data['toUnit']);
  const toHolder = textOf(data['toHolder']);
  if (toUnit !== null || toHolder !== null) walk.path.push({ unit: toUnit ?? walk.path.at(-1)?.unit ?? walk.unit, holder: toHolder });
  if (tooLate(walk)) return;
  if (toUnit === null && toHolder === null) {
    walk.flags.add('transfer-to-nobody');
    return;
  }
  walk.unit = toUnit ?? walk.unit;
  walk.holder = toHolder;
  walk.unitSince = time;
  beginHolder(walk, time);
};
