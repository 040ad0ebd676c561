import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform, type Platform } from '@mingxiao/server/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from './examine.js';
import type { Finding } from './finding.js';

let data: string;
let platform: Platform | null = null;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'mingxiao-doctor-'));
});
afterAll(async () => {
  await platform?.stop();
  await rm(data, { recursive: true, force: true });
});

const start = async () => {
  platform = await startPlatform(readConfiguration({ data, port: 0, sample: false, logLevel: 'silent' }, {}), { watch: false });
  return platform;
};
const stop = async () => {
  await platform?.stop();
  platform = null;
};
const look = (flags: Readonly<Record<string, unknown>> = {}, environment: NodeJS.ProcessEnv = {}) => examine({ data, port: '0', ...flags }, environment);
const named = (findings: readonly Finding[], check: string) => findings.find((finding) => finding.check === check);
const failed = (findings: readonly Finding[]) => findings.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check);

// One story over one folder: what an operator meets from the first day on.
describe('the doctor', () => {
  it('finds nothing wrong with a folder that is not there yet, and makes nothing', async () => {
    const findings = await look({ data: join(data, 'not', 'yet') });
    expect(failed(findings)).toEqual([]);
    expect(named(findings, 'data folder')?.found).toContain('the first start makes it');
    expect(await readdir(data)).toEqual([]);
  });

  it('names a wrong value and goes on with what does not depend on it', async () => {
    const findings = await look({}, { MINGXIAO_TIME_ZONE: 'Mars/Olympus' });
    expect(failed(findings)).toEqual(['configuration']);
    expect(named(findings, 'configuration')?.found).toContain('MINGXIAO_TIME_ZONE');
    expect(named(findings, 'node')?.verdict).toBe('ok');
  });

  it('asks the server that holds the folder, and takes its port for our own', async () => {
    const { url } = await start();
    const findings = await look({ port: new URL(url).port });
    expect(failed(findings)).toEqual([]);
    expect(named(findings, 'server')?.found).toContain(url);
    expect(named(findings, 'port')?.found).toContain('our own server');
    expect(named(findings, 'state')?.found).toContain('4 partitions (embedded)');
  });

  it('says when the port belongs to somebody else', async () => {
    const { url } = platform ?? (await start());
    expect(failed(await look({ data: join(data, 'elsewhere'), port: new URL(url).port }))).toEqual(['port']);
  });

  it('looks at log and engine itself once nobody holds them', async () => {
    await stop();
    const findings = await look();
    expect(failed(findings)).toEqual([]);
    expect(named(findings, 'log')?.found).toContain('every one sound');
    expect(named(findings, 'clickhouse')?.found).toContain('the engine in the process');
    expect(named(findings, 'schema')?.found).toContain('migrations are applied');
    expect(named(findings, 'clock')?.verdict).toBe('ok');
  });

  it('tells the note of a killed server from one that holds the folder', async () => {
    await writeFile(join(data, 'server.json'), JSON.stringify({ url: 'http://127.0.0.1:1', pid: 1, instance: 'gone' }));
    expect(named(await look(), 'server')).toMatchObject({ verdict: 'warn', found: expect.stringContaining('nothing answers there') as string });
  });

  it('finds damage to the log, says where and what to do, and does not look further', async () => {
    const segments = (await readdir(join(data, 'log'), { recursive: true })).filter((name) => /^p\d+\/\d+/.test(name));
    for (const segment of segments) await truncate(join(data, 'log', segment), 0);
    const findings = await look();
    expect(failed(findings)).toEqual(['log']);
    expect(named(findings, 'log')?.todo).toContain('back-up');
    expect(named(findings, 'clickhouse')).toBeUndefined();
  });

  it('says what to look at where brokers or ClickHouse do not answer', async () => {
    const findings = await look({}, { MINGXIAO_KAFKA_BROKERS: '127.0.0.1:1', MINGXIAO_CLICKHOUSE_URL: 'http://127.0.0.1:1' });
    expect(failed(findings)).toEqual(['kafka', 'clickhouse']);
    expect(named(findings, 'kafka')?.todo).toContain('MINGXIAO_KAFKA_BROKERS');
    expect(named(findings, 'clickhouse')?.todo).toContain('MINGXIAO_CLICKHOUSE_URL');
  });
});
