import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import type { Digest } from '@mingxiao/domain/imports/event-identity';
import { type FormerFact, retractionOf, reviveUnder } from '@mingxiao/domain/imports/retraction';
import type { Instant } from '@mingxiao/domain/kernel/instant';

/** What a source stands for in the log before it is replaced. Held in memory: about 200 bytes for each fact. */
export type FormerFacts = {
  /** The event as it is to be sent; a fact of the same content need not be retracted. */
  readonly keep: (event: CloudEventJson) => CloudEventJson;
  /** Retractions of all facts that were not kept. */
  readonly retractions: (by: { readonly source: string; readonly reason: string; readonly at: Instant; readonly live: boolean }) => Iterable<CloudEventJson>;
};

const keyOf = ({ subject, id }: FormerFact): string => JSON.stringify([subject, id]);

export const collectFormerFacts = async (facts: AsyncIterable<FormerFact>, digest: Digest): Promise<FormerFacts> => {
  const standing = new Map<string, FormerFact>();
  const retracted = new Set<string>();
  for await (const fact of facts) {
    if (fact.retracted === true) retracted.add(keyOf(fact));
    else standing.set(keyOf(fact), fact);
  }
  const keep = (event: CloudEventJson): CloudEventJson => {
    const { subject } = event;
    const revived = reviveUnder(event, (id) => retracted.has(keyOf({ subject, id })), digest);
    standing.delete(keyOf(revived));
    return revived;
  };
  return {
    keep,
    *retractions(by) {
      for (const fact of standing.values()) yield retractionOf(fact, by, digest);
    },
  };
};

/** For an import that replaces nothing. */
export const noFormerFacts: FormerFacts = { keep: (event) => event, retractions: () => [] };
