import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elementsOf, grantsOf, serverFiles } from './xml-elements.js';

let folder: string;
let store: AnalyticsStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingxiao-files-'));
  store = await openInProcessStore({ folder });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = (sql: string, parameters: Readonly<Record<string, string>>) => store.query({ name: 'test/ask', sql, row: (raw) => (raw as { answer: unknown }).answer }, parameters);

describe('files for a server', () => {
  it('are well-formed', async () => {
    const names = (await readdir(serverFiles, { recursive: true })).filter((name) => name.endsWith('.xml'));
    expect(names.length).toBeGreaterThan(4);
    for (const name of names) expect((await elementsOf(name))[0]?.path).toBe('/clickhouse');
  });

  it('give the reader nothing but SELECT and the writer nothing outside its database, in grants the engine understands', async () => {
    const reader = await grantsOf('mingxiao_reader');
    expect(reader).toEqual(['GRANT SELECT ON mingxiao.*']);
    for (const grant of [...reader, ...(await grantsOf('mingxiao_writer'))]) {
      expect(grant).toMatch(/^GRANT [A-Z, ]+ ON mingxiao\.\*$/);
      expect(await ask('SELECT formatQuerySingleLine({sql: String}) AS answer', { sql: `${grant} TO somebody` })).toHaveLength(1);
    }
  });

  it('name only settings that the engine has', async () => {
    const profiles = /^\/clickhouse\/profiles\/\w+\/(?:constraints\/)?(?!constraints$)(\w+)$/;
    for (const name of ['users.d/mingxiao.xml', 'cluster/users.xml']) {
      const settings = (await elementsOf(name)).flatMap(({ path }) => profiles.exec(path)?.[1] ?? []);
      expect(settings.length).toBeGreaterThan(3);
      for (const setting of settings) expect([setting, await ask('SELECT name AS answer FROM system.settings WHERE name = {setting: String}', { setting })]).toEqual([setting, [setting]]);
    }
  });
});
