import type { IdentityStore, IndexedRecord } from './identity-store.js';

export type IndexerOptions = {
  /** Records of one index transaction at most. */
  readonly batchMax: number;
  /** How many durable records may wait to be indexed before the log stops taking more. */
  readonly backlogMax: number;
  onIndexed(): void | Promise<void>;
};

/** Records wait this long for company: every index transaction syncs, and rewrites whole pages for each record. */
const gatherMilliseconds = 500;

type IndexBatch = { readonly records: readonly IndexedRecord[]; readonly nexts: readonly number[] };

/**
 * Brings durable records into the index, in log order, behind the log's back. What waits here is found as well, so
 * that it does not matter how far behind the index is.
 */
export class IdentityIndexer {
  readonly #waiting = new Map<string, IndexedRecord>();
  readonly #nexts: number[];
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stored: readonly number[];

  constructor(
    private readonly store: IdentityStore,
    private readonly options: IndexerOptions,
  ) {
    this.#stored = store.nexts;
    this.#nexts = [...store.nexts];
  }

  /** Per partition the next offset wanted. */
  get nexts(): readonly number[] {
    return this.#nexts;
  }

  /** The first content under an identity (latin1 characters), or null. */
  find(identity: string): string | null {
    return this.#waiting.get(identity)?.contentHash ?? this.store.find(identity);
  }

  /** Takes the next durable record of a partition; only the first of an identity is kept. */
  add(record: IndexedRecord): void {
    if (record.offset < (this.#nexts[record.partition] ?? 0)) return;
    this.#nexts[record.partition] = record.offset + 1;
    if (!this.#waiting.has(record.identity) && this.store.find(record.identity) === null) {
      this.#waiting.set(record.identity, record);
    }
  }

  /** To be called after a number of `add`s. */
  added(): void {
    if (this.#running !== null) return;
    if (this.#waiting.size >= this.options.batchMax) this.#inBackground();
    else this.#timer ??= setTimeout(() => this.#inBackground(), gatherMilliseconds).unref();
  }

  /** Whether so many records wait that the log must not grow before `makeRoom` has resolved. */
  get crowded(): boolean {
    return this.#waiting.size > this.options.backlogMax;
  }

  /**
   * Rejects when the index cannot be written though the backlog is full. Also mends an index whose last write
   * failed; nothing may be added meanwhile.
   */
  async makeRoom(): Promise<void> {
    if (this.store.failed) await this.#mend();
    while (this.crowded) await this.#writeOne();
  }

  async #mend(): Promise<void> {
    await this.#running?.catch(() => undefined);
    await this.store.reopen();
    this.#stored = this.store.nexts;
  }

  /** Resolves once everything added before is indexed; rejects when the index cannot be written. */
  async flush(): Promise<void> {
    await this.#running?.catch(() => undefined);
    while (this.#behind) await this.#writeOne();
  }

  async close(): Promise<void> {
    await this.flush().catch(() => undefined);
    await this.store.close();
  }

  get #behind(): boolean {
    return this.#waiting.size > 0 || this.#nexts.some((next, index) => next !== this.#stored[index]);
  }

  /** What fails here is tried again with the next records, and reported once the backlog is full. */
  #inBackground(): void {
    this.#writeOne().then(
      () => (this.#behind ? this.added() : undefined),
      () => undefined,
    );
  }

  /** One transaction; one at a time. */
  #writeOne(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#running ??= this.#write(this.#nextBatch()).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #write({ records, nexts }: IndexBatch): Promise<void> {
    await this.store.write(records, nexts);
    this.#stored = nexts;
    for (const { identity } of records) this.#waiting.delete(identity);
    await this.options.onIndexed();
  }

  /** Records of a partition wait in offset order, so the first that stays behind says how far the index reaches. */
  #nextBatch(): IndexBatch {
    const records: IndexedRecord[] = [];
    const nexts = [...this.#nexts];
    for (const record of this.#waiting.values()) {
      if (records.length < this.options.batchMax) records.push(record);
      else nexts[record.partition] = Math.min(nexts[record.partition] ?? 0, record.offset);
    }
    return { records, nexts };
  }
}
