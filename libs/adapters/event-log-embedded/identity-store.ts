import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import { hashIdentity, IdentityFilter } from './identity-filter.js';
import { looksLikeAnIndex, openDatabase, quieten, type Database } from './index-database.js';
import { guardIndex, type IndexGuard } from './index-guard.js';
import { identityKey, identityRange, indexValueBytes, stateKey, volumeKey, writeIndexValue } from './identity-keys.js';

/** The first content seen under an identity; both as latin1 characters (16 and 32), which are cheap to keep. */
export type IndexedRecord = {
  readonly identity: string;
  readonly contentHash: string;
  readonly partition: number;
  readonly offset: number;
};

type State = {
  readonly format: number;
  readonly generation: string;
  /** Per partition the next offset to be indexed. */
  readonly nexts: readonly number[];
  /** How many identities stand in the last volume. */
  readonly count: number;
  readonly volume: number;
};

const format = 1;

type Opening = { readonly path: string; readonly log: IndexedLog; readonly guard: IndexGuard };

/**
 * Identities on disk, in volumes of `volumeSize`. Identities arrive in random order, and inserting them into one
 * ever growing tree rewrites nearly a page for each; within one volume the tree stays small. A filter for each
 * volume spares looking into those that do not hold an identity.
 */
export class IdentityStore {
  #filters: IdentityFilter[] = [];
  #db: Database | null;
  #failed = false;

  private constructor(
    private readonly opening: Opening,
    db: Database,
    private state: State,
  ) {
    this.#db = db;
    this.#loadFilters();
  }

  /**
   * Opens the index of this generation, or an empty one where there is none, it belongs to another log or cannot be
   * read.
   */
  static async open(folder: string, log: IndexedLog): Promise<IdentityStore> {
    const guard = await guardIndex(folder);
    const opening: Opening = { path: join(folder, 'index'), log, guard };
    const found = guard.distrusted ? null : await IdentityStore.#load(opening);
    const store = found ?? (await IdentityStore.#startOver(opening));
    await guard.opened();
    return store;
  }

  static async #load(opening: Opening): Promise<IdentityStore | null> {
    if (!(await looksLikeAnIndex(opening.path))) return null;
    let db: Database | null = null;
    try {
      db = openDatabase(opening.path);
      return new IdentityStore(opening, db, readState(db, opening.log));
    } catch {
      await db?.close();
      return null;
    }
  }

  static async #startOver(opening: Opening): Promise<IdentityStore> {
    await rm(opening.path, { recursive: true, force: true });
    return new IdentityStore(opening, openDatabase(opening.path), emptyState(opening.log));
  }

  get nexts(): readonly number[] {
    return this.state.nexts;
  }

  /** The content hash that came first under an identity, as latin1 characters. Throws LogUnavailable. */
  find(identity: string): string | null {
    const hash = hashIdentity(identity);
    for (let volume = this.#filters.length - 1; volume >= 0; volume -= 1) {
      if (!this.#filters[volume]?.mayHave(hash)) continue;
      const value = this.#database.getBinaryFast(identityKey(volume, identity));
      if (value !== undefined) return value.toString('latin1', 0, 32);
    }
    return null;
  }

  /** Durable when it resolves. The records must not be there yet. After a failure nothing works before `reopen`. */
  async write(records: readonly IndexedRecord[], nexts: readonly number[]): Promise<void> {
    if (this.#failed) throw new LogUnavailable('the index of the log has failed');
    const state: State = { ...this.state, nexts, count: this.state.count + records.length };
    const full = state.count >= this.opening.log.volumeSize;
    const after: State = full ? { ...state, volume: state.volume + 1, count: 0 } : state;
    const db = this.#database;
    try {
      await db.batch(() => {
        this.#putRecords(db, records);
        if (full) void db.put(volumeKey(state.volume), this.#filterBytes(state.volume));
        void db.put(stateKey, Buffer.from(JSON.stringify(after)));
      });
    } catch (error) {
      this.#failed = true;
      quieten(error);
      throw error;
    }
    this.state = after;
    if (full) this.#filters.push(this.#emptyFilter());
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** After a failed write (a full disk, most often) the engine refuses all others until it is opened anew. */
  async reopen(): Promise<void> {
    const db = this.#db;
    this.#db = null;
    await db?.close();
    this.#db = openDatabase(this.opening.path);
    this.state = readState(this.#db, this.opening.log);
    this.#loadFilters();
    this.#failed = false;
  }

  async close(): Promise<void> {
    await this.#db?.close();
    this.#db = null;
    await this.opening.guard.closed();
  }

  get #database(): Database {
    if (this.#db === null) throw new LogUnavailable('the index of the log is not open');
    return this.#db;
  }

  #putRecords(db: Database, records: readonly IndexedRecord[]): void {
    const { volume } = this.state;
    const filter = this.#filters[volume];
    const values = Buffer.allocUnsafeSlow(records.length * indexValueBytes);
    for (const [index, record] of records.entries()) {
      const value = values.subarray(index * indexValueBytes, (index + 1) * indexValueBytes);
      writeIndexValue(value, record);
      void db.put(identityKey(volume, record.identity), value);
      filter?.add(hashIdentity(record.identity));
    }
  }

  #loadFilters(): void {
    const { volume: last } = this.state;
    this.#filters = Array.from({ length: last }, (_, volume) => {
      const bytes = this.#database.getBinary(volumeKey(volume));
      if (bytes === undefined) throw new Error('a volume without its filter');
      return new IdentityFilter(new Uint32Array(Uint8Array.from(bytes).buffer));
    });
    const filter = this.#emptyFilter();
    for (const key of this.#database.getKeys(identityRange(last))) {
      filter.add(hashIdentity(Buffer.from(key).toString('latin1', 5)));
    }
    this.#filters.push(filter);
  }

  #filterBytes(volume: number): Buffer {
    const words = this.#filters[volume]?.words ?? new Uint32Array(0);
    return Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  }

  /** A volume is closed after the batch that fills it, so it may hold one batch more than its size. */
  #emptyFilter(): IdentityFilter {
    return IdentityFilter.empty(Math.ceil(this.opening.log.volumeSize * 1.125));
  }
}

/** The log an index belongs to. */
export type IndexedLog = {
  readonly generation: string;
  readonly partitions: number;
  readonly volumeSize: number;
};

const emptyState = ({ generation, partitions }: IndexedLog): State => ({
  format,
  generation,
  nexts: Array.from({ length: partitions }, () => 0),
  count: 0,
  volume: 0,
});

/** Throws when this is the index of another log. */
const readState = (db: Database, log: IndexedLog): State => {
  const bytes = db.getBinary(stateKey);
  if (bytes === undefined) return emptyState(log);
  const state = JSON.parse(bytes.toString()) as State;
  const fits = state.format === format && state.generation === log.generation;
  if (!fits || state.nexts.length !== log.partitions) throw new Error('the index of another log');
  return state;
};
