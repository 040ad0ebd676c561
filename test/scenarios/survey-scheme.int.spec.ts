import { publicationAnswer, publicationSummary, restatementAnswer } from '@mingxiao/contracts/publications';
import { scorecard, scorecardList, scoreNode, type ScoreTree } from '@mingxiao/contracts/scorecards';
import { surveyList } from '@mingxiao/contracts/surveys';
import { whatIfAnswer } from '@mingxiao/contracts/what-if';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { at } from '@mingxiao/testing/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const line = (low: number, high: number, least: number, most: number) => ({ kind: 'piecewise', knots: [{ at: low, points: least }, { at: high, points: most }] });
const survey = { id: 'survey', title: { en: 'Survey' }, of: { indicator: 'surveyIndex' } };
const schemeWith = (onTime: number, index: number, more: object = {}) => ({
  name: 'business-environment',
  version: '1',
  title: { zh: '营商环境', en: 'Business environment' },
  effectiveFrom: '2025-01-01',
  legalBasis: [],
  level: 'department',
  responsibility: 'finisher',
  countedBy: 'finished',
  minimumCases: 1,
  assessments: {
    key: {
      base: 0,
      components: [{ id: 'on-time', title: { en: 'In time' }, of: { indicator: 'onTimePromised' }, curve: line(0, 100, 0, 100) }, { ...survey, curve: line(0, 100, 0, 100) }],
      weights: { default: { 'on-time': onTime, survey: index } },
    },
    development: { base: 50, components: [{ ...survey, curve: line(-10, 10, -50, 50) }], weights: { default: { survey: 100 } } },
  },
  ...more,
});

const unit = (id: string, type: string, parent?: string) =>
  eventOf(`unit ${id}`, { source: 'urn:test:org', type: 'org.unit-defined', subject: id, time: '2020-01-01T00:00:00Z', data: { unit: id, type, ...(parent === undefined ? {} : { parent }) } });

/** Finished within a day, or weeks late. */
const caseOf = (section: string, number: number, late: boolean) => {
  const subject = `C-${section}-${number}`;
  return [
    eventOf(`${subject}/a`, { subject, time: '2026-05-06T09:00:00+08:00', data: { kind: 'permit', unit: section, holder: 'U-1', promised: { amount: 5, unit: 'working-day' } } }),
    eventOf(`${subject}/f`, { subject, type: 'case.finished', time: late ? '2026-06-10T15:00:00+08:00' : '2026-05-07T15:00:00+08:00', data: { outcome: 'granted' } }),
  ];
};

const asking = (type: string, wave: string, who: string, department: string, time: string, data: object = {}) =>
  eventOf(`${type} ${wave} ${who} ${department}`, { source: 'urn:test:survey', subject: who, type, time: `${time}T10:00:00+08:00`, data: { wave, department, ...data } });
const reply = (wave: string, who: string, department: string, time: string, ...points: readonly number[]) =>
  asking('survey.answered', wave, who, department, time, { answers: points.map((given, index) => ({ question: `Q-${index}`, version: 1, points: given })) });
const replies = (wave: string, department: string, time: string, ...points: readonly number[]) => points.map((given, index) => reply(wave, `${department}/E-${index}`, department, time, given));

let now = at('2026-07-10T12:00');
let platform: TestPlatform;
const send = async (events: readonly unknown[]): Promise<void> => {
  const answer = await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf(events) });
  expect(answer.status).toBe(200);
  await platform.caughtUp();
};
beforeAll(async () => {
  platform = await startTestPlatform({ clock: { now: () => now }, watch: false });
  const body = schemeWith(60, 40);
  await send([
    eventOf('scheme', { source: 'urn:test:schemes', type: 'scheme.defined', subject: body.name, time: '2025-01-01T00:00:00+08:00', data: { name: body.name, version: body.version, body } }),
    ...['D-1', 'D-2', 'D-3', 'D-4'].flatMap((department, index) => [unit(department, 'department'), unit(`S-${index + 1}`, 'section', department)]),
    // Eight of ten in time; four of four; one of one.
    ...Array.from({ length: 10 }, (_, number) => caseOf('S-1', number, number < 2)).flat(),
    ...Array.from({ length: 4 }, (_, number) => caseOf('S-2', number, false)).flat(),
    ...caseOf('S-3', 0, false),
    ...replies('spring', 'D-1', '2026-02-10', 70, 70, 70, 70, 70, 70),
    ...replies('spring', 'D-2', '2026-02-10', 90, 90, 90, 90, 90, 90),
    asking('survey.invited', 'summer', 'D-1/E-9', 'D-1', '2026-05-20'),
    ...replies('summer', 'D-1', '2026-06-01', 80, 80, 80, 80, 90),
    ...replies('summer', 'D-2', '2026-06-01', 55.5, 55.5, 55.5, 55.5, 55.5, 55.5),
    // A wave of the second quarter goes on into the third.
    reply('summer', 'D-1/E-7', 'D-1', '2026-07-02', 60, 70.5),
    // Of so few nothing is shown, and of the other of two neither.
    ...replies('small', 'D-3', '2026-06-15', 10, 10, 10),
    ...replies('small', 'D-2', '2026-06-15', 20, 20),
    // What would have been the first answer of this wave never was.
    ...replies('moved', 'D-4', '2026-04-20', 40, 40, 40, 40, 45),
    reply('moved', 'D-4/E-9', 'D-4', '2026-03-20', 0),
    eventOf('never was', { source: 'urn:test:survey', subject: 'D-4/E-9', type: 'fact.retracted', time: '2026-05-01T10:00:00+08:00', data: { source: 'urn:test:survey', id: 'survey.answered moved D-4/E-9 D-4', reason: 'entered twice', approver: 'U-9' } }),
  ]);
});
afterAll(() => platform.stop());

const asked = async <Schema extends z.ZodType>(schema: Schema, path: string, body?: unknown): Promise<z.output<Schema>> => {
  const answer = await fetch(`${platform.url}${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (answer.status === 202) return asked(schema, path, body);
  const json: unknown = await answer.json();
  expect([answer.status < 300, json]).toEqual([true, expect.anything()]);
  return schema.parse(json);
};

const card = (department: string, more: Readonly<Record<string, string>> = {}) => asked(scorecard, `/v1/scorecards/business-environment?${new URLSearchParams({ unit: department, period: '2026-Q2', ...more }).toString()}`);
const leafOf = (tree: unknown, id: string) => z.array(scoreNode).parse(scoreNode.parse(tree).children).find((one) => one.id === id);
const inputsIn = (tree: unknown): ScoreTree['inputs'] => {
  const { inputs, children } = scoreNode.parse(tree);
  return [...inputs, ...children.flatMap(inputsIn)];
};
/** What the leaves say of surveys, and what the waves they lead to add up to. */
const saidAndListed = async (tree: unknown) => {
  const links = inputsIn(tree).filter(({ measure, drill }) => measure.startsWith('survey') && drill !== null);
  const listed = [];
  for (const { measure, drill } of links) {
    const { waves } = await asked(surveyList, drill ?? '');
    listed.push([measure, waves.reduce((sum, { measures }) => sum + (measures?.[measure as 'surveyPoints'] ?? 0), 0)]);
  }
  return { said: links.map(({ measure, value }) => [measure, value]), listed };
};

describe('a scheme that gives departments points for surveys', () => {
  it('scores a whole wave in the period in which it began, beside the cases', async () => {
    const { trees, card: row } = await card('D-1');
    // 4 × 80 + 90 + 60 + 70.5 = 540.5 in seven answers of six people; 80 × 60 % + 540.5/7 × 40 %.
    expect(leafOf(trees.key, 'survey')).toMatchObject({ value: '1081/14', n: 6, points: 308_857, inputs: [{ measure: 'surveyPoints', value: 540.5 }, { measure: 'surveyPointsCount', value: 7 }] });
    expect([leafOf(trees.key, 'on-time')?.points, row.standings.key?.points]).toEqual([480_000, 788_857]);
    // 77.2142… less the 70 of spring: 7.2142… × 5.
    expect(leafOf(trees.development, 'survey')).toMatchObject({ value: '101/14', points: 360_714 });
  });

  it('takes a wave to begin with its first fact that counts, and has it in no period before', async () => {
    expect(leafOf((await card('D-4')).trees.key, 'survey')).toMatchObject({ value: '41', n: 5 });
    expect(leafOf((await card('D-4', { period: '2026-Q1' })).trees.key, 'survey')).toMatchObject({ value: null, n: 0 });
  });

  it('counts what was said up to the instant of the reading and nothing after it', async () => {
    const { trees, card: row } = await card('D-1', { at: '2026-06-30T23:59:59+08:00' });
    expect(leafOf(trees.key, 'survey')).toMatchObject({ value: '82', n: 5, points: 328_000 });
    expect(row.standings.key?.points).toBe(808_000);
    const { said, listed } = await saidAndListed(trees.key);
    expect(said).toEqual([['surveyPoints', 410], ['surveyPointsCount', 5]]);
    expect(listed).toEqual(said);
  });

  it('rests on nothing that is not shown: without five people there is no score', async () => {
    const { rows } = await asked(scorecardList, '/v1/scorecards/business-environment?period=2026-Q2');
    expect(rows.map(({ unit: id, standings }) => [id, standings.key?.points, standings.key?.rank])).toEqual([['D-1', 788_857, 2], ['D-2', 822_000, 1], ['D-3', null, null], ['D-4', null, null]]);
    const { trees } = await card('D-2');
    // The six of summer, and not the two of the small wave.
    expect(await saidAndListed(trees.key)).toEqual({ said: [['surveyPoints', 333], ['surveyPointsCount', 6]], listed: [['surveyPoints', 333], ['surveyPointsCount', 6]] });
    const { waves } = await asked(surveyList, '/v1/surveys?department=D-2&from=2026-04-01&to=2026-06-30');
    expect(waves.map(({ wave, measures }) => [wave, measures?.surveyPoints ?? null])).toEqual([['small', null], ['summer', 333]]);
    expect((await card('D-3')).trees.key).toMatchObject({ points: null, note: 'no-data' });
  });

  it('is made again after late and retracted replies, and a restatement lists what they change', async () => {
    await asked(publicationSummary, '/v1/publications', { id: 'q2', scheme: 'business-environment', period: '2026-Q2', actor: 'U-reform', title: 'Q2' });
    const said = await asked(publicationAnswer, '/v1/publications/q2?unit=D-1');
    expect([said.reproduced, said.rows.find(({ unit: id }) => id === 'D-1')?.standings.key?.points]).toEqual([true, 788_857]);
    now += 3_600_000;
    await send([
      reply('summer', 'D-1/E-8', 'D-1', '2026-06-29', 100),
      eventOf('withdrawn', { source: 'urn:test:survey', subject: 'D-1/E-7', type: 'fact.retracted', time: '2026-07-09T10:00:00+08:00', data: { source: 'urn:test:survey', id: 'survey.answered summer D-1/E-7 D-1', reason: 'was about another office', approver: 'U-9' } }),
    ]);
    const again = await asked(publicationAnswer, '/v1/publications/q2?unit=D-1');
    expect([again.reproduced, JSON.stringify([again.rows, again.trees])]).toEqual([true, JSON.stringify([said.rows, said.trees])]);
    expect(await saidAndListed(again.trees?.key)).toEqual({ said: [['surveyPoints', 540.5], ['surveyPointsCount', 7]], listed: [['surveyPoints', 540.5], ['surveyPointsCount', 7]] });

    const restated = await asked(restatementAnswer, '/v1/publications/q2/restatements', { actor: 'U-inspector', reason: 'replies came late' });
    expect(restated.reproduced).toEqual({ before: true, after: true });
    const figures = restated.changed.filter(({ cell }) => cell.startsWith('figures.'));
    // 410 + 100 of six people: a mean of 85; 80 × 60 % + 85 × 40 % = 82 points.
    expect(figures.map(({ unit: id, cell, before, after }) => [id, cell, before, after])).toEqual([
      ['D-1', 'figures.measures.surveyPoints', 540.5, 510],
      ['D-1', 'figures.measures.surveyPointsCount', 7, 6],
    ]);
    expect((await card('D-1')).card.standings.key?.points).toBe(820_000);
  }, 120_000);

  it('can be tried as another scheme, and only where there are departments', async () => {
    const answer = await asked(whatIfAnswer, '/v1/what-if', { candidate: schemeWith(50, 50, { version: 'candidate' }), period: '2026-Q2' });
    // 40 + 42.5 instead of 82; 50 + 27.75 instead of 82.2.
    expect(Object.fromEntries(answer.moves.map(({ unit: id, points }) => [id, points]))).toEqual({ 'D-1': 5_000, 'D-2': -44_500, 'D-3': null, 'D-4': null });
    const refused = await fetch(`${platform.url}/v1/what-if`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ candidate: schemeWith(50, 50, { level: 'section' }), period: '2026-Q2' }) });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/surveyIndex.{1,4} is known of every department only, and this scores every section/);
  });
});
