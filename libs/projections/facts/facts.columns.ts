import type { ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';

export const caseEventsTable = 'case_events_v1';
export const referenceEventsTable = 'reference_events_v1';

/** A log record whose event is understood, before it is laid out in columns. */
export type LoggedEvent = {
  readonly partition: number;
  readonly offset: number;
  readonly storedAt: number;
  readonly subject: string;
  readonly source: string;
  readonly id: string;
  /** Without the version suffix. */
  readonly type: string;
  readonly version: number;
  readonly occurredAt: number;
  readonly offsetMinutes: number;
  readonly historical: boolean;
  readonly contentHash: Uint8Array;
  /** The event as it came. */
  readonly value: Uint8Array;
};

/** Step one of the projection: facts copied column by column. Knows nothing of what they mean. */
export const toFactColumns = (events: readonly LoggedEvent[]): ColumnBatch => ({
  rows: events.length,
  columns: [
    { name: 'subject', type: 'string', values: events.map(({ subject }) => subject) },
    { name: 'source', type: 'string', values: events.map(({ source }) => source) },
    { name: 'id', type: 'string', values: events.map(({ id }) => id) },
    { name: 'content_hash', type: 'bytes', values: events.map(({ contentHash }) => contentHash) },
    { name: 'type', type: 'string', values: events.map(({ type }) => type) },
    { name: 'schema_version', type: 'uint16', values: Uint16Array.from(events, ({ version }) => version) },
    { name: 'occurred_at', type: 'instant', values: Float64Array.from(events, ({ occurredAt }) => occurredAt) },
    { name: 'offset_minutes', type: 'int16', values: Int16Array.from(events, ({ offsetMinutes }) => offsetMinutes) },
    { name: 'historical', type: 'uint8', values: Uint8Array.from(events, ({ historical }) => Number(historical)) },
    { name: 'stored_at', type: 'instant', values: Float64Array.from(events, ({ storedAt }) => storedAt) },
    { name: 'log_partition', type: 'uint16', values: Uint16Array.from(events, ({ partition }) => partition) },
    { name: 'log_offset', type: 'int64', values: Float64Array.from(events, ({ offset }) => offset) },
    { name: 'event', type: 'bytes', values: events.map(({ value }) => value) },
  ],
});
