import { catalogue } from '@mingxiao/domain/events/catalogue';
import type { Fact } from '@mingxiao/domain/events/fact';
import type { StreamedBlock } from '@mingxiao/ports/analytics-store/analytics-store';
import { z } from 'zod';
import type { NamedRead } from '../named-read.js';

/** The three reads of facts give the same columns; see the `.sql` files for when each is used. */
export const factsOfCases = { name: 'facts/of-cases', file: new URL('./facts-of-cases.sql', import.meta.url) };
export const factsOfAllCases = { name: 'facts/of-all-cases', file: new URL('./facts-of-all-cases.sql', import.meta.url) };
export const referenceFacts = { name: 'facts/reference', file: new URL('./reference-facts.sql', import.meta.url) };

/** How many facts `referenceFacts` would give. */
const countRow = z.object({ facts: z.coerce.number() });
export const referenceCount: NamedRead<number> = {
  name: 'facts/reference-count',
  file: new URL('./reference-count.sql', import.meta.url),
  row: (raw) => countRow.parse(raw).facts,
};

const casesRow = z.object({ cases: z.coerce.number() });
export const countOfCases: NamedRead<number> = {
  name: 'facts/count-of-cases',
  file: new URL('./count-of-cases.sql', import.meta.url),
  row: (raw) => casesRow.parse(raw).cases,
};

/** A fact with where it stands in the log. */
export type StoredFact = Fact & { readonly partition: number };

/**
 * Turns a block of stored facts into facts as the domain reads them, data upcast to the newest version: one at a time, as
 * they are asked for, since a block holds more of them than should be in memory as objects.
 */
export function* toFacts({ rows, columns }: StreamedBlock): Generator<StoredFact, void, undefined> {
  const text = (name: string) => columnOf<string>(columns, name);
  const number = (name: string) => columnOf<number>(columns, name);
  const [subject, source, id, type, event, contentHash] = [text('subject'), text('source'), text('id'), text('type'), text('event'), text('content_hash_hex')];
  const [version, time, storedAt, offsetMinutes] = [number('schema_version'), number('occurred_at_ms'), number('stored_at_ms'), number('offset_minutes')];
  const [historical, partition, offset] = [number('historical'), number('log_partition'), number('log_offset')];
  for (let index = 0; index < rows; index += 1) {
    yield {
      subject: subject(index),
      source: source(index),
      id: id(index),
      type: type(index),
      version: version(index),
      time: time(index),
      offsetMinutes: offsetMinutes(index),
      historical: historical(index) === 1,
      storedAt: storedAt(index),
      partition: partition(index),
      offset: offset(index),
      contentHash: contentHash(index),
      data: catalogue.upcast(type(index), version(index), dataOf(event(index))),
    };
  }
}

/** The reads cast every column to text or double, so a value needs no further look. */
const columnOf = <Value>(columns: StreamedBlock['columns'], name: string): ((index: number) => Value) => {
  const column = columns[name];
  if (column === undefined) throw new Error(`the read of facts lacks the column ${name}`);
  return (index) => column.get(index) as Value;
};

/** Parsing the whole event and keeping its data is cheaper than finding the data and parsing them alone. */
const dataOf = (event: string): Record<string, unknown> => (JSON.parse(event) as { readonly data?: Record<string, unknown> | null }).data ?? {};
