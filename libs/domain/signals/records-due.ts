import { settleFacts } from '../cases/settle-facts.js';
import type { Fact } from '../events/fact.js';
import type { RecordGaps } from './missing-records.js';
import { watchSource } from './recorded-signals.js';
import { recordEvent, withdrawalEvent, type WatchEvent } from './watch-events.js';

/** When the latest fact about the case first became known; what the watch itself wrote tells nothing new. */
const knownAt = (facts: readonly Fact[]): number => settleFacts(facts).facts.reduce((latest, { source, storedAt }) => (source === watchSource ? latest : Math.max(latest, storedAt)), 0);

/** The events that close the gaps given: what is missing is recorded, what is unfounded withdrawn. */
export const recordsDue = (caseId: string, facts: readonly Fact[], { unrecorded, unfounded }: RecordGaps): readonly WatchEvent[] => {
  const known = unfounded.length === 0 ? 0 : knownAt(facts);
  return [...unrecorded.map((missing) => recordEvent(caseId, missing)), ...unfounded.map((wrong) => withdrawalEvent(caseId, wrong, known))];
};
