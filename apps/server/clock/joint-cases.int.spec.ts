import { jointCaseAnswer, type JointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
  await send([unit('DEP-1'), unit('DEP-2'), unit('S-1', 'DEP-1'), unit('S-2', 'DEP-2')]);
});
afterAll(() => platform.stop());

const unit = (id: string, parent: string | null = null) =>
  eventOf(`unit ${id}`, { type: 'org.unit-defined', subject: id, time: '2020-01-01T00:00:00+08:00', data: { unit: id, type: parent === null ? 'department' : 'section', parent } });

const accepted = (id: string, parent: string, section: string, day: string) =>
  eventOf(`${id} accepted`, { subject: id, time: `${day}T10:00:00+08:00`, data: { kind: 'permit', unit: section, holder: 'U-1', parent, promised: { amount: 7, unit: 'working-day' } } });
const finished = (id: string, day: string) => eventOf(`${id} finished`, { type: 'case.finished', subject: id, time: `${day}T10:00:00+08:00`, data: { outcome: 'granted' } });
const retracted = (id: string, fact: string) =>
  eventOf(`${id} retracted`, { type: 'fact.retracted', subject: id, time: '2026-04-01T10:00:00+08:00', data: { source: 'urn:test:hall', id: fact, reason: 'wrong parent' } });

const send = async (events: readonly unknown[]) => {
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
  await platform.caughtUp();
};
const jointOf = async (id: string): Promise<JointCaseAnswer['joint']> => jointCaseAnswer.parse((await request(platform.url).get(`/v1/cases/${id}/joint`).expect(200)).body).joint;

const day = 86_400;

describe('a joint case', () => {
  it('sets the serial sum of its sub-cases against the longest, and shares the critical path among departments', async () => {
    await send([accepted('a1', 'A', 'S-1', '2026-03-02'), finished('a1', '2026-03-04'), accepted('a2', 'A', 'S-1', '2026-03-02'), finished('a2', '2026-03-03')]);
    await send([accepted('a3', 'A', 'S-2', '2026-03-05'), finished('a3', '2026-03-06')]);
    expect(await jointOf('A')).toMatchObject({
      subCases: ['a1', 'a2', 'a3'],
      finished: 3,
      open: 0,
      elapsed: { serialSeconds: 4 * day, parallelSeconds: 2 * day },
      used: { serialSeconds: 4 * day, parallelSeconds: 2 * day },
      path: [{ caseId: 'a1', department: 'DEP-1' }, { caseId: null, seconds: day }, { caseId: 'a3', department: 'DEP-2' }],
      shares: [{ department: 'DEP-1', percent: 50 }, { department: 'DEP-2', percent: 25 }, { between: true, percent: 25 }],
    });
  });

  it('is found from each of its sub-cases, and from no case that stands alone', async () => {
    await send([accepted('b1', 'B', 'S-1', '2026-03-02'), eventOf('alone', { subject: 'alone' })]);
    expect(await jointOf('b1')).toMatchObject({ parent: 'B', subCases: ['b1'], finished: 0, open: 1, elapsed: { serialSeconds: null } });
    expect(await jointOf('alone')).toBeNull();
  });

  it('is put together again when a sub-case finishes, and when one turns out to belong elsewhere', async () => {
    await send([accepted('c1', 'C', 'S-1', '2026-03-02'), accepted('c2', 'C', 'S-2', '2026-03-02')]);
    expect(await jointOf('C')).toMatchObject({ finished: 0, open: 2 });
    await send([finished('c1', '2026-03-03')]);
    expect(await jointOf('C')).toMatchObject({ finished: 1, open: 1 });
    await send([retracted('c2', 'c2 accepted'), { ...accepted('c2', 'D', 'S-2', '2026-03-02'), id: 'c2 accepted again' }]);
    expect(await jointOf('C')).toMatchObject({ subCases: ['c1'] });
    expect(await jointOf('D')).toMatchObject({ subCases: ['c2'] });
  });

  it('is the same after everything is folded again', async () => {
    await send([accepted('e1', 'E', 'S-1', '2026-03-02'), finished('e1', '2026-03-04'), accepted('e2', 'E', 'S-2', '2026-03-03'), accepted('f1', 'F', 'S-1', '2026-03-02')]);
    await send([retracted('f1', 'f1 accepted')]);
    const before = [await jointOf('E'), await jointOf('F')];
    await request(platform.url).post('/v1/rebuild').expect((response) => expect(response.status).toBeLessThan(300));
    expect([await jointOf('E'), await jointOf('F')]).toEqual(before);
    expect(before[1]).toBeNull();
  });
});
