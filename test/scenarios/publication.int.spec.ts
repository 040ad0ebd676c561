import { caseList } from '@mingxiao/contracts/cases';
import { figures } from '@mingxiao/contracts/metrics';
import { publicationAnswer, publicationSummary, restatementAnswer } from '@mingxiao/contracts/publications';
import { scorecard, scorecardList, scoreNode } from '@mingxiao/contracts/scorecards';
import { whatIfAnswer } from '@mingxiao/contracts/what-if';
import { loadSchemes } from '@mingxiao/catalog/schemes/load-schemes';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { ANALYTICS_STORE, EVENT_LOG } from '@mingxiao/server/tokens';
import { at } from '@mingxiao/testing/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

/** Facts as a hall would send them; every value follows from its number, so that a failure can be looked at again. */
const sections = Array.from({ length: 12 }, (_, index) => `S-${String(index + 1).padStart(2, '0')}`);
const touched = new Set(sections.slice(0, 6));
const casesEach = 60;
const hour = 3_600_000;

const spread = (number: number, among: number): number => (Math.imul(number + 1, 2_654_435_761) >>> 0) % among;
const iso = (instant: number): string => new Date(instant).toISOString();
const acceptedAt = (number: number): number => at('2026-01-12T09:00') + spread(number, 1_400) * hour;

const caseOf = (prefix: string, section: string, number: number) => {
  const subject = `${prefix}-${section}-${number}`;
  const begin = acceptedAt(number);
  const days = 1 + spread(number * 7 + section.length, 16);
  return [
    eventOf(`${subject}/a`, { subject, time: iso(begin), data: { kind: 'permit', unit: section, holder: `U-${section}`, promised: { amount: 5, unit: 'working-day' }, statutory: { amount: 8, unit: 'working-day' } } }),
    eventOf(`${subject}/f`, { subject, type: 'case.finished', time: iso(begin + days * 24 * hour), data: { outcome: 'granted' } }),
    eventOf(`${subject}/r`, { subject, type: 'case.rated', time: iso(begin + (days + 1) * 24 * hour), data: { level: 1 + spread(number * 3, 5), mode: 'active' } }),
  ];
};

const cityOf = (prefix: string, units: readonly string[], each: number) => units.flatMap((section) => Array.from({ length: each }, (_, number) => caseOf(prefix, section, number)).flat());

const retracted = (subject: string, what: string) =>
  eventOf(`${subject}/${what}/retracted`, { subject, type: 'fact.retracted', time: '2026-04-20T10:00:00+08:00', data: { source: 'urn:test:hall', id: `${subject}/${what}`, reason: 'entered by mistake', approver: 'U-9' } });

/** 10,000 facts of sections 1 to 6: late ones, finishes retracted and replaced, ratings withdrawn. */
const lateFacts = () => {
  const late = cityOf('late', [...touched], 530);
  const first = [...touched].flatMap((section) => Array.from({ length: casesEach }, (_, number) => `early-${section}-${number}`));
  const corrected = first.flatMap((subject, index) =>
    index % 2 === 0 ? [retracted(subject, 'f'), eventOf(`${subject}/f2`, { subject, type: 'case.finished', time: iso(acceptedAt(index) + 30 * 24 * hour), data: { outcome: 'granted' } })] : [],
  );
  const withdrawn = first.flatMap((subject, index) => (index % 3 === 0 ? [retracted(subject, 'r')] : []));
  return [...late, ...corrected, ...withdrawn].slice(0, 10_000);
};

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
  await send(cityOf('early', sections, casesEach));
  await send(sections.map((section) => eventOf(`unit ${section}`, { source: 'urn:test:org', type: 'org.unit-defined', subject: section, time: '2020-01-01T00:00:00Z', data: { unit: section, type: 'section', parent: 'D-1' } })));
});
afterAll(() => platform.stop());

const send = async (events: readonly unknown[]): Promise<void> => {
  for (let start = 0; start < events.length; start += 2_000) {
    const answer = await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf(events.slice(start, start + 2_000)) });
    expect(answer.status).toBe(200);
  }
  await platform.caughtUp();
};

const asked = async <Schema extends z.ZodType>(schema: Schema, path: string, body?: unknown): Promise<z.output<Schema>> => {
  const answer = await fetch(`${platform.url}${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (answer.status === 202) return asked(schema, path, body);
  const json: unknown = await answer.json();
  expect([answer.status, json]).toEqual([body === undefined || path.includes('what-if') ? 200 : 201, expect.anything()]);
  return schema.parse(json);
};

const posted = (path: string, body: unknown): Promise<Response> =>
  fetch(`${platform.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const quarter = 'from=2026-01-01&to=2026-03-31';
const measures = 'accepted,finished,onTimePromised,yellows,reds,negatives,points,ratedActive';
/** What the live model says, by a way that publications do not take. */
const live = async (instant: string) => {
  const reading = `&at=${encodeURIComponent(instant)}`;
  const counted = await asked(figures, `/v1/figures?measures=${measures}&by=section&${quarter}${reading}`);
  const scored = await asked(scorecardList, `/v1/scorecards/transport-100?period=2026-Q1${reading}`);
  return { counted: new Map(counted.rows.map((row) => [row.unit ?? '', row.measures])), scored: new Map(scored.rows.map((row) => [row.unit, row])), fingerprint: scored.fingerprint };
};

type Link = { readonly measure: string; readonly value: number; readonly drill: string };
const inputsIn = (tree: unknown): z.output<typeof scoreNode>['inputs'] => {
  const { inputs, children } = scoreNode.parse(tree);
  return [...inputs, ...children.flatMap(inputsIn)];
};
const linksIn = (tree: unknown): readonly Link[] => inputsIn(tree).flatMap(({ measure, value, drill }) => (drill === null ? [] : [{ measure, value, drill }]));

/** What each leaf says, and what the list adds up to that it links to. */
const saidAndListed = async (trees: Readonly<Record<string, unknown>>) => {
  const links = Object.values(trees).flatMap((tree) => (tree === null ? [] : linksIn(tree)));
  const listed = [];
  for (const { measure, drill } of links) listed.push([measure, (await asked(caseList, drill)).total]);
  return { said: links.map(({ measure, value }) => [measure, value]), listed };
};

const unitsWith = (cells: readonly { readonly unit: string; readonly cell: string }[], cell: string): string[] => cells.filter((one) => one.cell === cell).map(({ unit }) => unit).sort();

describe('a published set of scorecards', () => {
  it('is made again byte for byte after 10,000 late, corrected and withdrawn facts, and a restatement lists exactly what changed', async () => {
    const published = await asked(publicationSummary, '/v1/publications', { id: 'q1', scheme: 'transport-100', period: '2026-Q1', actor: 'U-reform', title: 'Q1' });
    const before = await live(published.at);
    expect(before.fingerprint).toBe(published.fingerprint);
    const said = await asked(publicationAnswer, '/v1/publications/q1?unit=S-01');
    expect(said.reproduced).toBe(true);

    const facts = lateFacts();
    expect(facts).toHaveLength(10_000);
    await send(facts);

    const again = await asked(publicationAnswer, '/v1/publications/q1?unit=S-01');
    expect(again.reproduced).toBe(true);
    expect(JSON.stringify([again.rows, again.trees, again.said])).toBe(JSON.stringify([said.rows, said.trees, said.said]));

    const { said: leaves, listed } = await saidAndListed(again.trees ?? {});
    expect(listed).toEqual(leaves);
    expect(leaves).toContainEqual(['reds', expect.any(Number)]);

    const restated = await asked(restatementAnswer, '/v1/publications/q1/restatements', { actor: 'U-inspector', reason: 'late entries of six sections' });
    expect(restated.reproduced).toEqual({ before: true, after: true });
    expect(restated.restatement).toMatchObject({ number: 1, actor: 'U-inspector', reason: 'late entries of six sections' });
    const after = await live(published.at);
    expect(after.fingerprint).toBe(restated.restatement.fingerprint);
    for (const measure of ['finished', 'yellows', 'reds', 'negatives'] as const) {
      const differing = sections.filter((unit) => before.counted.get(unit)?.[measure] !== after.counted.get(unit)?.[measure]);
      expect([measure, unitsWith(restated.changed, `figures.measures.${measure}`)]).toEqual([measure, differing]);
    }
    for (const of of ['points', 'rank', 'group'] as const) {
      const differing = sections.filter((unit) => before.scored.get(unit)?.standings.key?.[of] !== after.scored.get(unit)?.standings.key?.[of]);
      expect([of, unitsWith(restated.changed, `standings.key.${of}`)]).toEqual([of, differing]);
    }
    expect(restated.changed.some(({ unit, cell }) => !touched.has(unit) && cell.startsWith('figures.'))).toBe(false);
    expect(restated.changed.every(({ before: was, after: is }) => was !== is)).toBe(true);
  }, 240_000);

  it('is published once: the same request answers the same, another one under its id is refused', async () => {
    const end = await platform.app.get<EventLog>(EVENT_LOG).end();
    const request = { id: 'q1', scheme: 'transport-100', period: '2026-Q1', actor: 'U-reform', title: 'Q1' };
    const same = await asked(publicationSummary, '/v1/publications', request);
    expect(same.restatements).toHaveLength(1);
    const others = [{ scheme: 'qingdao-chief' }, { period: '2026-Q2' }, { actor: 'U-2' }, { title: 'Q2' }, { title: undefined }, { asOf: '2026-04-01' }, { asOf: same.at }];
    const answers = await Promise.all(others.map((other) => posted('/v1/publications', { ...request, ...other })));
    expect(answers.map(({ status }) => status)).toEqual(others.map(() => 409));
    expect(await platform.app.get<EventLog>(EVENT_LOG).end()).toEqual(end);
  });

  it('that is published as of an instant is so once, too', async () => {
    const request = { id: 'as-of', scheme: 'transport-100', period: '2026-Q1', actor: 'U-reform', asOf: new Date(Date.now() - 1_000).toISOString() };
    const made = await asked(publicationSummary, '/v1/publications', request);
    expect(await asked(publicationSummary, '/v1/publications', request)).toEqual(made);
    expect((await posted('/v1/publications', { ...request, asOf: undefined })).status).toBe(409);
    expect((await posted('/v1/publications', { ...request, id: 'to-come', asOf: '2999-01-01T00:00:00Z' })).status).toBe(400);
  });

  it('is restated by one at a time: who comes second at the same moment is told, and not given what another said', async () => {
    const actors = ['U-7', 'U-8'];
    const answers = await Promise.all(actors.map((actor) => posted('/v1/publications/q1/restatements', { actor, reason: `as ${actor} says` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const made = restatementAnswer.parse(await answers.find(({ status }) => status === 201)?.json());
    expect(made.restatement).toMatchObject({ number: 2, actor: actors[answers.findIndex(({ status }) => status === 201)] });
    await platform.caughtUp();
    expect((await asked(restatementAnswer, '/v1/publications/q1/restatements', { actor: 'U-9', reason: 'once more' })).restatement.number).toBe(3);
  }, 60_000);
});

describe('a scorecard read for an instant', () => {
  it('links every leaf to a list that is read for the same instant', async () => {
    const { trees } = await asked(scorecard, `/v1/scorecards/transport-100?unit=S-01&period=2026-Q1&at=${encodeURIComponent('2026-02-10T12:00:00+08:00')}`);
    const { said, listed } = await saidAndListed(trees);
    expect(said.find(([measure]) => measure === 'openOverdue')?.[1]).toBeGreaterThan(0);
    expect(listed).toEqual(said);
  });

  it.each([
    ['half a month against half of the one before', '2026-03', '2026-03-20T12:00:00+08:00'],
    ['a month against the whole one before', '2026-02', '2026-04-10T12:00:00+08:00'],
  ])('links what development is measured against to a list, too: %s', async (_what, period, instant) => {
    const { trees } = await asked(scorecard, `/v1/scorecards/service-hall-index?unit=S-01&period=${period}&at=${encodeURIComponent(instant)}`);
    const earlier = inputsIn(trees.development).filter(({ of, value }) => of === 'previous' && value > 0);
    expect(earlier.length).toBeGreaterThan(3);
    const listed = [];
    for (const { measure, drill } of earlier) listed.push([measure, (await asked(caseList, drill ?? '')).total]);
    expect(listed).toEqual(earlier.map(({ measure, value }) => [measure, value]));
  });
});

describe('a candidate scheme', () => {
  const shipped = () => {
    const loaded = loadSchemes();
    if (!loaded.ok) throw new Error('the shipped schemes cannot be read');
    const found = loaded.value.find(({ scheme }) => scheme.name === 'transport-100');
    if (found === undefined) throw new Error('transport-100 does not ship');
    return found.scheme;
  };

  it('is tried on history beside the one in force, and nothing is written', async () => {
    const store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE);
    const tables = () => store.query({ name: 'test/rows', sql: "SELECT name, total_rows FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' ORDER BY name", row: (raw) => raw });
    const [end, rows] = [await platform.app.get<EventLog>(EVENT_LOG).end(), await tables()];
    const scheme = shipped();
    const key = { ...scheme.assessments.key, deductions: scheme.assessments.key.deductions.map((one) => (one.measure === 'reds' ? { ...one, points: -5 } : one)) };
    const answer = await asked(whatIfAnswer, '/v1/what-if', { candidate: { ...scheme, version: 'candidate', assessments: { ...scheme.assessments, key } }, period: '2026-Q1' });
    expect(answer).toMatchObject({ candidate: { name: 'transport-100', version: 'candidate' }, against: { name: 'transport-100' } });
    expect(answer.moves.map(({ unit }) => unit).sort()).toEqual(sections);
    expect(answer.moves.every(({ points }) => points === null || points <= 0)).toBe(true);
    expect(answer.moves.some(({ points }) => points !== null && points < 0)).toBe(true);
    expect([await platform.app.get<EventLog>(EVENT_LOG).end(), await tables()]).toEqual([end, rows]);
  });

  it.each([{ at: '2026-02-10T12:00:00+08:00' }, { at: '2026-02-10T12:00:00+08:00', referenceKnownAt: 'a second ago' }])('is read for an instant and under the rules known at one, as scorecards are: %j', async (known) => {
    const reading = 'referenceKnownAt' in known ? { ...known, referenceKnownAt: new Date(Date.now() - 1_000).toISOString() } : known;
    const { rows } = await asked(scorecardList, `/v1/scorecards/transport-100?${new URLSearchParams({ period: '2026-Q1', ...reading }).toString()}`);
    const { moves, basis } = await asked(whatIfAnswer, '/v1/what-if', { candidate: { ...shipped(), version: 'candidate' }, period: '2026-Q1', ...reading });
    expect(basis.referenceKnownAt ?? null).toBe(reading.referenceKnownAt ?? null);
    expect(new Map(moves.map(({ unit, before }) => [unit, before?.points ?? null]))).toEqual(new Map(rows.map(({ unit, standings }) => [unit, standings.key?.points ?? null])));
  });

  it('that shares cases out among their holders scores alike whoever held theirs alone', async () => {
    const scheme = shipped();
    const answer = await asked(whatIfAnswer, '/v1/what-if', { candidate: { ...scheme, version: 'candidate', responsibility: 'holding-share' }, period: '2026-Q1' });
    expect(answer.moves.map(({ unit }) => unit).sort()).toEqual(sections);
    expect(answer.moves.filter(({ points }) => points !== null && points !== 0)).toEqual([]);
  });

  it('whose weights do not add up is refused with the field and the reason', async () => {
    const scheme = shipped();
    const key = { ...scheme.assessments.key, components: [{ id: 'speed', title: {}, of: { indicator: 'onTimePromised' }, curve: { kind: 'piecewise', knots: [{ at: 0, points: 0 }, { at: 100, points: 100 }] } }], weights: { default: { speed: 90 } } };
    const answer = await fetch(`${platform.url}/v1/what-if`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ candidate: { ...scheme, assessments: { ...scheme.assessments, key } }, period: '2026-Q1' }) });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringMatching(/weights.*90/)]);
  });
});
