import { amountOf, textOf } from '../cases/data-fields.js';
import type { Fact } from '../events/fact.js';
import { namesOf } from './names.js';
import type { ItemDefinition } from './reference.js';
import { effectiveDated, latestOfEach, type EffectiveDated } from './timeline-by-key.js';

const readItem = ({ subject, data }: Fact): ItemDefinition => ({
  item: textOf(data['item']) ?? subject,
  name: namesOf(data['name']),
  kind: textOf(data['kind']),
  unit: textOf(data['unit']),
  promised: amountOf(data['promised']),
  statutory: amountOf(data['statutory']),
});

/** Service items with the limits that held from each instant on. */
export const buildItems = (facts: readonly Fact[]): EffectiveDated<ItemDefinition> =>
  effectiveDated(latestOfEach(facts, ({ subject, data }) => textOf(data['item']) ?? subject), readItem);
