import { z } from 'zod';

export const itemStatuses = ['accepted', 'duplicate', 'conflict', 'parked', 'rejected'] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** What became of one event of a request. `id` is null when none could be read. */
export const itemResult = z.object({
  index: z.number(),
  id: z.string().nullable(),
  status: z.enum(itemStatuses),
  problem: z.string().optional(),
});
export type ItemResult = z.output<typeof itemResult>;

export const ingestAnswer = z.object({
  results: z.array(itemResult),
  counts: z.record(z.enum(itemStatuses), z.number()),
});
export type IngestAnswer = z.output<typeof ingestAnswer>;

/** RFC 9457. `type` is a path of this server's documentation of problems. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Problem = z.output<typeof problem>;

export const parkedEvent = z.object({
  partition: z.number(),
  offset: z.number(),
  source: z.string(),
  id: z.string(),
  type: z.string(),
  subject: z.string(),
  storedAt: z.string(),
  reason: z.string(),
  /** The event as it came. */
  event: z.string(),
  /** Whether an event with this source and id has been accepted since: replayed as it was, or mended. */
  settled: z.boolean(),
});
export type ParkedEvent = z.output<typeof parkedEvent>;
export const parkedEvents = z.object({ total: z.number(), rows: z.array(parkedEvent) });
export type ParkedEvents = z.output<typeof parkedEvents>;
