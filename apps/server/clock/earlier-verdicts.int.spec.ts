import { caseClock, type CaseClockAnswer } from '@mingxiao/contracts/clock';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { at } from '@mingxiao/testing/facts';
import { plainWeek } from '@mingxiao/testing/reference-facts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';

const publications = 60;
const start = at('2026-03-02T09:00');
const day = 86_400_000;

let now = start;
let platform: TestPlatform;

const send = async (event: unknown) => {
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf([event])).expect(200);
};

/** Each version sets one day more free, so that every one of a weekday moves the due instant. */
const calendarOf = (version: number) => {
  const freed = Array.from({ length: version }, (_, index) => [toIso(at('2026-03-03T12:00') + index * day).slice(0, 10), false]);
  const body = { ...plainWeek, name: 'cn-national', version: `v${version}`, exceptions: Object.fromEntries(freed) };
  return eventOf(`calendar ${version}`, { type: 'calendar.defined', subject: 'cn-national', time: '2004-07-01T00:00:00+08:00', data: { name: 'cn-national', version: `v${version}`, body } });
};

beforeAll(async () => {
  platform = await startTestPlatform({ clock: { now: () => now }, watch: false });
  await send(eventOf('accepted', { subject: 'C-1', data: { kind: 'permit', promised: { amount: 60, unit: 'working-day' } } }));
  for (let version = 1; version <= publications; version += 1) {
    now = start + version * 60_000;
    await send(calendarOf(version));
  }
  await platform.caughtUp();
}, 60_000);
afterAll(() => platform.stop());

const read = async (query: Record<string, string> = {}): Promise<CaseClockAnswer> =>
  caseClock.parse((await request(platform.url).get('/v1/cases/C-1/clock').query({ at: toIso(start), ...query }).expect(200)).body);

/** Walks from the latest page to the oldest. */
const readAll = async () => {
  const pages = [(await read()) as Pick<CaseClockAnswer, 'earlier' | 'earlierBefore'>];
  for (let before = pages[0]?.earlierBefore ?? null; before !== null; before = pages.at(-1)?.earlierBefore ?? null) pages.push(await read({ before }));
  return pages;
};

describe('the earlier verdicts of a case that outlived many publications', () => {
  it('are the latest in one answer, and every older one is reached by `before`', async () => {
    const pages = await readAll();
    expect(pages.map(({ earlierBefore }) => earlierBefore !== null)).toEqual([true, true, false]);
    const all = pages.reverse().flatMap(({ earlier }) => earlier);
    expect(all[0]?.versions.calendar).toBe((await read({ knownAt: toIso(start) })).versions.calendar);
    expect(all.length).toBeGreaterThan(24);
    for (const [index, { until }] of all.slice(0, -1).entries()) expect(all[index + 1]?.from).toBe(until);
  });

  it('say each what was known while it held', async () => {
    for (const { earlier } of await readAll()) {
      const one = earlier[0];
      if (one === undefined) throw new Error('a page is empty');
      const then = await read({ knownAt: toIso(Date.parse(one.until) - 1) });
      expect([then.promised?.dueAt, then.versions]).toEqual([one.promisedDueAt, one.versions]);
    }
  });
});
