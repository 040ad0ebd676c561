import { Inject, Injectable, Optional } from '@nestjs/common';
import { affectsFold } from '@mingxiao/domain/events/reference-events';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { referenceCount, referenceFacts, toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { Reads } from '../query/reads.js';
import { SHARED } from '../tokens.js';

/** Reference data with the number of facts it rests on: the epoch that orders rows folded under it. */
export type LoadedReference = { readonly reference: Reference; readonly epoch: number; readonly facts: readonly StoredFact[] };

/** Former states kept at hand: whoever looks at one earlier verdict mostly looks at its neighbours too. */
const formerMax = 32;
/** Where other processes bring reference facts, the store is asked for new ones at most so often. */
const lookEveryMilliseconds = 1_000;

/**
 * Keeps the reference data in memory; reloaded when the projection brings new reference facts, and where other processes
 * project too, when the store turns out to hold more of them.
 */
@Injectable()
export class References {
  private loaded: LoadedReference | null = null;
  /** What was known then, by the last known offset of each partition; the one asked for last stands last. */
  private former = new Map<string, LoadedReference>();
  private lookedAt = -Infinity;

  constructor(
    @Inject(Reads) private readonly reads: Reads,
    @Optional() @Inject(SHARED) private readonly shared = false,
  ) {}

  async current(): Promise<LoadedReference> {
    const isFresh = !this.shared || performance.now() - this.lookedAt < lookEveryMilliseconds;
    return this.loaded !== null && isFresh ? this.loaded : this.refreshed();
  }

  /** As the store has them at this moment. Facts are only ever added, so their number tells whether there are new ones. */
  async refreshed(): Promise<LoadedReference> {
    const at = performance.now();
    const [count] = await this.reads.all(referenceCount);
    const { loaded: known } = this;
    const loaded = known !== null && known.facts.length === count ? known : await this.reload();
    this.lookedAt = at;
    return loaded;
  }

  async reload(): Promise<LoadedReference> {
    const facts: StoredFact[] = [];
    for await (const block of this.reads.stream(referenceFacts, {})) facts.push(...toFacts(block));
    this.former = new Map();
    this.loaded = loadedFrom(facts);
    return this.loaded;
  }

  /** The reference data as it was known at an instant: from the facts that the log had stored by then. */
  async knownAt(instant: Instant): Promise<Reference> {
    return (await this.knownBy(({ storedAt }) => storedAt <= instant)).reference;
  }

  /** The reference data below log positions, one offset per partition: from the facts that stand before them. */
  below(positions: readonly number[]): Promise<LoadedReference> {
    return this.knownBy(({ partition, offset }) => offset < (positions[partition] ?? 0));
  }

  /** Both ways of asking take a prefix of every partition, so the last known offset of each names what was known. */
  private async knownBy(isKnown: (fact: StoredFact) => boolean): Promise<LoadedReference> {
    const loaded = await this.current();
    const known = loaded.facts.filter(isKnown);
    if (known.length === loaded.facts.length) return loaded;
    const name = endsOf(known).join();
    const former = this.former;
    const found = former.get(name) ?? loadedFrom(known);
    former.delete(name);
    former.set(name, found);
    for (const oldest of [...former.keys()].slice(0, -formerMax)) former.delete(oldest);
    return found;
  }
}

const loadedFrom = (facts: readonly StoredFact[]): LoadedReference => ({
  reference: buildReference(facts),
  epoch: facts.filter(({ type }) => affectsFold(type)).length,
  facts,
});

/** Per partition, the first offset behind the last of these facts; 0 where there is none. */
const endsOf = (facts: readonly StoredFact[]): number[] => {
  const ends: number[] = [];
  for (const { partition, offset } of facts) ends[partition] = Math.max(ends[partition] ?? 0, offset + 1);
  return Array.from(ends, (end) => end ?? 0);
};
