import { type Instant, toIso } from '../kernel/instant.js';
import type { CloudEventJson } from './cloud-event-json.js';
import { derivedId, type Digest } from './event-identity.js';

/** Announcements and retractions are our own facts; under a source of their own no later import takes them back. */
export const importSource = 'urn:mingxiao:import';

/** A fact that a source stands for in the log. */
export type FormerFact = {
  readonly subject: string;
  readonly id: string;
  /** A retraction names it already: it no longer counts. */
  readonly retracted?: boolean;
};

/** Takes back a fact that the mapping now in force does not produce. `at` is the instant of the decision. */
export const retractionOf = (
  fact: FormerFact,
  by: { readonly source: string; readonly reason: string; readonly at: Instant; readonly live: boolean },
  digest: Digest,
): CloudEventJson => {
  const data = { source: by.source, id: fact.id, reason: by.reason };
  const time = toIso(by.at);
  const id = derivedId(['fact.retracted', fact.subject, time, data], digest);
  const event = { specversion: '1.0', id, source: importSource, type: 'fact.retracted', subject: fact.subject, time } as const;
  return by.live ? { ...event, data } : { ...event, historical: true, data };
};

/**
 * The event under an id that no retraction names. A retraction stands for ever, so an event that an earlier mapping
 * made, a second one dropped and a third one makes again has to come back under a next id.
 */
export const reviveUnder = (event: CloudEventJson, isRetracted: (id: string) => boolean, digest: Digest): CloudEventJson => {
  let id = event.id;
  for (let round = 1; isRetracted(id); round += 1) id = derivedId([event.id, round], digest);
  return id === event.id ? event : { ...event, id };
};
