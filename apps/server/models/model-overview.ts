import { Injectable } from '@nestjs/common';
import type { Model } from '@mingxiao/contracts/models';
import { toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import type { ModelRecord } from '@mingxiao/projections/models/models.columns';
import { ModelBuilds } from './model-builds.js';
import { ModelRegistry } from './model-registry.js';

/** Says which models there are beside the live one and how far those under way are. */
@Injectable()
export class ModelOverview {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly builds: ModelBuilds,
  ) {}

  /** Dropped ones are left out. */
  async all(): Promise<Model[]> {
    return (await this.registry.all()).filter(({ state }) => state !== 'dropped').map((record) => this.toModel(record));
  }

  /** Null for a name that no model ever had. */
  async of(name: string): Promise<Model | null> {
    const record = this.builds.progressOf(name)?.record ?? (await this.registry.find(name));
    return record === null ? null : this.toModel(record);
  }

  private toModel(record: Omit<ModelRecord, 'revision'>): Model {
    const { name, purpose, state, positions, referencePositions, versions, problem } = record;
    const progress = this.builds.progressOf(name);
    return {
      name, purpose, state, versions,
      positions: [...positions],
      referencePositions: [...referencePositions],
      knownAt: iso(record.knownAt),
      referenceKnownAt: iso(record.referenceKnownAt),
      cases: progress?.cases ?? record.cases,
      casesExpected: progress?.casesExpected ?? null,
      problem: problem === '' ? null : problem,
      createdAt: toIso(record.createdAt),
      usedAt: toIso(record.usedAt),
    };
  }
}

const iso = (instant: Instant | null): string | null => (instant === null ? null : toIso(instant));
