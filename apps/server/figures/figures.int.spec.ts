import { caseList } from '@mingxiao/contracts/cases';
import { figures, metricList } from '@mingxiao/contracts/metrics';
import { ranking } from '@mingxiao/contracts/rankings';
import { satisfaction } from '@mingxiao/contracts/satisfaction';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPlatform, type TestPlatform } from '../platform.fixture.js';

const march = { from: '2026-03-01', to: '2026-03-31', at: '2026-05-01T00:00:00+08:00' };

const told = [
  ['case.accepted', 'C-1', '2026-03-02T09:00:00+08:00', { kind: 'permit', unit: 'S-1', holder: 'U-1', promised: { amount: 5, unit: 'working-day' } }],
  ['case.transferred', 'C-1', '2026-03-03T09:00:00+08:00', { toUnit: 'S-2', toHolder: 'U-2' }],
  ['case.finished', 'C-1', '2026-03-06T09:00:00+08:00', { outcome: 'granted' }],
  ['case.rated', 'C-1', '2026-03-07T09:00:00+08:00', { level: 4, mode: 'active', channel: 'window' }],
  ['case.accepted', 'C-2', '2026-03-02T09:00:00+08:00', { kind: 'permit', unit: 'S-2', holder: 'U-2' }],
  ['case.finished', 'C-2', '2026-03-04T09:00:00+08:00', { outcome: 'granted' }],
  ['case.rated', 'C-2', '2026-03-11T09:00:00+08:00', { level: 3, mode: 'default' }],
] as const;

const day = 86_400_000;
const interval = (lower: number, upper: number) => ({ lower: expect.closeTo(lower, 3), upper: expect.closeTo(upper, 3) });

describe('figures over HTTP', () => {
  let platform: TestPlatform;
  const read = async (path: string, parameters: Readonly<Record<string, string>> = {}) => fetch(`${platform.url}${path}?${new URLSearchParams({ ...march, ...parameters }).toString()}`);

  beforeAll(async () => {
    platform = await startTestPlatform({ watch: false });
    const events = told.map(([type, subject, time, data], index) => ({ specversion: '1.0', id: `e-${index}`, source: 'urn:test:figures', type, subject, time, data }));
    await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events) });
    await platform.caughtUp();
  });
  afterAll(() => platform.stop());

  it('names every metric in both languages, with what it means', async () => {
    const { measures, indicators } = metricList.parse(await (await read('/v1/metrics')).json());
    for (const { name, meaning } of [...measures, ...indicators]) {
      expect([name.zh, name.en, meaning.zh, meaning.en]).not.toContain('');
    }
  });

  it('gives numerator and denominator as whole numbers, with n', async () => {
    const { rows } = figures.parse(await (await read('/v1/figures', { by: 'section', indicators: 'meanUsed,medianUsed', measures: 'heldMs' })).json());
    expect(rows.map(({ unit, measures, indicators }) => [unit, measures.heldMs, indicators.meanUsed, indicators.medianUsed])).toEqual([
      ['S-1', day, { type: 'ratio', numerator: 0, denominator: 0, scale: 1, n: 0 }, { type: 'quantile', seconds: null, n: null }],
      ['S-2', 5 * day, { type: 'ratio', numerator: 6 * day, denominator: 2, scale: 1, n: 2 }, { type: 'quantile', seconds: 3 * 86_400, n: 2 }],
    ]);
  });

  it('counts the same cases for whoever took them in, or in parts for all who held them', async () => {
    const finished = async (policy: string) => {
      const { rows, scales } = figures.parse(await (await read('/v1/figures', { by: 'section', measures: 'finished', policy })).json());
      return [scales.finished, ...rows.map(({ unit, measures }) => [unit, measures.finished])];
    };
    expect(await finished('first-receiver')).toEqual([1, ['S-1', 1], ['S-2', 1]]);
    expect(await finished('holding-share')).toEqual([1_000_000, ['S-1', 250_000], ['S-2', 1_750_000]]);
  });

  it('opens a time as its cases, whose amounts add up to it', async () => {
    const list = caseList.parse(await (await read('/v1/cases', { by: 'section', unit: 'S-2', measure: 'heldMs' })).json());
    expect(list).toMatchObject({ measure: 'heldMs', total: 5 * day, cases: 2, scale: 1 });
    expect(list.rows.map(({ id, amount }) => [id, amount])).toEqual([['C-1', 3 * day], ['C-2', 2 * day]]);
  });

  it('says what a list adds up to also on a page behind its end', async () => {
    expect(caseList.parse(await (await read('/v1/cases', { measure: 'finished', offset: '100' })).json())).toMatchObject({ total: 2, cases: 2, rows: [] });
  });

  it('sets what people said beside what silence was counted as, and says what silence could do', async () => {
    const { rows } = satisfaction.parse(await (await read('/v1/satisfaction', { by: 'section' })).json());
    expect(rows).toMatchObject([
      {
        unit: 'S-2',
        active: { n: 1, favourable: 1, points: 80, favourableInterval: { upper: 1 }, favourableStrictInterval: { upper: 1 }, negativeInterval: { lower: 0 }, indexInterval: null },
        // Wilson's intervals of 2, 1 and 0 of 2.
        withDefault: { n: 2, favourable: 2, favourableStrict: 1, points: 140, favourableInterval: interval(0.342, 1), favourableStrictInterval: interval(0.095, 0.905), negativeInterval: interval(0, 0.658) },
        setAside: 0,
        response: { rateable: 2, rated: 1, indexIfPleased: 90, indexIfDispleased: 40 },
      },
    ]);
  });

  it('knows nothing of the silence behind a level', async () => {
    const { rows } = satisfaction.parse(await (await read('/v1/satisfaction', { by: 'level' })).json());
    expect(rows.map(({ unit, response }) => [unit, response])).toContainEqual(['4', null]);
  });

  it('ranks by the indicator asked for, too few staying unranked', async () => {
    const answer = ranking.parse(await (await read('/v1/rankings', { metric: 'favourable' })).json());
    expect(answer.metric).toMatchObject({ id: 'favourable', direction: 'higher' });
    expect(answer.rows).toMatchObject([{ unit: 'S-2', rank: null, rankNote: 'too-few', metric: { numerator: 1, denominator: 1 } }]);
  });

  it.each([{ measures: 'beauty' }, {}, { measures: 'finished', unit: 'S-1' }])('refuses %j with a message', async (parameters) => {
    const answer = await read('/v1/figures', parameters);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/measures|unit/);
  });
});
