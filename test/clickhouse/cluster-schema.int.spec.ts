import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { journal, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterStatements } from '../../infra/clickhouse/cluster-statements.mjs';

let folder: string;
let store: AnalyticsStore;
let migrations: readonly string[];
let schema: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingxiao-cluster-'));
  store = await openInProcessStore({ folder });
  migrations = [journal, ...(await readMigrations()).flatMap(({ statements }) => statements)];
  schema = clusterStatements(migrations, { cluster: 'mingxiao', database: 'mingxiao' });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** The engine's own parser; throws at a statement it does not understand. */
const parsed = async (sql: string): Promise<string> => {
  const [text] = await store.query({ name: 'test/parse', sql: 'SELECT formatQuerySingleLine({sql: String}) AS text', row: (raw) => (raw as { text: string }).text }, { sql });
  return text ?? '';
};

const namesIn = (statements: readonly string[], pattern: RegExp): string[] => statements.flatMap((statement) => statement.match(pattern)?.[1] ?? []);
const head = (sql: string) => sql.replace(/^(?:\s*--[^\n]*\n)*/, '');

describe('the schema of a cluster', () => {
  it('is understood by the engine, statement by statement, and runs on the whole cluster', async () => {
    for (const statement of schema) expect(await parsed(statement)).toContain('ON CLUSTER mingxiao');
  });

  it('has a replicated and a distributed table for every table of the migrations', () => {
    const tables = namesIn(migrations.map(head), /^CREATE TABLE IF NOT EXISTS (\w+)/).filter((name) => name !== 'schema_migrations');
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) {
      const local = schema.find((statement) => statement.startsWith(`CREATE TABLE IF NOT EXISTS ${table}_local `));
      expect(local).toMatch(/ENGINE = ReplicatedReplacingMergeTree\('\/clickhouse\/tables\/\{shard\}\/mingxiao\/\w+', '\{replica\}'/);
      expect(schema).toContainEqual(expect.stringMatching(new RegExp(`^CREATE TABLE IF NOT EXISTS ${table} ON CLUSTER 'mingxiao' AS ${table}_local\\nENGINE = Distributed\\(.*cityHash64\\(\\w+`)));
    }
  });

  it('has every view of the migrations', () => {
    const view = /^CREATE (?:OR REPLACE )?VIEW (?:IF NOT EXISTS )?(\w+)/;
    expect(namesIn(schema, view)).toEqual(namesIn(migrations.map(head), view));
  });

  it('keeps everything about a case on one shard', () => {
    const keyOf = (table: string) => namesIn(schema, new RegExp(`'${table}_local', cityHash64\\(([^)]*)\\)`));
    expect([keyOf('case_events_v1'), keyOf('cases_v1'), keyOf('case_signals_v1')]).toEqual([['subject'], ['case_id'], ['case_id']]);
  });

  it('keeps the columns, the sorting key and the version of every table', async () => {
    for (const statement of migrations.filter((sql) => head(sql).startsWith('CREATE TABLE') && !sql.includes('schema_migrations'))) {
      const alone = await parsed(statement);
      const table = /^CREATE TABLE IF NOT EXISTS (\w+)/.exec(alone)?.[1] ?? '';
      const local = await parsed(schema.find((sql) => sql.startsWith(`CREATE TABLE IF NOT EXISTS ${table}_local `)) ?? '');
      const back = local
        .replace(`${table}_local ON CLUSTER mingxiao`, table)
        .replace(/ReplicatedReplacingMergeTree\('[^']*', '[^']*'(?:, )?(\w*)\)/, (_match, version: string) => (version === '' ? 'ReplacingMergeTree' : `ReplacingMergeTree(${version})`));
      expect(back).toBe(alone);
    }
  });

  it('refuses a statement it does not know and a sharding that would part equal rows', () => {
    const names = { cluster: 'c', database: 'd' };
    expect(() => clusterStatements(['EXCHANGE TABLES a AND b'], names)).toThrow(/teach cluster-statements/);
    expect(() => clusterStatements(['CREATE TABLE IF NOT EXISTS ledger_v1 (id String) ENGINE = ReplacingMergeTree ORDER BY id'], names)).toThrow(/two shards/);
    expect(() => clusterStatements(['CREATE TABLE IF NOT EXISTS t (id String) ENGINE = Log ORDER BY id'], names)).toThrow(/MergeTree family/);
  });

  it('changes columns of both tables', () => {
    expect(clusterStatements(["ALTER TABLE cases_v1 ADD COLUMN IF NOT EXISTS note String DEFAULT '--'"], { cluster: 'c', database: 'd' }).slice(1)).toEqual([
      "ALTER TABLE cases_v1_local ON CLUSTER 'c' ADD COLUMN IF NOT EXISTS note String DEFAULT '--'",
      "ALTER TABLE cases_v1 ON CLUSTER 'c' ADD COLUMN IF NOT EXISTS note String DEFAULT '--'",
    ]);
  });
});
