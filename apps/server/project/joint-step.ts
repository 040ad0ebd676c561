import { jointCase, type JointCase, type SubCase } from '@mingxiao/domain/joint-cases/joint-case';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { toJointCaseColumns } from '@mingxiao/projections/joint-cases/joint-cases.columns';
import { allSubCases, knownSubCases, leftParents, nextJointVersion, subCases, toParts, writtenSubCases } from '@mingxiao/projections/joint-cases/joint-cases.reads';
import { namedParents } from '@mingxiao/projections/joint-cases/named-parents';
import type { StoredFact } from '@mingxiao/projections/facts/facts.reads';
import type { Reads } from '../query/reads.js';

const parentsPerQuery = 1_000;
const rowsPerInsert = 20_000;

/**
 * Puts sub-cases of one parent together, a second step over case rows into a table of its own. Runs after the rows are
 * written and before the fold's position is: a crash between puts the same parents together again. Processes that fold
 * sub-cases of one parent put it together one beside the other: the version is taken before the rows are read, and whoever
 * wrote looks whether others know of sub-cases that were not seen here.
 */
export class JointStep {
  /** Cases that were folded, by each parent that they ever named. */
  private touched = new Map<string, string[]>();

  constructor(
    private readonly store: AnalyticsStore,
    /** Of the model whose cases are put together. */
    private readonly reads: Reads,
    private readonly table: string,
    /** Whether other processes may put the same parents together. */
    private readonly besideOthers = false,
  ) {}

  /** A new round: what a failed one noted is noted again. */
  begin(): void {
    this.touched = new Map();
  }

  /** Notes which parents a folded case concerns. */
  note(caseId: string, facts: readonly StoredFact[]): void {
    for (const parent of namedParents(facts)) {
      const cases = this.touched.get(parent);
      if (cases === undefined) this.touched.set(parent, [caseId]);
      else cases.push(caseId);
    }
  }

  /** Puts the noted parents together from the rows of their sub-cases. */
  async putTogether(): Promise<void> {
    const parents = [...this.touched.keys()];
    for (let start = 0; start < parents.length; start += parentsPerQuery) {
      const chunk = parents.slice(start, start + parentsPerQuery);
      let seen = await this.putOnce(chunk, []);
      for (let others = await this.othersOf(chunk, seen); others.length > 0; others = await this.othersOf(chunk, seen)) seen = await this.putOnce(chunk, [...seen, ...others]);
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

  /** Answers which cases were looked at. */
  private async putOnce(parents: readonly string[], more: readonly string[]): Promise<ReadonlySet<string>> {
    const version = await this.nextVersion();
    const known = await this.reads.all(knownSubCases, { parents });
    const caseIds = new Set([...known.flatMap(({ sub_cases }) => sub_cases), ...parents.flatMap((parent) => this.touched.get(parent) ?? []), ...more]);
    await this.write(version, await this.fromRows(parents, caseIds));
    return caseIds;
  }

  /** Sub-cases that another process wrote while these parents were put together here: of two that begin together neither sees what the other does. */
  private async othersOf(parents: readonly string[], seen: ReadonlySet<string>): Promise<readonly string[]> {
    if (!this.besideOthers) return [];
    const written = await this.reads.all(writtenSubCases, { parents }, { jointsTable: this.table });
    return written.flatMap(({ sub_cases }) => sub_cases).filter((caseId) => !seen.has(caseId));
  }

  private async fromRows(parents: readonly string[], caseIds: ReadonlySet<string>): Promise<readonly JointCase[]> {
    const byParent = new Map<string, SubCase[]>(parents.map((parent) => [parent, []]));
    for (const { parent, subCase } of await this.reads.all(subCases, { caseIds: [...caseIds] })) byParent.get(parent)?.push(subCase);
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
