import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { ClickhouseServer } from '@mingxiao/server/configuration/clickhouse-server';
import type { Configuration } from '@mingxiao/server/configuration/configuration';
import { checkClock } from './check-clock.js';
import { fail, messageOf, ok, warn, type Finding } from './finding.js';

/** A ClickHouse server: whether it answers, its clock, our rights, the schema. Makes nothing. */
export const checkClickhouseServer = async (server: ClickhouseServer, writes: boolean): Promise<Finding[]> => {
  const { openStore } = await import('@mingxiao/server/open-store');
  try {
    // Opening our own database would make it.
    const outside = await openStore({ clickhouse: { ...server, database: 'default' }, data: '' });
    try {
      const { findings, hasDatabase } = await engineFindings(outside, server.database, server.url);
      if (!hasDatabase) return [...findings, ok('schema', `there is no database ${server.database} yet, or ${server.user} may not see it; the first start makes it`)];
      return [...findings, ...(await rights(outside, server, writes)), await insideDatabase(server)];
    } finally {
      await outside.close();
    }
  } catch (error) {
    return [fail('clickhouse', messageOf(error), 'start the server, or correct MINGXIAO_CLICKHOUSE_URL, …_USER and …_PASSWORD')];
  }
};

/** The engine in the process, where no server holds the folder. */
export const checkEmbeddedEngine = async ({ data }: Pick<Configuration, 'data'>): Promise<Finding[]> => {
  const isThere = await stat(join(data, 'clickhouse')).then(() => true, () => false);
  if (!isThere) return [ok('clickhouse', 'the tables are not there yet; the first start makes them from the log')];
  const { openStore } = await import('@mingxiao/server/open-store');
  try {
    const store = await openStore({ clickhouse: null, data });
    try {
      const { findings } = await engineFindings(store, 'default', 'the engine in the process');
      return [...findings, await schema(store)];
    } finally {
      await store.close();
    }
  } catch (error) {
    return [fail('clickhouse', messageOf(error), `where another process holds the folder, end it; else delete ${join(data, 'clickhouse')}: the next start makes it anew from the log`)];
  }
};

type EngineFindings = { readonly findings: Finding[]; readonly hasDatabase: boolean };

const engineFindings = async (store: AnalyticsStore, database: string, where: string): Promise<EngineFindings> => {
  const { inspectStore } = await import('@mingxiao/adapters/analytics-clickhouse/inspection/inspect-store');
  const asked = Date.now();
  const { version, now, hasDatabase } = await inspectStore(store, database);
  return { findings: [engineVersion(version, where), checkClock(now, asked, Date.now())], hasDatabase };
};

const oldestMajor = 25;
const oldestMinor = 8;

export const engineVersion = (version: string, where: string): Finding => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
  return isEnough ? ok('clickhouse', `ClickHouse ${version}, ${where}`) : fail('clickhouse', `ClickHouse ${version}, ${where}, is too old`, `install ${oldestMajor}.${oldestMinor} or later`);
};

const rights = async (store: AnalyticsStore, { user, database }: ClickhouseServer, writes: boolean): Promise<Finding[]> => {
  const { mayDo, writerRights } = await import('@mingxiao/adapters/analytics-clickhouse/inspection/inspect-store');
  const needed = writes ? writerRights : (['SELECT'] as const);
  const answers = await Promise.all(needed.map(async (right) => ({ right, may: await mayDo(store, right, database) })));
  const lacking = answers.filter(({ may }) => may === false).map(({ right }) => right);
  if (lacking.length > 0) return [fail('rights', `${user} may not ${lacking.join(', ')} in ${database}`, 'give it the rights of infra/clickhouse/users.d/mingxiao.xml')];
  if (answers.some(({ may }) => may === null)) return [warn('rights', `the server does not say what ${user} may do in ${database}`, 'compare its grants with infra/clickhouse/users.d/mingxiao.xml')];
  return [ok('rights', `${user} may ${needed.join(', ')} in ${database}`)];
};

const insideDatabase = async (server: ClickhouseServer): Promise<Finding> => {
  const { openStore } = await import('@mingxiao/server/open-store');
  const store = await openStore({ clickhouse: server, data: '' });
  return schema(store).finally(() => store.close());
};

const schema = async (store: AnalyticsStore): Promise<Finding> => {
  const { missingMigrations, readMigrations } = await import('@mingxiao/adapters/analytics-clickhouse/migrate');
  const migrations = await readMigrations();
  try {
    const missing = await missingMigrations(store, migrations);
    return missing.length === 0 ? ok('schema', `all ${migrations.length} migrations are applied`) : ok('schema', `${missing.length} of ${migrations.length} migrations are not applied; the next start does it`);
  } catch (error) {
    return fail('schema', messageOf(error), 'start the version that wrote the data, or restore its migrations');
  }
};
