import { ranking, type RankingRow } from '@mingxiao/contracts/rankings';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';

const year = { by: 'section', from: '2026-01-01', to: '2026-12-31', at: '2027-02-01T00:00:00+08:00' };

/** Cases of one section, item and month, of which so many finish within the five working days promised. */
const batch = (section: string, item: string, month: string, inTime: number, late: number) =>
  Array.from({ length: inTime + late }, (_, index) => {
    const subject = `${section}-${item}-${month}-${index}`;
    const part = { subject, data: { kind: 'permit', unit: section, holder: `U-${section}`, item, promised: { amount: 5, unit: 'working-day' } } };
    const finishedOn = index < inTime ? '06' : '27';
    return [
      eventOf(`${subject}-a`, { ...part, time: `2026-${month}-03T09:00:00+08:00` }),
      eventOf(`${subject}-f`, { subject, type: 'case.finished', time: `2026-${month}-${finishedOn}T09:00:00+08:00`, data: { outcome: 'granted' } }),
    ];
  }).flat();

// Both sections are in time with 9 of 10 easy and 5 of 10 hard cases; S-2 has more of the hard ones.
const told = [
  ...batch('S-1', 'easy', '03', 36, 4),
  ...batch('S-1', 'hard', '06', 5, 5),
  ...batch('S-2', 'easy', '03', 9, 1),
  ...batch('S-2', 'hard', '06', 20, 20),
  ...batch('S-3', 'easy', '06', 1, 1),
];

/** Cases of one section that finished on a day, so many of which are rated in June 2025. */
const rated = (section: string, day: string, finished: number, ratings: number) =>
  Array.from({ length: finished }, (_, index) => {
    const subject = `${section}-${day}-${index}`;
    const data = { kind: 'permit', unit: section, holder: `U-${section}`, item: 'easy' };
    const rating = eventOf(`${subject}-r`, { subject, type: 'case.rated', time: '2025-06-20T09:00:00+08:00', data: { level: 5, mode: 'active' } });
    return [
      eventOf(`${subject}-a`, { subject, time: `${day}T09:00:00+08:00`, data }),
      eventOf(`${subject}-f`, { subject, type: 'case.finished', time: `${day}T10:00:00+08:00`, data: { outcome: 'granted' } }),
      ...(index < ratings ? [rating] : []),
    ];
  }).flat();

// Of last year's cases S-4 and S-6 were still rated this year: 31 ratings for 30 cases, and 5 for 3.
const ratedLater = [
  ...[...rated('S-4', '2024-12-30', 1, 1), ...rated('S-4', '2025-06-10', 30, 30)],
  ...rated('S-5', '2025-06-10', 40, 20),
  ...[...rated('S-6', '2024-12-30', 2, 2), ...rated('S-6', '2025-06-10', 3, 3)],
  ...rated('S-7', '2025-06-10', 40, 10),
];

describe('a ranking that is fair', () => {
  let platform: TestPlatform;
  const read = (parameters: Readonly<Record<string, string>>) => fetch(`${platform.url}/v1/rankings?${new URLSearchParams({ ...year, ...parameters }).toString()}`);
  const rowsOf = async (parameters: Readonly<Record<string, string>>): Promise<readonly RankingRow[]> => ranking.parse(await (await read(parameters)).json()).rows;

  beforeAll(async () => {
    platform = await startTestPlatform({ watch: false });
    await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify([...told, ...ratedLater]) });
    await platform.caughtUp();
  });
  afterAll(() => platform.stop());

  it('comes for a spreadsheet, with the figures it has', async () => {
    const answer = await fetch(`${platform.url}/v1/rankings/csv?${new URLSearchParams(year).toString()}`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="ranking-onTimePromised-2026-01-01-2026-12-31.csv"');
    const lines = (await answer.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^1,,S-1,—,—,onTimePromised,0\.82,41,50,50,0\.69/);
    expect((await fetch(`${platform.url}/v1/rankings/csv?from=2026-02-30`)).status).toBe(400);
  });

  it('always says how far a share may be off, and gives ranges only when asked', async () => {
    const rows = await rowsOf({});
    expect(rows.map(({ unit, onTimePromised: { numerator, denominator }, rank, interval, range, shrunk, adjusted }) => [unit, numerator, denominator, rank, interval?.lower.toFixed(3), interval?.upper.toFixed(3), range, shrunk, adjusted])).toEqual([
      ['S-1', 41, 50, 1, '0.692', '0.902', null, null, null],
      ['S-2', 29, 50, 2, '0.442', '0.706', null, null, null],
      ['S-3', 1, 2, null, '0.095', '0.905', null, null, null],
    ]);
  });

  it('gives ranges from the own cases, or with the peers heard, and no rank to two cases', async () => {
    const [own, heard] = [await rowsOf({ ranges: 'own' }), await rowsOf({ ranges: 'class' })];
    expect(own.map(({ range, shrunk }) => [range?.from, range?.to, shrunk])).toEqual([[1, 1, null], [2, 2, null], [undefined, undefined, null]]);
    expect(heard.map(({ range }) => range === null)).toEqual([false, false, true]);
    // What the peers say draws both towards the middle.
    const [first, second] = heard.map(({ shrunk }) => shrunk ?? 0);
    expect(first).toBeLessThan(41 / 50);
    expect(second).toBeGreaterThan(29 / 50);
    expect(await rowsOf({ ranges: 'class' })).toEqual(heard);
  });

  it('says how probable a place among the first k is, of the k asked for, and of three when nobody asks', async () => {
    const topOf = async (parameters: Readonly<Record<string, string>>) => {
      const { top, rows } = ranking.parse(await (await read({ ranges: 'own', ...parameters })).json());
      return [top, rows.map(({ range }) => range?.inTop ?? null)];
    };
    expect(await topOf({ top: '2' })).toEqual([2, [1, 1, null]]);
    expect(await topOf({})).toEqual([3, [1, 1, null]]);
    const [top, [first, second]] = (await topOf({ top: '1' })) as [number, [number, number]];
    // Somebody is first; that two draws are equal does not happen.
    expect([top, first > 0.9, first + second]).toEqual([1, true, expect.closeTo(1, 9)]);
    expect(await Promise.all(['0', '51', '1.5', 'x', ''].map(async (wrong) => (await read({ top: wrong })).status))).toEqual([400, 400, 400, 400, 400]);
  });

  it('sets beside the raw share what it would be with the cases of all', async () => {
    const rows = await rowsOf({ adjust: 'case-mix' });
    const [all, hard] = [71 / 102, 25 / 50];
    // The easy cases of S-3 fell into another quarter: a sort of their own.
    const easyInSpring = 45 / 50;
    expect(rows[0]?.adjusted).toMatchObject({ value: expect.closeTo((41 / (40 * easyInSpring + 10 * hard)) * all, 12), expected: expect.closeTo((40 * easyInSpring + 10 * hard) / 50, 12) });
    expect(rows[1]?.adjusted?.value).toBeCloseTo((29 / (10 * easyInSpring + 40 * hard)) * all, 12);
    expect(rows[0]?.adjusted?.value).toBeCloseTo(rows[1]?.adjusted?.value ?? 0, 12);
  });

  it('refuses to adjust items for items, and says so', async () => {
    const answer = await read({ by: 'item', adjust: 'case-mix' });
    expect([answer.status, JSON.stringify(await answer.json())]).toEqual([400, expect.stringMatching(/rank units or staff/)]);
  });

  it.each([{}, { ranges: 'own' }, { ranges: 'class' }, { adjust: 'case-mix' }, { ranges: 'class', adjust: 'case-mix' }])('lists who has more ratings than cases, of whose chance nothing is known: %j', async (parameters) => {
    const { body } = await request(platform.url).get('/v1/rankings').query({ ...year, from: '2025-01-01', to: '2025-12-31', metric: 'ratingRate', ...parameters }).expect(200);
    const { rows } = ranking.parse(body);
    expect(rows.map(({ unit, metric, rank, rankNote }) => [unit, metric.type === 'ratio' ? [metric.numerator, metric.denominator] : null, rank, rankNote])).toEqual([
      ['S-4', [31, 30], 1, null],
      ['S-5', [20, 40], 2, null],
      ['S-6', [5, 3], null, 'too-few'],
      ['S-7', [10, 40], 3, null],
    ]);
    const isKnown = [false, true, false, true];
    expect(rows.map(({ interval }) => interval !== null)).toEqual(isKnown);
    expect(rows.map(({ range, group }) => range !== null && group !== null)).toEqual(isKnown.map((known) => known && 'ranges' in parameters));
    expect(rows.map(({ shrunk }) => shrunk !== null)).toEqual(isKnown.map((known) => known && parameters.ranges === 'class'));
    expect(rows.map(({ adjusted }) => (adjusted?.interval ?? null) !== null)).toEqual(isKnown.map((known) => known && 'adjust' in parameters));
  });
});
