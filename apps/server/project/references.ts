import { Inject, Injectable } from '@nestjs/common';
import { affectsFold } from '@mingxiao/domain/events/reference-events';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { referenceFacts, toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { Reads } from '../query/reads.js';

/** Reference data with the number of facts it rests on: the epoch that orders rows folded under it. */
export type LoadedReference = { readonly reference: Reference; readonly epoch: number; readonly facts: readonly StoredFact[] };

/** Former states kept at hand: whoever looks at one earlier verdict mostly looks at its neighbours too. */
const formerMax = 32;

/** Keeps the reference data in memory; reloaded when the projection brings new reference facts. */
@Injectable()
export class References {
  private loaded: LoadedReference | null = null;
  /** What was known then, by how many of the facts that was; the one asked for last stands last. */
  private former = new Map<number, Reference>();

  constructor(@Inject(Reads) private readonly reads: Reads) {}

  async current(): Promise<LoadedReference> {
    return this.loaded ?? (await this.reload());
  }

  async reload(): Promise<LoadedReference> {
    const facts: StoredFact[] = [];
    for await (const block of this.reads.stream(referenceFacts, {})) facts.push(...toFacts(block));
    const folding = facts.filter(({ type }) => affectsFold(type));
    this.former = new Map();
    this.loaded = { reference: buildReference(facts), epoch: folding.length, facts };
    return this.loaded;
  }

  /** The reference data as it was known at an instant: from the facts that the log had stored by then. */
  async knownAt(instant: Instant): Promise<Reference> {
    const { facts, reference } = await this.current();
    const known = facts.filter(({ storedAt }) => storedAt <= instant);
    if (known.length === facts.length) return reference;
    const former = this.former;
    const found = former.get(known.length) ?? buildReference(known);
    former.delete(known.length);
    former.set(known.length, found);
    for (const oldest of [...former.keys()].slice(0, -formerMax)) former.delete(oldest);
    return found;
  }
}
