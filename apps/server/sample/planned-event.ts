import type { CloudEventJson, JsonObject } from '@mingxiao/domain/imports/cloud-event-json';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { localTime } from './local-time.js';

/** Where the sample's events come from; one name for each system that a real city has. */
export const sources = {
  registry: 'urn:mingxiao:sample:registry',
  hall: 'urn:mingxiao:sample:hall',
  net: 'urn:mingxiao:sample:net',
  hotline: 'urn:mingxiao:sample:hotline',
  rating: 'urn:mingxiao:sample:rating',
} as const;

/** What will happen and when, before it is put into words for the wire. */
export type PlannedEvent = {
  readonly at: Instant;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly data: JsonObject;
};

/** As a system sends it the moment it happens, which for the live feed is when it comes to it. */
export const toLiveEvent = ({ id, source, type, subject, data }: PlannedEvent, at: Instant): CloudEventJson => ({
  specversion: '1.0',
  id,
  source,
  type,
  subject,
  time: localTime(at),
  data,
});

/** As a fact of the past: such a case opens no orders. */
export const toHistoricalEvent = ({ at, id, source, type, subject, data }: PlannedEvent): CloudEventJson => ({
  specversion: '1.0',
  id,
  source,
  type,
  subject,
  time: localTime(at),
  historical: true,
  data,
});
