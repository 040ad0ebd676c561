import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { identifier, text } from './fields.js';

/**
 * A target is set, changed or, with null, lifted: effective from `time`, set when the log took it. In the scale in which
 * people write the indicator: shares in per cent. Without `unit` it is everybody's. Facts, so that a target moved after
 * the fact shows.
 */
export const TargetSet = defineEvent('target.set', {
  rank: 0,
  data: { indicator: identifier, unit: identifier.nullish(), value: z.number().nullable(), actor: identifier, reason: text },
});

export const targetEvents = [TargetSet];
