import { typesOutsideCases } from '@mingxiao/domain/events/reference-events';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { factsOfCases, toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { foldPosition, touchedCases } from '@mingxiao/projections/folding/folding.reads';
import { foldPositionsTable, toFoldPositionColumns } from '@mingxiao/projections/folding/fold-positions.columns';
import { liveModel, tablesOfModel, type ModelTables } from '@mingxiao/projections/models/model-tables';
import type { Reads } from '../query/reads.js';
import { CaseWriter } from './case-writer.js';
import { CaseGroups, foldOne } from './fold-cases.js';
import { JointStep } from './joint-step.js';
import type { LoadedReference, References } from './references.js';
import { scanCases, type CaseScan } from './scan-cases.js';

/** Log records behind which folding case by case is slower than one scan over everything. */
const scanBeyondRecords = 30_000;
const casesPerQuery = 2_000;

export type FoldMode = 'idle' | 'live' | 'scan';

/** What a scan over all cases takes; see `CaseScan` for `from` and `upTo`. */
export type ScanOptions = Partial<Pick<CaseScan, 'from' | 'upTo' | 'partitions' | 'onWritten' | 'signal'>>;

/** Of some partitions, the records between two positions. */
type Stretch = { readonly partitions: readonly number[]; readonly since: readonly number[]; readonly target: readonly number[] };

/**
 * Step two: folds all facts of a case into its row. What varies is only the set of cases: those touched since the last
 * position, or, far behind and after a change of reference data, all of them in one sorted scan. One step writes one
 * model; the live one unless another is named.
 *
 * A case lies in one partition of the log, so several processes share the work by partitions: each folds the cases of
 * those it owns and notes a position for them alone.
 */
export class FoldStep {
  /** Per partition, the first offset that is not in the rows yet. */
  position: number[] = [];
  mode: FoldMode = 'idle';
  /** Cases written by the scan under way, for progress. */
  scannedCases = 0;
  private owned: readonly number[];
  /** Per partition, the reference epoch that its rows were last folded under as a whole. */
  private epochs: number[] = [];
  private readonly tables: ModelTables;
  private readonly joint: JointStep;

  constructor(
    private readonly generation: string,
    private readonly partitions: number,
    private readonly store: AnalyticsStore,
    private readonly reads: Reads,
    private readonly references: Pick<References, 'current' | 'reload'>,
    model = liveModel,
  ) {
    this.tables = tablesOfModel(model);
    this.owned = Array.from({ length: partitions }, (_, partition) => partition);
    this.joint = new JointStep(store, reads.on(model), this.tables.joints);
  }

  /** Takes the cases of these partitions, where whoever had them left off. A step that was told of none has all. */
  async resume(owned = this.owned): Promise<void> {
    const rows = await this.reads.all(foldPosition, { model: this.tables.cases, generation: this.generation });
    const rowOf = (partition: number) => rows.find(({ log_partition }) => log_partition === partition);
    this.position = Array.from({ length: this.partitions }, (_, partition) => rowOf(partition)?.next_offset ?? 0);
    this.epochs = Array.from({ length: this.partitions }, (_, partition) => rowOf(partition)?.epoch ?? 0);
    this.owned = owned;
  }

  /** Begins no later than at a position of the facts. */
  goBackTo(facts: readonly number[]): void {
    this.position = this.position.map((next, partition) => Math.min(next, facts[partition] ?? next));
  }

  /** Gives up every partition: nothing is folded until others are taken. */
  giveUp(): void {
    this.owned = [];
  }

  /**
   * Folds up to a position of the facts. Returns whether there was anything to do. Rejects when the signal aborts first;
   * then the next call, here or in another process, does the same once more.
   */
  async foldUpTo(target: readonly number[], referenceChanged: boolean, signal?: AbortSignal): Promise<boolean> {
    signal?.throwIfAborted();
    const { owned } = this;
    const reference = await this.referenceOf(owned, referenceChanged);
    const behind = owned.reduce((sum, partition) => sum + (target[partition] ?? 0) - (this.position[partition] ?? 0), 0);
    const refold = owned.some((partition) => this.epochs[partition] !== reference.epoch);
    if (behind === 0 && !refold) return false;
    const some = owned.length < this.partitions ? { partitions: owned } : {};
    if (refold || behind > scanBeyondRecords) await this.scan(reference, { ...some, ...(signal === undefined ? {} : { signal }) });
    else await this.foldTouched({ partitions: owned, since: this.position, target }, reference, signal);
    signal?.throwIfAborted();
    await this.commit(target, reference.epoch, owned);
    return true;
  }

  /** Where another process has folded under newer reference data than are in memory here, these are fetched. */
  private async referenceOf(owned: readonly number[], changed: boolean): Promise<LoadedReference> {
    const known = changed ? null : await this.references.current();
    const isOld = known === null || owned.some((partition) => (this.epochs[partition] ?? 0) > known.epoch);
    return isOld ? this.references.reload() : known;
  }

  /** All cases, or those of some partitions, in one scan sorted by case. */
  async scan(reference: LoadedReference, options: ScanOptions = {}): Promise<void> {
    const { store, reads, tables } = this;
    this.mode = 'scan';
    this.scannedCases = 0;
    const onWritten = (count: number) => {
      this.scannedCases += count;
      options.onWritten?.(count);
    };
    try {
      await scanCases({ store, reads, tables, reference, ...options, onWritten });
      await this.joint.putAllTogether(options.signal);
    } finally {
      this.mode = 'idle';
    }
  }

  /** Notes that the rows rest on everything below a position. */
  async commit(target: readonly number[], epoch: number, partitions: readonly number[] = target.map((_, partition) => partition)): Promise<void> {
    const folded = partitions.map((partition) => ({ partition, next: target[partition] ?? 0 }));
    await this.store.insert(foldPositionsTable, toFoldPositionColumns(this.tables.cases, this.generation, epoch, folded));
    for (const { partition, next } of folded) {
      this.position[partition] = next;
      this.epochs[partition] = epoch;
    }
  }

  /** Folds the cases that were touched between two positions once more; where the rows stand is not changed by it. */
  async foldAgain(since: readonly number[], target: readonly number[]): Promise<void> {
    await this.foldTouched({ partitions: target.map((_, partition) => partition), since, target }, await this.references.current());
  }

  private async foldTouched(stretch: Stretch, reference: LoadedReference, signal?: AbortSignal): Promise<void> {
    this.mode = 'live';
    const subjects = await this.touched(stretch);
    const writer = new CaseWriter(this.store, this.tables, reference.epoch);
    this.joint.begin();
    for (let start = 0; start < subjects.length; start += casesPerQuery) {
      const groups = new CaseGroups();
      const onCase = (caseId: string, facts: readonly StoredFact[]) => {
        writer.add(foldOne(caseId, facts, reference.reference));
        this.joint.note(facts);
      };
      for await (const block of this.reads.stream(factsOfCases, { subjects: subjects.slice(start, start + casesPerQuery) }, signal)) {
        groups.add(toFacts(block), onCase);
      }
      groups.end(onCase);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writer.writeAll();
    await this.joint.putTogether();
    this.mode = 'idle';
  }

  private async touched({ partitions, since, target }: Stretch): Promise<string[]> {
    const rows = await Promise.all(
      partitions.map((partition) => {
        const [from, to] = [since[partition] ?? 0, target[partition] ?? 0];
        if (to <= from) return [];
        return this.reads.all(touchedCases, { generation: this.generation, partition, from, to, referenceTypes: typesOutsideCases });
      }),
    );
    return rows.flat().flatMap(({ subject, is_reference }) => (is_reference === 1 ? [] : [subject]));
  }
}
