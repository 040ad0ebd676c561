import type { ParkedEvent } from '@mingxiao/contracts/events';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { z } from 'zod';
import type { NamedRead } from '../named-read.js';

const row = z.object({
  log_partition: z.number(),
  log_offset: z.coerce.number(),
  source: z.string(),
  id: z.string(),
  type: z.string(),
  subject: z.string(),
  reason: z.string(),
  stored_at_ms: z.coerce.number(),
  settled: z.number(),
  total: z.coerce.number(),
});

/** Without the event's text, which only the log holds: the shell adds it. */
export type ListedParkedEvent = { readonly event: Omit<ParkedEvent, 'event'>; readonly total: number };

export const parkedEvents: NamedRead<ListedParkedEvent> = {
  name: 'parked-events',
  file: new URL('./parked-events.sql', import.meta.url),
  row: (raw) => {
    const { log_partition, log_offset, stored_at_ms, settled, total, ...rest } = row.parse(raw);
    return {
      total,
      event: { ...rest, partition: log_partition, offset: log_offset, storedAt: toIso(stored_at_ms), settled: settled === 1 },
    };
  },
};
