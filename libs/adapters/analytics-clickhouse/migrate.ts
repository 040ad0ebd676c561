import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { AnalyticsFailure, type AnalyticsQuery, type AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { inTurn } from './migration-turn.js';

const folder = new URL('./migrations/', import.meta.url);

const fileName = /^(\d{4})_[a-z0-9_]+\.sql$/;

export type Migration = { readonly number: number; readonly name: string; readonly checksum: string; readonly statements: readonly string[] };

/** The numbered migrations of this version, in order. Throws on a gap or a name that has no number. */
export const readMigrations = async (from: URL = folder): Promise<Migration[]> => {
  const names = (await readdir(from)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(fileName.exec(name)?.[1]);
      if (number !== index + 1) throw new Error(`Migration ${name} should carry the number ${index + 1}`);
      const text = await readFile(new URL(name, from), 'utf8');
      return { number, name, checksum: createHash('sha256').update(text).digest('hex'), statements: statementsOf(text) };
    }),
  );
};

/** Cuts a file into statements: each ends with a semicolon at the end of a line. */
export const statementsOf = (text: string): string[] =>
  text
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/^--.*$/gm, '').trim() !== '');

/** Where the applied migrations are kept. */
export const journal = `CREATE TABLE IF NOT EXISTS schema_migrations
(number UInt32, name String, checksum String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
ENGINE = ReplacingMergeTree ORDER BY number SETTINGS fsync_after_insert = 1`;

type Applied = { readonly number: number; readonly name: string; readonly checksum: string };

const applied: AnalyticsQuery<Applied> = {
  name: 'migrations/applied',
  sql: 'SELECT number, name, checksum FROM schema_migrations FINAL ORDER BY number',
  row: (raw) => raw as Applied,
};

export type MigrateOptions = {
  /** Other processes may migrate the same database: one after another then. */
  readonly shared?: boolean;
  /** After how long the turn of a process that has gone passes on. */
  readonly staleSeconds?: number;
};

/**
 * Brings the schema up to this version and answers how many migrations it applied. A migration that was applied with
 * another text, or a schema newer than this version knows, stops with a message: both mean that data and program do not
 * belong together. A user who may only read can start on a schema that is up to date.
 */
export const migrate = async (store: AnalyticsStore, migrations: readonly Migration[], { shared = false, staleSeconds = 60 }: MigrateOptions = {}): Promise<number> => {
  const run = async () => apply(store, await missingMigrations(store, migrations));
  if (!shared) return run();
  const isDone = async () => (await missingMigrations(store, migrations)).length === 0;
  return inTurn(store, { staleSeconds, isDone, run });
};

/** The migrations that are not applied yet; throws what `migrate` would throw before it changes anything. */
export const missingMigrations = async (store: AnalyticsStore, migrations: readonly Migration[]): Promise<readonly Migration[]> => {
  const done = await readJournal(store);
  for (const number of done.keys()) {
    if (number > migrations.length) throw new Error(`The data was written by a newer version (migration ${number}); start that version instead`);
  }
  return migrations.filter((migration) => !isApplied(migration, done.get(migration.number)));
};

const apply = async (store: AnalyticsStore, migrations: readonly Migration[]): Promise<number> => {
  if (migrations.length > 0) await store.command(journal);
  for (const migration of migrations) {
    for (const statement of migration.statements) await store.command(statement);
    await store.insert('schema_migrations', journalEntry(migration));
  }
  return migrations.length;
};

const unknownTable = '60';

/** What was applied, by number; nothing where there is no journal yet. */
const readJournal = async (store: AnalyticsStore): Promise<ReadonlyMap<number, Applied>> => {
  try {
    return new Map((await store.query(applied)).map((row) => [row.number, row]));
  } catch (error) {
    if (error instanceof AnalyticsFailure && error.code === unknownTable) return new Map();
    throw error;
  }
};

const isApplied = (migration: Migration, row: Applied | undefined): boolean => {
  if (row === undefined) return false;
  if (row.checksum === migration.checksum) return true;
  throw new Error(`Migration ${migration.name} was changed after it had been applied; restore its text and add a new migration instead`);
};

const journalEntry = ({ number, name, checksum }: Migration) => ({
  rows: 1,
  columns: [
    { name: 'number', type: 'int32', values: Int32Array.of(number) },
    { name: 'name', type: 'string', values: [name] },
    { name: 'checksum', type: 'string', values: [checksum] },
  ] as const,
});
