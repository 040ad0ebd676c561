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
export type ScanOptions = Partial<Pick<CaseScan, 'from' | 'upTo' | 'onWritten' | 'signal'>> & {
  /** Where the log stood, for the rows that rest on more than one case; the fold's own position unless given. */
  readonly target?: readonly number[];
};

/**
 * Step two: folds all facts of a case into its row. What varies is only the set of cases: those touched since the last
 * position, or, far behind and after a change of reference data, all of them in one sorted scan. One step writes one
 * model; the live one unless another is named.
 */
export class FoldStep {
  /** Per partition, the first offset that is not in the rows yet. */
  position: number[] = [];
  mode: FoldMode = 'idle';
  /** Cases written by the scan under way, for progress. */
  scannedCases = 0;
  private epoch = 0;
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
    this.joint = new JointStep(store, reads.on(model), this.tables.joints);
  }

  async resume(): Promise<void> {
    const rows = await this.reads.all(foldPosition, { model: this.tables.cases, generation: this.generation });
    this.position = Array.from({ length: this.partitions }, (_, partition) => rows.find(({ log_partition }) => log_partition === partition)?.next_offset ?? 0);
    this.epoch = Math.max(0, ...rows.map(({ epoch }) => epoch));
  }

  /** Folds up to a position of the facts. Returns whether there was anything to do. */
  async foldUpTo(target: readonly number[], referenceChanged: boolean): Promise<boolean> {
    const reference = referenceChanged ? await this.references.reload() : await this.references.current();
    const behind = target.reduce((sum, offset, partition) => sum + offset - (this.position[partition] ?? 0), 0);
    const refold = reference.epoch !== this.epoch;
    if (behind === 0 && !refold) return false;
    if (refold || behind > scanBeyondRecords) await this.scan(reference, { target });
    else await this.foldTouched(target, reference);
    await this.commit(target, reference.epoch);
    return true;
  }

  /** All cases, in one scan sorted by case. */
  async scan(reference: LoadedReference, { target = this.position, ...options }: ScanOptions = {}): Promise<void> {
    const { store, reads, tables } = this;
    this.mode = 'scan';
    this.scannedCases = 0;
    const onWritten = (count: number) => {
      this.scannedCases += count;
      options.onWritten?.(count);
    };
    try {
      await scanCases({ store, reads, tables, reference, ...options, onWritten });
      await this.joint.putAllTogether({ epoch: reference.epoch, position: target }, options.signal);
    } finally {
      this.mode = 'idle';
    }
  }

  /** Notes that the rows rest on everything below a position. */
  async commit(target: readonly number[], epoch: number): Promise<void> {
    await this.store.insert(foldPositionsTable, toFoldPositionColumns(this.tables.cases, this.generation, epoch, target));
    this.position = [...target];
    this.epoch = epoch;
  }

  /** Folds the cases that were touched between two positions once more; where the rows stand is not changed by it. */
  async foldAgain(from: readonly number[], target: readonly number[]): Promise<void> {
    await this.foldTouched(target, await this.references.current(), from);
  }

  private async foldTouched(target: readonly number[], reference: LoadedReference, since: readonly number[] = this.position): Promise<void> {
    this.mode = 'live';
    const subjects = await this.touched(since, target);
    const writer = new CaseWriter(this.store, this.tables, reference.epoch);
    this.joint.begin();
    for (let start = 0; start < subjects.length; start += casesPerQuery) {
      const groups = new CaseGroups();
      const onCase = (caseId: string, facts: readonly StoredFact[]) => {
        writer.add(foldOne(caseId, facts, reference.reference));
        this.joint.note(caseId, facts);
      };
      for await (const block of this.reads.stream(factsOfCases, { subjects: subjects.slice(start, start + casesPerQuery) })) {
        groups.add(toFacts(block), onCase);
      }
      groups.end(onCase);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writer.writeAll();
    await this.joint.putTogether({ epoch: reference.epoch, position: target });
    this.mode = 'idle';
  }

  private async touched(since: readonly number[], target: readonly number[]): Promise<string[]> {
    const rows = await Promise.all(
      target.map((to, partition) => {
        const from = since[partition] ?? 0;
        if (to <= from) return [];
        return this.reads.all(touchedCases, { generation: this.generation, partition, from, to, referenceTypes: typesOutsideCases });
      }),
    );
    return rows.flat().flatMap(({ subject, is_reference }) => (is_reference === 1 ? [] : [subject]));
  }
}
