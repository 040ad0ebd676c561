import { Injectable } from '@nestjs/common';
import { affectsFold } from '@mingxiao/domain/events/reference-events';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { referenceFacts, toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { References } from '../project/references.js';
import { Reads } from '../query/reads.js';

const keptMax = 8;

/** Reference data as it was known earlier: what a card was issued under. Asked for only where the present data differ. */
@Injectable()
export class ReferenceHistory {
  private epoch = -1;
  private facts: readonly StoredFact[] = [];
  private readonly built = new Map<number, Reference>();

  constructor(
    private readonly references: References,
    private readonly reads: Reads,
  ) {}

  /** The reference data that the log held at an instant; null when nothing that matters was added since. */
  async asKnownAt(storedAt: Instant): Promise<Reference | null> {
    await this.refresh();
    const known = this.facts.filter((fact) => fact.storedAt <= storedAt);
    if (known.length === this.facts.length) return null;
    return this.built.get(known.length) ?? this.build(known);
  }

  private build(known: readonly StoredFact[]): Reference {
    const reference = buildReference(known);
    if (this.built.size >= keptMax) this.built.clear();
    this.built.set(known.length, reference);
    return reference;
  }

  private async refresh(): Promise<void> {
    const { epoch } = await this.references.current();
    if (epoch === this.epoch) return;
    const facts: StoredFact[] = [];
    for await (const block of this.reads.stream(referenceFacts, {})) facts.push(...toFacts(block));
    this.facts = facts.filter(({ type }) => affectsFold(type));
    this.built.clear();
    this.epoch = epoch;
  }
}
