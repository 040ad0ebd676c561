import { caseList } from '@mingxiao/contracts/cases';
import { explanation, type ExplainedFigure } from '@mingxiao/contracts/explain';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { at } from '@mingxiao/testing/facts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';

const now = at('2026-04-01T12:00');

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ clock: { now: () => now }, watch: false });
  const events = Array.from({ length: 12 }, (_, index) => {
    const [id, start] = [`c${index}`, at('2026-03-02T09:00') + index * 3_600_000];
    const data = { kind: 'permit', unit: 'S-1', item: `I-${index % 3}`, holder: `U-${index % 2}`, promised: { amount: 1, unit: 'working-day' }, statutory: { amount: 3, unit: 'working-day' } };
    const end = start + (index % 4) * 24 * 3_600_000 + 3_600_000;
    const of = (type: string, time: number, content: object) => eventOf(`${id} ${type}`, { subject: id, type, time: toIso(time), data: content });
    return [of('case.accepted', start, data), ...(index === 11 ? [] : [of('case.finished', end, { outcome: 'granted' })]), ...(index % 3 === 0 ? [of('case.rated', end + 1000, { level: 5 - (index % 5), mode: 'active' })] : [])];
  });
  const rated = [5, 2, 4, 1, 3].map((level, index) => {
    const [id, start] = [`r${index}`, at('2026-03-02T09:00')];
    const of = (type: string, time: number, content: object) => eventOf(`${id} ${type}`, { subject: id, type, time: toIso(time), data: content });
    return [of('case.accepted', start, { kind: 'permit', unit: 'S-2', holder: 'U-5' }), of('case.finished', start + 1000, { outcome: 'granted' }), of('case.rated', start + 2000, { level, mode: 'active' })];
  });
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf([...events, ...rated].flat())).expect(200);
  await platform.caughtUp();
});
afterAll(() => platform.stop());

const march = { period: '2026-03' };
const ask = (query: Record<string, string>) => request(platform.url).get('/v1/explain').query({ ...march, ...query });
const explain = async (query: Record<string, string>): Promise<ExplainedFigure> => {
  const answer = explanation.parse((await ask(query).expect(200)).body);
  if (answer.type !== 'figure') throw new Error('not a figure');
  return answer;
};
const listedAt = async (address: string) => caseList.parse((await request(platform.url).get(address).expect(200)).body);

describe('a figure explained', () => {
  it('says what it means and how it is computed, in both languages, with its interval', async () => {
    const { metric, formula, figure, interval, basis } = await explain({ metric: 'onTimePromised', by: 'section', unit: 'S-1' });
    expect(metric).toMatchObject({ kind: 'ratio', id: 'onTimePromised', name: { zh: '承诺时限按时办结率', en: 'In time against the promise' } });
    expect(formula.en).toMatch(/÷ .* × 100%/);
    expect(formula.zh).toContain('÷');
    expect(figure).toMatchObject({ denominator: 11, scale: 100, n: 11 });
    expect(interval?.lower).toBeLessThan(Number(figure?.value?.fixed));
    expect(interval?.upper).toBeGreaterThan(Number(figure?.value?.fixed));
    expect(basis.versions.rules).not.toBe('');
  });

  it.each([{ by: 'section', unit: 'S-1' }, { by: 'item', unit: 'I-1', staff: 'U-0' }])('leads from every measure to cases that add up to it: %j', async (asked) => {
    for (const metric of ['speedUp', 'favourable', 'p90Used', 'limitUsed', 'open']) {
      const { parts } = await explain({ metric, ...asked });
      expect(parts.length).toBeGreaterThan(0);
      const listed = await Promise.all(parts.map(async ({ drill }) => listedAt(drill)));
      expect(listed.map(({ measure, total, scale }) => ({ measure, total, scale }))).toEqual(parts.map(({ measure, value, scale }) => ({ measure, total: value, scale })));
      expect(listed.map(({ rows }) => rows.reduce((sum, { amount }) => sum + amount, 0))).toEqual(parts.map(({ value }) => value));
    }
  });

  it('has the interval of a mean where there are enough ratings, in points', async () => {
    // Levels 5, 2, 4, 1, 3 have the points 100, 30, 80, 0, 60: mean 54, deviation 39.75; Student's quantile for four degrees is 2.776.
    const { figure, interval, parts } = await explain({ metric: 'meanPoints', by: 'section', unit: 'S-2' });
    expect([figure?.value?.exact, figure?.n]).toEqual(['54', 5]);
    expect(interval).toEqual({ lower: expect.closeTo(54 - 49.35, 1), upper: expect.closeTo(54 + 49.35, 1) });
    expect(parts.map(({ measure }) => measure)).toEqual(['points', 'valid']);
    expect((await explain({ metric: 'meanPoints', by: 'section', unit: 'S-1' })).interval).toBeNull();
  });

  it('tells a measure from the indicator of its name', async () => {
    expect((await explain({ metric: 'onTimePromised', type: 'measure' })).metric.kind).toBe('measure');
    expect((await explain({ metric: 'medianUsed' })).figure?.value).not.toBeNull();
  });

  it('shares cases out where the policy says so, and has no data where there is none', async () => {
    const shared = await explain({ metric: 'finished', policy: 'holding-share', by: 'staff', unit: 'U-1' });
    expect(shared.parts[0]).toMatchObject({ scale: 1_000_000 });
    const none = await explain({ metric: 'onTimePromised', by: 'section', unit: 'S-9' });
    expect([none.figure?.value, none.interval]).toEqual([null, null]);
  });
});

describe('a score explained', () => {
  it('points to its tree', async () => {
    const answer = explanation.parse((await ask({ scheme: 'transport-100', unit: 'S-1' }).expect(200)).body);
    if (answer.type !== 'score') throw new Error('not a score');
    expect(answer.scheme).toMatchObject({ name: 'transport-100', level: 'section' });
    expect((await request(platform.url).get(answer.scorecard).expect(200)).body).toMatchObject({ card: { unit: 'S-1' } });
  });

  it('of a scheme that nobody knows is refused with those there are', async () => {
    expect(JSON.stringify((await ask({ scheme: 'nonsense', unit: 'S-1' }).expect(404)).body)).toContain('transport-100');
  });
});

describe('what cannot be explained', () => {
  it.each([[{}, 'metric'], [{ metric: 'nonsense' }, 'metric'], [{ metric: 'open', by: 'section' }, 'unit'], [{ metric: 'open', scheme: 'transport-100' }, 'metric'], [{ metric: 'open', period: 'soon' }, 'period']])('%j is refused with a word why', async (query, word) => {
    expect(JSON.stringify((await ask(query as Record<string, string>).expect(400)).body)).toContain(word);
  });
});
