import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { factsOfAllCases, toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import type { ModelTables } from '@mingxiao/projections/models/model-tables';
import type { Reads } from '../query/reads.js';
import { CaseWriter } from './case-writer.js';
import { CaseGroups, foldOne } from './fold-cases.js';
import type { LoadedReference } from './references.js';

/** What one scan folds, under which reference data, and where the rows go. */
export type CaseScan = {
  readonly store: AnalyticsStore;
  readonly reads: Reads;
  readonly tables: ModelTables;
  readonly reference: LoadedReference;
  /** Called with the number of cases of every insert. */
  readonly onWritten: (count: number) => void;
  /** Only the cases behind this one: where an interrupted scan left off. */
  readonly from?: string;
  /** Only facts below these log offsets, one per partition. */
  readonly upTo?: readonly number[];
  /** Only the cases of these partitions of the log; all of them unless given. */
  readonly partitions?: readonly number[];
  readonly signal?: AbortSignal;
};

/** Folds every case from all its facts, in one scan sorted by case, with bounded memory. */
export const scanCases = async ({ store, reads, tables, reference, onWritten, from = '', upTo = [], partitions = [], signal }: CaseScan): Promise<void> => {
  const writer = new CaseWriter(store, tables, reference.epoch, onWritten);
  const groups = new CaseGroups();
  const onCase = (caseId: string, facts: readonly StoredFact[]) => writer.add(foldOne(caseId, facts, reference.reference));
  for await (const block of reads.stream(factsOfAllCases, { from, upTo, partitions }, signal)) {
    groups.add(toFacts(block), onCase);
    await writer.writeFull();
    signal?.throwIfAborted();
    // A long scan must not starve the requests of this process.
    await new Promise((resolve) => setImmediate(resolve));
  }
  groups.end(onCase);
  await writer.writeAll();
};
