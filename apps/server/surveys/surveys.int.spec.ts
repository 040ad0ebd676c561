import { rebuildProgress } from '@mingxiao/contracts/rebuild';
import { scorecard } from '@mingxiao/contracts/scorecards';
import { surveyList, surveyWave } from '@mingxiao/contracts/surveys';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { at } from '@mingxiao/testing/facts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Reads } from '../query/reads.js';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';

let now = at('2026-06-01T12:00');

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ clock: { now: () => now }, watch: false });
  await send([
    eventOf('unit D-1', { subject: 'D-1', type: 'org.unit-defined', time: '2020-01-01T00:00:00+08:00', data: { unit: 'D-1', type: 'department', name: { zh: '住建局', en: 'Housing' } } }),
    eventOf('a case', { subject: 'C-1' }),
    ...Array.from({ length: 8 }, (_, index) => invited(`E-${index}`, 'D-1')),
    ...Array.from({ length: 7 }, (_, index) => answered(`E-${index}`, 'D-1', 80 + index)),
    ...[invited('E-20', 'D-2'), answered('E-20', 'D-2', 10), answered('E-21', 'D-2', 20)],
    // Asked about a case: the answer still says nothing of it.
    answered('C-1', 'D-3', 100),
  ]);
});
afterAll(() => platform.stop());

const send = async (events: readonly unknown[]) => {
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
  await platform.caughtUp();
};

const survey = (type: string, respondent: string, data: object) => eventOf(`${type} ${respondent}`, { subject: respondent, type, time: toIso(at('2026-05-10T10:00')), data: { wave: '2026-H1', applicant: { type: 'enterprise' }, ...data } });
const invited = (respondent: string, department: string) => survey('survey.invited', respondent, { department });
const answered = (respondent: string, department: string, points: number) => survey('survey.answered', respondent, { department, answers: [{ question: 'speed', version: 1, points }] });

const waveOf = async (query: Record<string, string> = {}) => surveyWave.parse((await request(platform.url).get('/v1/surveys/2026-H1').query(query).expect(200)).body);

const rows = async () => platform.app.get(Reads).all({ name: 'models/case-count', file: new URL('../../../libs/projections/models/case-count.sql', import.meta.url), row: (raw) => z.record(z.string(), z.coerce.number()).parse(raw) });

describe('a survey wave', () => {
  it('is listed with its counts', async () => {
    const { waves } = surveyList.parse((await request(platform.url).get('/v1/surveys').expect(200)).body);
    expect(waves).toEqual([{ wave: '2026-H1', from: '2026-05-10', to: '2026-05-10', invited: 9, answered: 10, uninvited: 2, responseRate: { exact: '800/9', fixed: '88.8888' }, departments: 3 }]);
  });

  it('shows each department, and none that could be told from few answers or by subtraction', async () => {
    const { departments, questions } = await waveOf();
    expect(departments.map(({ department, suppressed, answered: count }) => [department, suppressed, count])).toEqual([
      // Two small departments of three answers in all do not hide one another: the third is hidden as well.
      ['D-1', true, null],
      ['D-2', true, null],
      ['D-3', true, null],
    ]);
    expect(departments[0]).toMatchObject({ name: { en: 'Housing' }, index: null, measures: null });
    expect(questions).toMatchObject([{ question: 'speed', version: 1, n: 10, respondents: 10, suppressed: false }]);
  });

  it('adds to what a department is assessed on, once nobody has to be hidden', async () => {
    now += 60_000;
    const before = toIso(now - 30_000);
    await send([...['2', '3', '4', '5', '6'].flatMap((id) => [answered(`F-${id}`, 'D-2', 50), answered(`G-${id}`, 'D-3', 60)])]);
    const { departments } = await waveOf();
    expect(departments.every(({ suppressed }) => !suppressed)).toBe(true);
    expect(departments[0]).toMatchObject({ department: 'D-1', answered: 7, index: { exact: '83', fixed: '83.0000' }, measures: { surveyInvited: 8, surveyAnswered: 7, surveyScored: 7, surveyPoints: 581, surveyPointsCount: 7 } });
    expect((await request(platform.url).get(departments[0]?.satisfaction ?? '').expect(200)).body).toMatchObject({ by: 'department' });
    // Only what is defined as a department is assessed as one.
    expect(departments.map(({ assessments }) => assessments.map(({ scheme }) => scheme))).toEqual([['hotline-three-rates'], [], []]);
    // As it was known before they came it is what it was.
    expect((await waveOf({ knownAt: before })).departments.every(({ suppressed }) => suppressed)).toBe(true);
  });

  it.each([{}, { knownAt: 'then' }])('leads to the assessment of the department over the same days, of the same knowledge: %j', async (asked) => {
    const query = 'knownAt' in asked ? { knownAt: toIso(now - 30_000) } : {};
    const [department] = (await waveOf(query)).departments;
    const read = async () => scorecard.parse((await request(platform.url).get(department?.assessments[0]?.scorecard ?? '').expect(200)).body);
    // What was known then may have to be folded first: 202 until it is.
    const answer = await vi.waitFor(read, 60_000);
    expect(answer).toMatchObject({ from: '2026-05-10', to: '2026-05-10', scheme: { name: 'hotline-three-rates', level: 'department' }, card: { unit: 'D-1' } });
    expect(answer.basis.knownAt ?? null).toBe(query.knownAt ?? null);
  });

  it('makes no case and changes none, neither at once nor when all are folded again', async () => {
    const [live] = await rows();
    expect(Object.values(live ?? {})).toEqual([1]);
    const facts = ((await request(platform.url).get('/v1/cases/C-1').expect(200)).body as { facts: unknown[] }).facts;
    expect(facts).toHaveLength(1);
    const rebuilt = rebuildProgress.parse((await request(platform.url).post('/v1/rebuild').ok(() => true)).body);
    expect(rebuilt.problem).toBeNull();
    const [again] = await rows();
    expect(again).toEqual(live);
  });

  it('that there was none of is refused', async () => {
    await request(platform.url).get('/v1/surveys/nonsense').expect(404);
    await request(platform.url).get('/v1/surveys').query({ knownAt: '2199-01-01T00:00:00Z' }).expect(400);
  });
});
