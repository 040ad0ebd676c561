import { catalogue } from '@mingxiao/domain/events/catalogue';
import type { Fact } from '@mingxiao/domain/events/fact';
import type { StreamedBlock } from '@mingxiao/ports/analytics-store/analytics-store';

/** The three reads of facts give the same columns; see the `.sql` files for when each is used. */
export const factsOfCases = { name: 'facts/of-cases', file: new URL('./facts-of-cases.sql', import.meta.url) };
export const factsOfAllCases = { name: 'facts/of-all-cases', file: new URL('./facts-of-all-cases.sql', import.meta.url) };
export const referenceFacts = { name: 'facts/reference', file: new URL('./reference-facts.sql', import.meta.url) };

/** A fact with where it stands in the log. */
export type StoredFact = Fact & { readonly partition: number };

/** Turns a block of stored facts into facts as the domain reads them: data upcast to the newest version. */
export const toFacts = (block: StreamedBlock): StoredFact[] => {
  const read = Object.fromEntries(
    Object.entries(block.columns).map(([name, column]) => [name, (index: number) => column.get(index)]),
  ) as Record<string, (index: number) => unknown>;
  const textAt = (name: string, index: number) => String(read[name]?.(index));
  const numberAt = (name: string, index: number) => Number(read[name]?.(index));
  return Array.from({ length: block.rows }, (_, index) => {
    const type = textAt('type', index);
    const version = numberAt('schema_version', index);
    const event = JSON.parse(textAt('event', index)) as { data?: Record<string, unknown> };
    return {
      subject: textAt('subject', index),
      source: textAt('source', index),
      id: textAt('id', index),
      type,
      version,
      time: numberAt('occurred_at_ms', index),
      offsetMinutes: numberAt('offset_minutes', index),
      historical: numberAt('historical', index) === 1,
      storedAt: numberAt('stored_at_ms', index),
      partition: numberAt('log_partition', index),
      offset: numberAt('log_offset', index),
      contentHash: textAt('content_hash_hex', index),
      data: catalogue.upcast(type, version, event.data ?? {}),
    };
  });
};
