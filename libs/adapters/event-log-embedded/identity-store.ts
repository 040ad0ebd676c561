import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import { hashIdentity, IdentityFilter } from './identity-filter.js';
import { looksLikeAnIndex, openDatabase, quieten, type Database } from './index-database.js';
import { guardIndex, type IndexGuard } from './index-guard.js';
import { identityKey, identityRange, indexValueBytes, stateKey, writeIndexValue } from './identity-keys.js';
import { contentHashBytes, identityBytes } from './record-frame.js';
import { entryBytes, openSealedVolume, sealedPath, writeSealedVolume, type SealedVolume } from './sealed-volume.js';

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
  /** How many identities stand in the present volume. */
  readonly count: number;
  readonly volume: number;
};

const format = 2;

/** Entries moved in one go when a volume is sealed: the process answers requests in between. */
const movedAtOnce = 4_096;

type Opening = { readonly path: string; readonly log: IndexedLog; readonly guard: IndexGuard };

/**
 * Identities on disk, in volumes of `volumeSize`. Identities arrive in random order, and inserting them into one ever
 * growing tree rewrites nearly a page for each; within one volume the tree stays small. A full volume moves into a file
 * that is read on demand, since pages of the mapped tree stay in memory. A filter for each volume spares looking into
 * those that do not hold an identity.
 */
export class IdentityStore {
  /** Of the present volume. */
  #filter: IdentityFilter;
  #db: Database | null;
  #failed = false;

  private constructor(
    private readonly opening: Opening,
    db: Database,
    private state: State,
    private readonly sealed: SealedVolume[],
  ) {
    this.#db = db;
    this.#filter = this.#filled();
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
      const state = readState(db, opening.log);
      return new IdentityStore(opening, db, state, await openSealed(opening.path, state.volume));
    } catch {
      await db?.close();
      return null;
    }
  }

  static async #startOver(opening: Opening): Promise<IdentityStore> {
    await rm(opening.path, { recursive: true, force: true });
    return new IdentityStore(opening, openDatabase(opening.path), emptyState(opening.log), []);
  }

  get nexts(): readonly number[] {
    return this.state.nexts;
  }

  /** The content hash that came first under an identity, as latin1 characters. Throws LogUnavailable. */
  find(identity: string): string | null {
    const hash = hashIdentity(identity);
    if (this.#filter.mayHave(hash)) {
      const value = this.#database.getBinaryFast(identityKey(this.state.volume, identity));
      if (value !== undefined) return value.toString('latin1', 0, 32);
    }
    for (let volume = this.sealed.length - 1; volume >= 0; volume -= 1) {
      const found = this.sealed[volume]?.find(identity, hash) ?? null;
      if (found !== null) return found;
    }
    return null;
  }

  /** Durable when it resolves. The records must not be there yet. After a failure nothing works before `reopen`. */
  async write(records: readonly IndexedRecord[], nexts: readonly number[]): Promise<void> {
    if (this.#failed) throw new LogUnavailable('the index of the log has failed');
    const state: State = { ...this.state, nexts, count: this.state.count + records.length };
    await this.#commit((db) => {
      this.#putRecords(db, records);
      void db.put(stateKey, Buffer.from(JSON.stringify(state)));
    });
    this.state = state;
    if (state.count >= this.opening.log.volumeSize) await this.#seal();
  }

  async #commit(put: (db: Database) => void): Promise<void> {
    const db = this.#database;
    try {
      await db.batch(() => put(db));
    } catch (error) {
      this.#failed = true;
      quieten(error);
      throw error;
    }
  }

  /** Moves the full volume into a file. It is found in both until the tree is emptied; a process that dies before seals it again. */
  async #seal(): Promise<void> {
    const { volume } = this.state;
    const path = sealedPath(this.opening.path, volume);
    await writeSealedVolume(path, this.#filter, await this.#entriesOf(this.state));
    this.sealed[volume] = await openSealedVolume(path);
    const state: State = { ...this.state, volume: volume + 1, count: 0 };
    await this.#commit((db) => {
      void db.clearAsync();
      void db.put(stateKey, Buffer.from(JSON.stringify(state)));
    });
    this.state = state;
    this.#filter = this.#emptyFilter();
  }

  /** The entries of the present volume in the order of their identities, with pauses in which requests are answered. */
  async #entriesOf({ volume, count }: State): Promise<Buffer> {
    const { start, end } = identityRange(volume);
    const entries = Buffer.allocUnsafeSlow(count * entryBytes);
    let filled = 0;
    let from = start;
    for (let moved = movedAtOnce; moved === movedAtOnce; await turn()) {
      moved = 0;
      for (const { key, value } of this.#database.getRange({ start: from, end, limit: movedAtOnce })) {
        entries.set(key.subarray(5), filled);
        value.copy(entries, filled + identityBytes, 0, contentHashBytes);
        filled += entryBytes;
        moved += 1;
      }
      // The least key behind the last one.
      if (moved > 0) from = Buffer.concat([start.subarray(0, 5), entries.subarray(filled - entryBytes, filled - contentHashBytes), Buffer.alloc(1)]);
    }
    return entries.subarray(0, filled);
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
    for (const unsealed of this.sealed.splice(this.state.volume)) unsealed.close();
    this.#filter = this.#filled();
    this.#failed = false;
  }

  async close(): Promise<void> {
    await this.#db?.close();
    this.#db = null;
    for (const volume of this.sealed.splice(0)) volume.close();
    await this.opening.guard.closed();
  }

  get #database(): Database {
    if (this.#db === null) throw new LogUnavailable('the index of the log is not open');
    return this.#db;
  }

  #putRecords(db: Database, records: readonly IndexedRecord[]): void {
    const { volume } = this.state;
    const values = Buffer.allocUnsafeSlow(records.length * indexValueBytes);
    for (const [index, record] of records.entries()) {
      const value = values.subarray(index * indexValueBytes, (index + 1) * indexValueBytes);
      writeIndexValue(value, record);
      void db.put(identityKey(volume, record.identity), value);
      this.#filter.add(hashIdentity(record.identity));
    }
  }

  /** The filter of what the present volume holds. */
  #filled(): IdentityFilter {
    const filter = this.#emptyFilter();
    for (const key of this.#database.getKeys(identityRange(this.state.volume))) {
      filter.add(hashIdentity(Buffer.from(key).toString('latin1', 5)));
    }
    return filter;
  }

  /** A volume is sealed after the batch that fills it, so it may hold one batch more than its size. */
  #emptyFilter(): IdentityFilter {
    return IdentityFilter.empty(Math.ceil(this.opening.log.volumeSize * 1.125));
  }
}

/** Throws where one of them is not sound. */
const openSealed = async (folder: string, volumes: number): Promise<SealedVolume[]> => {
  const sealed: SealedVolume[] = [];
  try {
    for (let volume = 0; volume < volumes; volume += 1) sealed.push(await openSealedVolume(sealedPath(folder, volume)));
    return sealed;
  } catch (error) {
    for (const opened of sealed) opened.close();
    throw error;
  }
};

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
