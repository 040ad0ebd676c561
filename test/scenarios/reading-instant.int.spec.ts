import { comparison } from '@mingxiao/contracts/comparisons';
import { explanation } from '@mingxiao/contracts/explain';
import { figures } from '@mingxiao/contracts/metrics';
import { publicationSummary, restatementAnswer } from '@mingxiao/contracts/publications';
import { ranking } from '@mingxiao/contracts/rankings';
import { scorecard, scoreNode } from '@mingxiao/contracts/scorecards';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const finishedOn = (id: string, day: string, unit = 'S-1') => [
  eventOf(`${id}/a`, { subject: id, time: `${day}T09:00:00+08:00`, data: { kind: 'permit', unit, holder: `U-${unit}`, promised: { amount: 5, unit: 'working-day' } } }),
  eventOf(`${id}/f`, { subject: id, type: 'case.finished', time: `${day}T15:00:00+08:00`, data: { outcome: 'granted' } }),
];
const oneEach = (prefix: string, days: readonly string[]) => days.flatMap((day) => finishedOn(`${prefix}-${day}`, day));
/** Working days of a month, as `YYYY-MM-DD`. */
const daysOf = (month: string, from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `${month}-${String(from + index).padStart(2, '0')}`).filter((day) => new Date(day).getUTCDay() % 6 !== 0);

const middle = '2026-04-15T23:00:00+08:00';
let now = Date.parse(middle);
let platform: TestPlatform;
const send = async (events: readonly unknown[]): Promise<void> => {
  const answer = await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf(events) });
  expect(answer.status).toBe(200);
  await platform.caughtUp();
};

const asked = async <Schema extends z.ZodType>(schema: Schema, path: string, query: Readonly<Record<string, string>> | null, body?: unknown): Promise<z.output<Schema>> => {
  const address = `${platform.url}${path}${query === null ? '' : `?${new URLSearchParams(query).toString()}`}`;
  const answer = await fetch(address, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (answer.status === 202) return asked(schema, path, query, body);
  const json: unknown = await answer.json();
  expect([answer.status, json]).toEqual([body === undefined ? 200 : 201, expect.anything()]);
  return schema.parse(json);
};

const april = { from: '2026-04-01', to: '2026-04-30' };
const unit = { by: 'section', unit: 'S-1' };
const trees = async (scheme: string, at?: string) => (await asked(scorecard, `/v1/scorecards/${scheme}`, { ...april, unit: 'S-1', ...(at === undefined ? {} : { at }) })).trees;

/** Of every way to ask, how many cases the section finished in April, read for `at`. */
const finishedSaid = async (at: string) => {
  const counted = await asked(figures, '/v1/figures', { ...april, ...unit, measures: 'finished', at });
  const explained = await asked(explanation, '/v1/explain', { ...april, ...unit, metric: 'finished', at });
  const ranked = await asked(ranking, '/v1/rankings', { ...april, by: 'section', at });
  const compared = await asked(comparison, '/v1/comparisons', { ...april, ...unit, metric: 'finished', with: 'previous', at });
  const scored = scoreNode.parse((await trees('service-hall-index', at)).key);
  return {
    figures: counted.rows.map(({ measures }) => measures.finished),
    explain: explained.type === 'figure' ? explained.figure?.numerator : null,
    ranking: ranked.rows.filter((row) => row.unit === 'S-1').map(({ finished }) => finished),
    comparison: compared.now.numerator,
    scorecard: scored.n,
  };
};

beforeAll(async () => {
  platform = await startTestPlatform({ watch: false, clock: { now: () => now } });
  await send([...oneEach('march', daysOf('2026-03', 1, 31)), ...oneEach('april', daysOf('2026-04', 1, 15))]);
});
afterAll(() => platform.stop());

describe('a reading for an instant within a period', () => {
  it('says afterwards what it said then, by every way to ask: nothing counts that happened later', async () => {
    const finished = daysOf('2026-04', 1, 15).length;
    const [then, indices] = [await finishedSaid(middle), await trees('service-hall-index')];
    expect(then).toEqual({ figures: [finished], explain: finished, ranking: [finished], comparison: finished, scorecard: finished });
    const published = await asked(publicationSummary, '/v1/publications', null, { id: 'april', scheme: 'service-hall-index', ...april, actor: 'U-1' });

    now = Date.parse('2026-05-20T09:00:00+08:00');
    await send(oneEach('april', daysOf('2026-04', 16, 30)));
    expect(await finishedSaid(middle)).toEqual(then);
    expect(await finishedSaid('2026-05-19T00:00:00+08:00')).toMatchObject({ figures: [daysOf('2026-04', 1, 30).length] });
    // The trees hold a change against as much of March.
    expect(scoreNode.parse(indices.development).points).not.toBeNull();
    expect(JSON.stringify(withoutLinks(await trees('service-hall-index', middle)))).toBe(JSON.stringify(withoutLinks(indices)));

    const business = await asked(restatementAnswer, '/v1/publications/april/restatements', null, { actor: 'U-2', reason: 'a look' });
    expect([business.reproduced, business.changed]).toEqual([{ before: true, after: true }, []]);
    expect(business.restatement.fingerprint).toBe(published.fingerprint);

    now += 60_000;
    await send(finishedOn('late', '2026-04-10'));
    const late = await asked(restatementAnswer, '/v1/publications/april/restatements', null, { actor: 'U-2', reason: 'a case was entered late' });
    expect(late.changed).toContainEqual({ unit: 'S-1', cell: 'figures.measures.finished', before: finished, after: finished + 1 });
  }, 120_000);
});

const withoutLinks = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (name, item: unknown) => (name === 'drill' ? undefined : item)));
