import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { ModelRecord } from '@mingxiao/projections/models/models.columns';
import { CLOCK, SHARED } from '../tokens.js';
import { ModelRegistry } from './model-registry.js';
import { ModelStore } from './model-store.js';

/** Each is as large as the live one. Beyond so many the one that was not used for longest is dropped. */
const keptMax = 8;
const keptUnusedMilliseconds = 86_400_000;
/** A model that was chosen a moment ago may still be read from. */
const inUseMilliseconds = 60_000;
/** That a model is used is noted at most so often. */
const noteEveryMilliseconds = 60_000;
/** What another process may still be building is left to it for so long. */
const leftToOthersMilliseconds = 3_600_000;

/** Keeps models beside the live one while they are used, and drops them afterwards. A rebuild is dropped by name only. */
@Injectable()
export class ModelShelf implements OnModuleInit {
  private readonly lastUsed = new Map<string, number>();

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SHARED) private readonly shared: boolean,
    private readonly registry: ModelRegistry,
    private readonly store: ModelStore,
  ) {}

  /** What a crash left half-built is dropped, and what was made by another version. A rebuild goes on where it was, once it is asked for again. */
  async onModuleInit(): Promise<void> {
    const madeBy = await this.registry.madeBy();
    const before = this.clock.now() - (this.shared ? leftToOthersMilliseconds : 0);
    const standing = (await this.passing()).filter(({ state, createdAt }) => state !== 'dropped' && (state === 'ready' || createdAt <= before));
    for (const record of standing) if (record.state !== 'ready' || record.madeBy !== madeBy) await this.drop(record);
    await this.trim();
  }

  /** Notes that a model is used. */
  async use(record: ModelRecord): Promise<void> {
    const now = this.clock.now();
    this.lastUsed.set(record.name, now);
    if (now - record.usedAt > noteEveryMilliseconds) await this.registry.save({ ...record, usedAt: now });
  }

  /** Drops what was not used for a day, and the least recently used of too many. */
  async trim(): Promise<void> {
    const now = this.clock.now();
    const ready = (await this.passing()).filter(({ state }) => state === 'ready');
    const byUse = ready.sort((a, b) => this.usedAt(b) - this.usedAt(a));
    const unwanted = byUse.filter((record, index) => index >= keptMax || now - this.usedAt(record) > keptUnusedMilliseconds);
    for (const record of unwanted) if (now - this.usedAt(record) > inUseMilliseconds) await this.drop(record);
  }

  async drop(record: ModelRecord): Promise<void> {
    // Noted first: a row that says ready must never stand for tables that are gone.
    await this.registry.save({ ...record, state: 'dropped' });
    await this.store.drop(record.name);
  }

  private usedAt({ name, usedAt }: ModelRecord): number {
    return Math.max(this.lastUsed.get(name) ?? 0, usedAt);
  }

  private async passing(): Promise<ModelRecord[]> {
    return (await this.registry.all()).filter(({ purpose }) => purpose !== 'rebuild');
  }
}
