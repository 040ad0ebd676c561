import { comparison, type Comparison } from '@mingxiao/contracts/comparisons';
import { figures } from '@mingxiao/contracts/metrics';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { at } from '@mingxiao/testing/facts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';

const hour = 3_600_000;
const day = 24 * hour;
/** Half-way through March by working days: 1 to 15 March 2026 have 10 of 22. */
const now = at('2026-03-16T00:00');

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ clock: { now: () => now }, watch: false });
  await send([
    ...[unit('D-1', 'department'), unit('S-1', 'section', 'a'), unit('S-2', 'section', 'a'), unit('S-3', 'section', 'b')],
    target('t-1', '2026-01-01T00:00:00+08:00', 90),
    target('t-2', '2026-03-01T00:00:00+08:00', 60, { unit: 'S-1', reason: 'a new hall' }),
    // February, S-1: 3 of 4 in time. March so far: 2 of 5.
    ...[finished('f1', '02-02', 'I-1', 'U-1'), finished('f2', '02-03', 'I-1', 'U-2'), finished('f3', '02-04', 'I-2', 'U-1'), finished('f4', '02-05', 'I-2', 'U-1', { late: true })],
    ...[finished('m1', '03-02', 'I-1', 'U-1'), finished('m2', '03-03', 'I-1', 'U-1', { late: true }), finished('m3', '03-04', 'I-2', 'U-2', { late: true })],
    ...[finished('m4', '03-04', 'I-3', 'U-3'), finished('m5', '03-05', 'I-3', 'U-3', { late: true })],
    // Late in February: not in the same elapsed part.
    finished('f5', '02-27', 'I-1', 'U-1'),
    finished('p1', '03-03', 'I-1', 'U-9', { unit: 'S-2' }),
    finished('b1', '03-03', 'I-1', 'U-8', { unit: 'S-3' }),
    finished('y1', '03-03', 'I-1', 'U-1', { year: 2025 }),
    // S-4 finished a case in January; one it has had since February is overdue, and nothing else was done.
    finished('r1', '01-06', 'I-1', 'U-4', { unit: 'S-4' }),
    eventOf('r2 in', { subject: 'r2', time: '2026-02-02T09:00:00+08:00', data: { kind: 'permit', unit: 'S-4', item: 'I-1', holder: 'U-4', promised: { amount: 1, unit: 'working-day' }, statutory: { amount: 3, unit: 'working-day' } } }),
  ].flat());
});
afterAll(() => platform.stop());

const send = async (events: readonly unknown[]) => {
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
  await platform.caughtUp();
};

const unit = (id: string, type: string, peerClass?: string) =>
  eventOf(`unit ${id}`, { subject: id, type: 'org.unit-defined', time: '2020-01-01T00:00:00+08:00', data: { unit: id, type, name: { zh: `科室${id}`, en: `Section ${id}` }, ...(type === 'section' ? { parent: 'D-1', class: peerClass } : {}) } });

const target = (id: string, time: string, value: number, part: object = {}) =>
  eventOf(id, { subject: 'target/onTimePromised', type: 'target.set', time, data: { indicator: 'onTimePromised', value, actor: 'reform office', reason: 'plan of the year', ...part } });

type Part = { readonly late?: boolean; readonly unit?: string; readonly year?: number };

/** A case that is finished a day after it came, or, with a promise of one working day, two working weeks later: late. */
const finished = (id: string, date: string, item: string, holder: string, { late = false, unit: section = 'S-1', year = 2026 }: Part = {}) => {
  const end = at(`${year}-${date}T15:00`);
  const data = { kind: 'permit', unit: section, item, holder, promised: { amount: 1, unit: 'working-day' } };
  return [
    eventOf(`${id} in`, { subject: id, time: toIso(late ? end - 14 * day : end - 4 * hour), data }),
    eventOf(`${id} out`, { subject: id, type: 'case.finished', time: toIso(end), data: { outcome: 'granted' } }),
  ];
};

const ask = (query: Record<string, string>) => request(platform.url).get('/v1/comparisons').query({ metric: 'onTimePromised', with: 'previous', by: 'section', unit: 'S-1', period: '2026-03', ...query });
const compare = async (query: Record<string, string> = {}): Promise<Comparison> => comparison.parse((await ask(query).expect(200)).body);
const refusal = async (query: Record<string, string>): Promise<string> => JSON.stringify((await ask(query).expect(400)).body);

describe('a running period beside the one before', () => {
  it('is compared with the part in which as much working time had passed, exactly', async () => {
    const { now: march, other: february, difference } = await compare();
    expect(march).toMatchObject({ numerator: 2, denominator: 5, scale: 100, n: 5, value: { exact: '40', fixed: '40.0000' }, workingDays: 10 });
    expect(february).toMatchObject({ numerator: 3, denominator: 4, value: { exact: '75' }, workingDays: 10 });
    expect(difference).toEqual({ exact: '-35', fixed: '-35.0000' });
  });

  it('counts per working day, where a whole period with more of them is set against one with fewer', async () => {
    const { relativeChange, now: first, other } = await compare({ metric: 'finished', period: '2026-02', at: '2026-03-15T00:00:00+08:00' });
    expect([first.numerator, other?.numerator]).toEqual([5, 0]);
    expect(relativeChange).toEqual({ plain: null, perWorkingDay: null });
    const march = await compare({ metric: 'finished' });
    expect(march.relativeChange).toEqual({ plain: { exact: '1/4', fixed: '0.2500' }, perWorkingDay: { exact: '1/4', fixed: '0.2500' } });
    expect((await compare({ metric: 'open' })).relativeChange).toBeNull();
  });

  it('is the same as the figures that are asked for one by one', async () => {
    const { now: side } = await compare();
    const { rows } = figures.parse((await request(platform.url).get('/v1/figures').query({ indicators: 'onTimePromised', by: 'section', unit: 'S-1', from: '2026-03-01', to: '2026-03-31' }).expect(200)).body);
    expect(rows[0]?.indicators.onTimePromised).toMatchObject({ numerator: side.numerator, denominator: side.denominator });
  });

  it('has a median too, and none of it belongs to a part', async () => {
    const { difference } = await compare({ metric: 'medianUsed' });
    expect(difference).not.toBeNull();
    expect(await refusal({ metric: 'medianUsed', contributions: 'item' })).toContain('not added up from parts');
  });
});

describe('what explains a change', () => {
  it.each(['item', 'staff'])('by %s adds up to it, to the last unit', async (by) => {
    const { difference, contributions } = await compare({ contributions: by });
    expect(contributions?.units).toBe(Number(difference?.fixed) * 10_000);
    expect(contributions?.parts.reduce((sum, { units }) => sum + units, 0)).toBe(contributions?.units);
    expect(contributions?.parts.every(({ units, byRate, byShare }) => units === (byRate ?? 0) + (byShare ?? 0))).toBe(true);
    expect(contributions?.parts.flatMap(({ members }) => members.map(({ id }) => id)).sort()).toEqual(by === 'item' ? ['I-1', 'I-2', 'I-3'] : ['U-1', 'U-2', 'U-3']);
  });

  it('of a measure is the parts of its sum', async () => {
    const { contributions } = await compare({ metric: 'finished', contributions: 'item' });
    expect(contributions).toMatchObject({ unitsPerOne: 1, units: 1 });
    expect(contributions?.parts.map(({ members, units }) => [members[0]?.id, units])).toEqual([['I-3', 2], ['I-2', -1], ['I-1', 0]]);
  });

  it('is not known where nothing was finished in one of the periods, whatever cards there were', async () => {
    const { now: february, other: january, difference, contributions } = await compare({ metric: 'redPer1000', unit: 'S-4', period: '2026-02', contributions: 'item' });
    expect([february.numerator, february.denominator, january?.denominator]).toEqual([1, 0, 1]);
    expect([difference, contributions]).toEqual([null, null]);
  });

  it('is not asked of a target or of peers', async () => {
    expect(await refusal({ with: 'peers', contributions: 'item' })).toContain('over time');
  });
});

describe('other sides', () => {
  it('last year is the same dates a year earlier', async () => {
    const { other } = await compare({ with: 'last-year' });
    expect(other).toMatchObject({ numerator: 1, denominator: 1, from: '2025-02-28T16:00:00.000Z' });
  });

  it('a target of the unit goes before that of everybody, and its log shows what was set afterwards', async () => {
    const own = await compare({ with: 'target' });
    expect(own.difference).toEqual({ exact: '-20', fixed: '-20.0000' });
    expect(own.target).toMatchObject({ met: false, setAfterwards: false, inForce: { value: 60, unit: 'S-1', actor: 'reform office', reason: 'a new hall' } });
    expect(own.target?.log.map(({ value, unit: of }) => [value, of])).toEqual([[90, null], [60, 'S-1']]);
    const everybody = await compare({ with: 'target', unit: 'S-2' });
    expect(everybody.target).toMatchObject({ met: true, inForce: { value: 90, unit: null } });
    expect((await compare({ with: 'target', unit: 'S-2', period: '2026-02' })).target).toMatchObject({ met: null, setAfterwards: null, inForce: { value: 90, setAt: toIso(now) } });
  });

  it('peers are all units of the class together', async () => {
    const { other, peers, difference } = await compare({ with: 'peers' });
    expect(peers).toEqual({ class: 'a', units: ['S-1', 'S-2'] });
    expect(other).toMatchObject({ numerator: 3, denominator: 6 });
    expect(difference).toMatchObject({ exact: '-10' });
  });

  it('nothing there is null, never 0', async () => {
    const { now: none, difference } = await compare({ unit: 'S-77' });
    expect([none.value, none.denominator, difference]).toEqual([null, 0, null]);
  });
});

describe('what cannot be compared', () => {
  it.each([
    [{ metric: 'nonsense' }, 'metric'],
    [{ with: 'anything' }, 'with'],
    [{ metric: 'limitUsed' }, 'distribution'],
    [{ period: '2026-13' }, 'period'],
    [{ with: 'peers', by: 'item' }, 'peers are units'],
    [{ with: 'peers', metric: 'medianUsed' }, 'cannot be added up'],
    [{ with: 'target', metric: 'finished' }, 'targets are set for indicators'],
    [{ type: 'indicator', metric: 'finished' }, 'type'],
  ])('%j is refused with a word why', async (query, word) => expect(await refusal(query)).toContain(word));
});
