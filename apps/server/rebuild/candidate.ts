import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { factTablesOf, liveModel } from '@mingxiao/projections/models/model-tables';
import type { ModelRecord } from '@mingxiao/projections/models/models.columns';
import { FactsStep } from '../project/facts-step.js';
import { FoldStep } from '../project/fold-step.js';
import { References } from '../project/references.js';
import type { Reads } from '../query/reads.js';

/** The steps that write a model beside the live one: a fold of its own and, when it is made from the log, a copy of its own. */
export type Candidate = {
  readonly fold: FoldStep;
  readonly references: References;
  /** Null for a model that reads the live facts. */
  readonly facts: FactsStep | null;
};

export type CandidateParts = { readonly log: EventLog; readonly store: AnalyticsStore; readonly reads: Reads; readonly references: References };

/** Makes the steps of a model and lets them resume from what is written of it. */
export const candidateOf = async ({ name, fromLog }: ModelRecord, { log, store, reads, references }: CandidateParts, onCopied: () => void): Promise<Candidate> => {
  const own = fromLog ? reads.on(liveModel, name) : reads;
  const ownReferences = fromLog ? new References(own) : references;
  const facts = fromLog ? new FactsStep(log, store, own, onCopied, factTablesOf(name)) : null;
  const fold = new FoldStep(log.generation, log.partitions, store, own, ownReferences, name);
  await Promise.all([facts?.resume(), fold.resume()]);
  return { fold, references: ownReferences, facts };
};
