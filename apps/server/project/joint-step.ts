import { jointCase, type JointCase, type SubCase } from '@mingxiao/domain/joint-cases/joint-case';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { toJointCaseColumns } from '@mingxiao/projections/joint-cases/joint-cases.columns';
import { allSubCases, leftParents, nextJointVersion, subCases, toParts } from '@mingxiao/projections/joint-cases/joint-cases.reads';
import { namedParents } from '@mingxiao/projections/joint-cases/named-parents';
import type { StoredFact } from '@mingxiao/projections/facts/facts.reads';
import type { Reads } from '../query/reads.js';

const parentsPerQuery = 1_000;
const rowsPerInsert = 20_000;

/**
 * Puts sub-cases of one parent together, a second step over case rows into a table of its own. Runs after the rows are
 * written and before the fold's position is: a crash between puts the same parents together again. Processes that fold
 * sub-cases of one parent put it together one beside the other. Each writes its case rows first, takes a version then, and reads the
 * rows of all sub-cases last: so whoever has the highest version has read what everyone with a lower one had written.
 */
export class JointStep {
  /** Every parent that a case folded in this round ever named. */
  private touched = new Set<string>();

  constructor(
    private readonly store: AnalyticsStore,
    /** Of the model whose cases are put together. */
    private readonly reads: Reads,
    private readonly table: string,
  ) {}

  /** A new round: what a failed one noted is noted again. */
  begin(): void {
    this.touched = new Set();
  }

  /** Notes which parents a folded case concerns. */
  note(facts: readonly StoredFact[]): void {
    for (const parent of namedParents(facts)) this.touched.add(parent);
  }

  /** Puts the noted parents together from the rows of their sub-cases. */
  async putTogether(): Promise<void> {
    const parents = [...this.touched];
    for (let start = 0; start < parents.length; start += parentsPerQuery) {
      const chunk = parents.slice(start, start + parentsPerQuery);
      const version = await this.nextVersion();
      await this.write(version, await this.fromRows(chunk));
    }
    this.begin();
  }

  /** Puts every parent together, in one scan sorted by parent. */
  async putAllTogether(signal?: AbortSignal): Promise<void> {
    this.begin();
    const version = await this.nextVersion();
    let joints: JointCase[] = (await this.reads.all(leftParents)).map((parent) => jointCase(parent, []));
    let parent = '';
    let parts: SubCase[] = [];
    const end = () => {
      if (parts.length > 0) joints.push(jointCase(parent, parts));
      parts = [];
    };
    for await (const block of this.reads.stream(allSubCases, {}, signal)) {
      for (const part of toParts(block)) {
        if (part.parent !== parent) end();
        parent = part.parent;
        parts.push(part.subCase);
      }
      if (joints.length < rowsPerInsert) continue;
      await this.write(version, joints);
      joints = [];
    }
    end();
    await this.write(version, joints);
  }

  private async fromRows(parents: readonly string[]): Promise<readonly JointCase[]> {
    const byParent = new Map<string, SubCase[]>(parents.map((parent) => [parent, []]));
    for (const { parent, subCase } of await this.reads.all(subCases, { parents })) byParent.get(parent)?.push(subCase);
    return [...byParent].map(([parent, parts]) => jointCase(parent, parts));
  }

  private async nextVersion(): Promise<bigint> {
    const [version] = await this.reads.all(nextJointVersion);
    if (version === undefined) throw new Error('the store told no version');
    return version;
  }

  private async write(version: bigint, joints: readonly JointCase[]): Promise<void> {
    if (joints.length > 0) await this.store.insert(this.table, toJointCaseColumns(version, joints));
  }
}
