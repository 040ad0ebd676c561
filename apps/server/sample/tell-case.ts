import { type Arrival, openScript, type World } from './case-script.js';
import { tellCommittedCase } from './committed-case.js';
import { tellComplaint } from './complaint-case.js';
import { tellHotlineCase } from './hotline-case.js';
import { tellInstantCase } from './instant-case.js';
import type { Item } from './items.js';
import type { PlannedEvent } from './planned-event.js';
import type { Random } from './random.js';

const tellerFor = ({ kind, handling }: Item): typeof tellInstantCase => {
  if (kind === 'hotline-ticket') return tellHotlineCase;
  if (kind === 'complaint') return tellComplaint;
  return handling === 'instant' ? tellInstantCase : tellCommittedCase;
};

/** The whole story of one case from its arrival on; the first event is at the arrival. The caller cuts off what lies ahead. */
export const tellCase = (world: World, random: Random, arrival: Arrival): readonly PlannedEvent[] => {
  const script = openScript(world, random, arrival);
  tellerFor(arrival.item)(script);
  return script.events;
};
