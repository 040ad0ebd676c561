import { ranking, type RankingRow } from '@mingxiao/contracts/rankings';
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

describe('a ranking that is fair', () => {
  let platform: TestPlatform;
  const read = (parameters: Readonly<Record<string, string>>) => fetch(`${platform.url}/v1/rankings?${new URLSearchParams({ ...year, ...parameters }).toString()}`);
  const rowsOf = async (parameters: Readonly<Record<string, string>>): Promise<readonly RankingRow[]> => ranking.parse(await (await read(parameters)).json()).rows;

  beforeAll(async () => {
    platform = await startTestPlatform({ watch: false });
    await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(told) });
    await platform.caughtUp();
  });
  afterAll(() => platform.stop());

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
});
