import { z } from 'zod';

export const commandEvent = z.object({ source: z.string(), id: z.string(), type: z.string(), time: z.string() });

/** `applied`: it is in the figures. `pending`: it is in the log, and the figures have not reached it yet; see `ask`. */
export const commandAnswer = z.object({
  status: z.enum(['applied', 'pending']),
  event: commandEvent,
  /** What the next command has to name as its `expectedVersion`; null while pending. */
  version: z.object({ source: z.string(), id: z.string() }).nullable(),
  /** Positions of the log by which the command stands in it. */
  position: z.array(z.number()).optional(),
  /** Where to ask what became of it. */
  ask: z.string().optional(),
});
export type CommandAnswer = z.output<typeof commandAnswer>;
