import { caseLooks, looks, type Looks } from '@mingxiao/contracts/looks';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { at } from '@mingxiao/testing/facts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';

const hour = 3_600_000;
const now = at('2026-04-01T12:00');

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ clock: { now: () => now }, watch: false });
});
afterAll(() => platform.stop());

const send = async (events: readonly unknown[]) => {
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
  await platform.caughtUp();
};

const march = { from: '2026-03-01', to: '2026-03-31' };
const read = async (query: Record<string, string | number>): Promise<Looks> => looks.parse((await request(platform.url).get('/v1/looks').query({ ...march, ...query }).expect(200)).body);
const ofCase = async (id: string) => caseLooks.parse((await request(platform.url).get(`/v1/cases/${id}/looks`).expect(200)).body);

type Part = { readonly unit?: string; readonly item?: string; readonly data?: object };
const event = (subject: string, type: string, time: number, data: object) => eventOf(`${subject} ${type} ${time}`, { subject, type, time: toIso(time), data });
const accepted = (id: string, time: number, { unit = 'Q-1', item = 'I-1', data = {} }: Part = {}) => event(id, 'case.accepted', time, { kind: 'permit', unit, item, holder: 'U-1', ...data });
const finished = (id: string, time: number, data: object = { outcome: 'granted' }) => event(id, 'case.finished', time, data);

describe('overtaking in the queue', () => {
  it('is told of a case that waited while one accepted later was finished first, by item and unit', async () => {
    const start = at('2026-03-02T09:00');
    await send([
      ...[accepted('o1', start), finished('o1', start + 90 * hour)],
      ...[accepted('o2', start + hour), finished('o2', start + 10 * hour)],
      ...[accepted('o3', start + 2 * hour), finished('o3', start + 20 * hour)],
      ...[accepted('o4', start + 3 * hour, { item: 'I-2' }), finished('o4', start + 4 * hour)],
      ...[accepted('o5', start + 3 * hour, { unit: 'Q-2' }), finished('o5', start + 4 * hour)],
      ...[accepted('o6', start + hour), finished('o6', start + 90 * hour)],
    ]);
    const { overtaken } = await read({ unit: 'Q-1' });
    expect(overtaken).toMatchObject({
      total: 2,
      innocent: { en: expect.stringContaining('simpler or more urgent') as string },
      rows: [
        { caseId: 'o1', overtakenAt: toIso(start + 10 * hour), waitedSeconds: 80 * 3600, overtakers: 2 },
        { caseId: 'o6', overtakenAt: toIso(start + 20 * hour), waitedSeconds: 70 * 3600, overtakers: 1 },
      ],
    });
    expect((await ofCase('o1')).overtaken).toMatchObject({ total: 2, paused: false, rows: [{ caseId: 'o2' }, { caseId: 'o3' }] });
    expect((await ofCase('o2')).overtaken).toMatchObject({ total: 0, rows: [] });
  });

  it('says of an open case that it waits still, and leaves out one that was paused', async () => {
    const start = at('2026-03-10T09:00');
    const unit = { unit: 'Q-3' };
    await send([
      accepted('w1', start, unit),
      ...[accepted('w2', start, unit), event('w2', 'case.suspended', start + hour, { reason: 'hearing', appliedFor: { amount: 1, unit: 'working-day' } }), finished('w2', start + 200 * hour)],
      ...[accepted('w3', start, unit), event('w3', 'case.supplement-requested', start + hour, { items: ['lease'] })],
      ...[accepted('w4', start + hour, unit), finished('w4', start + 2 * hour)],
    ]);
    expect((await read({ unit: 'Q-3' })).overtaken).toMatchObject({ total: 1, rows: [{ caseId: 'w1', finishedAt: null, waitedSeconds: (at('2026-04-01T00:00') - start - 2 * hour) / 1000 }] });
    expect((await ofCase('w2')).overtaken).toMatchObject({ total: 1, paused: true });
  });

  it('agrees with comparing every case with every other one', async () => {
    const start = at('2026-03-05T00:00');
    const cases = Array.from({ length: 120 }, (_, index) => {
      const from = start + ((index * 7919) % 97) * hour;
      return { id: `b${index}`, from, to: index % 11 === 0 ? null : from + (1 + ((index * 104_729) % 211)) * hour, item: `I-${index % 3}` };
    });
    await send(cases.flatMap(({ id, from, to, item }) => [accepted(id, from, { unit: 'Q-4', item }), ...(to === null ? [] : [finished(id, to)])]));
    const reading = at('2026-04-01T00:00');
    const end = (one: { readonly to: number | null }) => Math.min(one.to ?? reading, reading);
    const expected = cases.flatMap((one) => {
      const before = cases.filter(({ item, from, to }) => item === one.item && from > one.from && to !== null && to < end(one));
      return before.length === 0 ? [] : [[one.id, before.length] as const];
    });
    const { overtaken } = await read({ unit: 'Q-4', limit: 500 });
    expect(new Map(overtaken.rows.map(({ caseId, overtakers }) => [caseId, overtakers]))).toEqual(new Map(expected));
    expect(overtaken.total).toBe(expected.length);
    const paged = await Promise.all([0, 20, 40].map(async (offset) => (await read({ unit: 'Q-4', limit: 20, offset })).overtaken));
    expect(paged.flatMap(({ rows }) => rows)).toEqual(overtaken.rows.slice(0, 60));
    expect((await read({ unit: 'Q-4', offset: 1000 })).overtaken).toMatchObject({ total: expected.length, rows: [] });
  });
});

describe('many finishes just before the limit', () => {
  /** Forty permits of ten natural days, each finished so many hours before (after, below zero) its limit. */
  const finishes = (unit: string, hoursLeft: (index: number) => number) =>
    Array.from({ length: 40 }, (_, index) => {
      const from = at('2026-03-02T09:00') + index * 60_000;
      const id = `${unit}-${index}`;
      return [accepted(id, from, { unit, data: { promised: { amount: 10, unit: 'natural-day' } } }), finished(id, from + (240 - hoursLeft(index)) * hour)];
    }).flat();

  it('are told of a unit, with how many came just after it', async () => {
    await send([
      ...finishes('N-heaped', (index) => (index < 16 ? 3 : index < 18 ? -3 : 100)),
      ...finishes('N-even', (index) => 5 * index),
      ...finishes('N-both', (index) => (index % 2 === 0 ? 3 : -3)),
    ]);
    const { nearLimit } = await read({});
    expect(nearLimit.rows).toEqual([{ unit: 'N-heaped', withLimit: 40, justBefore: 16, justAfter: 2 }]);
    expect(nearLimit.innocent.en).toContain('plans by the limit');
  });

  it('are not told of a unit with fewer than thirty finishes', async () => {
    await send(finishes('N-small', () => 3).slice(0, 58));
    expect((await read({ unit: 'N-small' })).nearLimit).toMatchObject({ casesMin: 30, rows: [] });
  });
});

describe('flags counted over cases', () => {
  it('count the cases of a period and list exactly those, each flag with its innocent reading', async () => {
    const start = at('2026-03-20T09:00');
    const unit = { unit: 'F-1' };
    await send([
      ...[accepted('f1', start, unit), finished('f1', start + hour, { outcome: 'refused' })],
      ...[accepted('f2', start, unit), finished('f2', start + hour, { outcome: 'refused', reason: '不符合第三十八条规定' })],
      ...[accepted('f3', start, unit), finished('f3', at('2026-04-01T09:00'), { outcome: 'refused' })],
      ...[accepted('f4', at('2026-02-02T09:00'), unit), finished('f4', at('2026-02-03T09:00'), { outcome: 'refused' })],
    ]);
    const { flags, flagged } = await read({ unit: 'F-1', flag: 'refusal-without-reason' });
    expect(flags).toContainEqual(expect.objectContaining({ flag: 'refusal-without-reason', cases: 2, innocent: { zh: expect.any(String) as string, en: expect.stringContaining('written decision') as string } }));
    expect(flagged).toMatchObject({ total: 2, rows: [{ caseId: 'f1' }, { caseId: 'f3' }] });
    expect((await read({ unit: 'F-1' })).flagged).toBeNull();
  });
});

describe('a question that makes no sense', () => {
  it.each([[{ from: '2026-03-02', to: '2026-03-01' }], [{ limit: '0' }], [{ from: 'yesterday' }]])('%j is refused', async (query) => {
    await request(platform.url).get('/v1/looks').query({ ...march, ...query }).expect(400);
  });

  it('about a case that nobody knows is answered with not found', () => request(platform.url).get('/v1/cases/nobody/looks').expect(404));
});
