import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform } from '@mingxiao/server/platform';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';
import { anyFacts } from '@mingxiao/testing/arbitrary-case';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wireOf } from '../scenarios/delivery.js';
import { startFrontProcess } from '../support/clickhouse-front/front-process.js';

const cases = 400;
/** The same invented cases on both sides. */
const events = fc.sample(anyFacts, { numRuns: cases, seed: 6 }).flatMap((facts, index) => facts.map((fact) => wireOf('', `C-${String(index).padStart(4, '0')}`, fact)));

const readModels = ['case_events', 'reference_events', 'cases', 'case_signals', 'joint_cases'] as const;
const orders = { case_events: 'subject, source, id, content_hash', reference_events: 'subject, source, id, content_hash', cases: 'case_id', case_signals: 'case_id', joint_cases: 'parent' };
/** When a record came differs from one start to the next, and a parent's version counts positions. */
const otherwise = { case_events: 'stored_at', reference_events: 'stored_at', cases: '', case_signals: 'known_at', joint_cases: '' };

type Figures = { readonly ranking: string; readonly rows: Readonly<Record<string, string>> };

/** Sends the events to a platform with this environment and returns the very text it answers, and all rows of its read models. */
const figuresWith = async (environment: Readonly<Record<string, string>>): Promise<Figures> => {
  const data = await mkdtemp(join(tmpdir(), 'mingxiao-figures-'));
  const platform = await startPlatform(readConfiguration({ data, port: 0, sample: false, logLevel: 'error' }, environment), { watch: false });
  try {
    const response = await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events) });
    expect(response.status).toBe(200);
    await platform.caughtUp();
    const store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE);
    const rows = await Promise.all(readModels.map(async (model) => [model, await rowsOf(store, model)] as const));
    return { ranking: await rankingOf(platform.url), rows: Object.fromEntries(rows) };
  } finally {
    await platform.stop();
    await rm(data, { recursive: true, force: true });
  }
};

const rowsOf = async (store: AnalyticsStore, model: (typeof readModels)[number]): Promise<string> => {
  const columns = otherwise[model] === '' ? '*' : `* EXCEPT(${otherwise[model]})`;
  const rows = await store.query({ name: 'test/rows', sql: `SELECT ${columns} FROM ${model} ORDER BY ${orders[model]}`, row: (raw) => raw });
  return JSON.stringify(rows);
};

/** Without `basis`, which names positions and versions. */
const rankingOf = async (url: string): Promise<string> => {
  const address = `${url}/v1/rankings?by=section&from=2018-01-01&to=2019-12-31&at=2019-06-01T00:00:00Z`;
  const { basis: _basis, ...rest } = (await (await fetch(address)).json()) as Record<string, unknown>;
  return JSON.stringify(rest);
};

describe('the same facts', () => {
  it('give the same ranking and the same rows, byte by byte, in this process and over HTTP', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mingxiao-front-'));
    const front = await startFrontProcess(folder);
    try {
      const near = await figuresWith({});
      const far = await figuresWith({ MINGXIAO_CLICKHOUSE_URL: front.url });
      expect(JSON.parse(near.ranking)).not.toMatchObject({ rows: [] });
      expect(far.ranking).toBe(near.ranking);
      for (const model of readModels) expect(far.rows[model]).toBe(near.rows[model]);
    } finally {
      await front.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
