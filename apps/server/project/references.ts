import { Inject, Injectable } from '@nestjs/common';
import { affectsFold } from '@mingxiao/domain/events/reference-events';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { referenceFacts, toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { Reads } from '../query/reads.js';

/** Reference data with the number of facts it rests on: the epoch that orders rows folded under it. */
export type LoadedReference = { readonly reference: Reference; readonly epoch: number };

/** Keeps the reference data in memory; reloaded when the projection brings new reference facts. */
@Injectable()
export class References {
  private loaded: LoadedReference | null = null;

  constructor(@Inject(Reads) private readonly reads: Reads) {}

  async current(): Promise<LoadedReference> {
    return this.loaded ?? (await this.reload());
  }

  async reload(): Promise<LoadedReference> {
    const facts: StoredFact[] = [];
    for await (const block of this.reads.stream(referenceFacts, {})) facts.push(...toFacts(block));
    const folding = facts.filter(({ type }) => affectsFold(type));
    this.loaded = { reference: buildReference(facts), epoch: folding.length };
    return this.loaded;
  }
}
