import { gzipSync } from 'node:zlib';
import { health } from '@mingxiao/contracts/health';
import { problem, type IngestAnswer } from '@mingxiao/contracts/events';
import { reconciliation } from '@mingxiao/contracts/reconciliation';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());

const json = 'application/json';
const lines = 'application/x-ndjson';

/** The client would write bytes anew as JSON. */
const asItIs = (body: unknown): string => body as string;

const post = (type: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
  request(platform.url).post('/v1/events').set({ 'content-type': type, ...headers }).serialize(asItIs).send(body);

const text = (id: string, part: Readonly<Record<string, unknown>> = {}) => JSON.stringify(eventOf(id, part));
const spoiled = (id: string) => {
  const bytes = Buffer.from(text(id, { data: { unit: 'XX' } }));
  bytes[bytes.indexOf('XX')] = 0xff;
  return bytes;
};
const deep = (id: string) => text(id, { data: { papers: 0 } }).replace('"papers":0', `"papers":${'['.repeat(100_000)}${']'.repeat(100_000)}`);

/** What no recorder of facts may take: name, bytes, and words of the reason. */
const rejectedEvents: readonly (readonly [string, Buffer | string, RegExp])[] = [
  ['malformed UTF-8', spoiled('utf'), /UTF-8/],
  ['a key that stands twice', text('twice').replace('"data":{', '"data":{"unit":"S-9",'), /"unit" stands twice/],
  ['a key that stands twice, once escaped', text('escaped').replace('"data":{', '"data":{"un\\u0069t":"S-9",'), /"unit" stands twice/],
  ['an integer beyond 2^53', text('integer', { data: { fee: 0 } }).replace('"fee":0', '"fee":9007199254740993'), /beyond 2\^53/],
  ['a number beyond all bounds', text('infinite', { data: { fee: 0 } }).replace('"fee":0', '"fee":1e999'), /too large/],
  ['a lone surrogate', text('surrogate', { data: { unit: 'XX' } }).replace('XX', '\\ud83d'), /surrogate/],
  ['a NUL', text('nul', { data: { unit: 'XX' } }).replace('XX', '\\u0000'), /NUL/],
  ['nesting 100,000 deep', deep('deep'), /deeper than/],
  ['no JSON', '{"specversion":"1.0",', /JSON/],
  ['a text', '"case.accepted"', /object/],
  ['null', 'null', /object/],
  ['no id', text('x', { id: undefined }), /id/],
  ['an id that is a number', text('x', { id: 7 }), /id/],
  ['an empty subject', text('x', { subject: '' }), /subject/],
  ['a subject of 10,000 characters', text('x', { subject: 'x'.repeat(10_000) }), /subject/],
  ['a time without an offset', text('x', { time: '2026-03-02T09:00:00' }), /time/],
  ['a time that is none', text('x', { time: '2026-02-30T25:00:00Z' }), /time/],
  ['a time no office has ever seen', text('x', { time: '+200000-01-01T00:00:00Z' }), /time/],
  ['another version of CloudEvents', text('x', { specversion: '0.3' }), /specversion/],
  ['data that is not JSON', text('x', { datacontenttype: 'text/xml', data: '<a/>' }), /JSON/],
];

describe.each(rejectedEvents)('an event with %s', (_, body, reason) => {
  it('is refused alone with a problem that says why', async () => {
    const answer = await post(json, body).expect(400).expect('content-type', /application\/problem\+json/);
    expect(problem.parse(answer.body).detail).toMatch(reason);
  });

  it('is rejected among lines, and its neighbours are taken', async () => {
    const [before, after] = [text(`before ${String(reason)}${String(_)}`), text(`after ${String(reason)}${String(_)}`)];
    const { body: answer } = await post(lines, Buffer.concat([Buffer.from(`${before}\n`), Buffer.from(body), Buffer.from(`\n${after}`)])).expect(200);
    const { results } = answer as IngestAnswer;
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(results[1]?.problem).toMatch(reason);
  });
});

describe('a request', () => {
  const refusals: readonly (readonly [string, number, string, string | Buffer, Readonly<Record<string, string>>])[] = [
    ['without a body', 400, json, '', {}],
    ['of an unknown content type', 415, 'text/csv', 'a,b', {}],
    ['packed in a way we do not know', 415, json, 'x', { 'content-encoding': 'br' }],
    ['that says gzip and is none', 400, json, text('no gzip'), { 'content-encoding': 'gzip' }],
    ['of lines that says gzip and is none', 400, lines, text('no gzip'), { 'content-encoding': 'gzip' }],
    ['whose gzip ends early', 400, json, gzipSync(text('cut off')).subarray(0, 40), { 'content-encoding': 'gzip' }],
    ['of lines whose gzip ends early', 400, lines, gzipSync(text('cut off')).subarray(0, 40), { 'content-encoding': 'gzip' }],
    ['with a body beyond 16 MiB', 413, json, Buffer.alloc(17 * 1_048_576, 'x'), {}],
    ['with a small gzip of 64 MiB', 413, json, gzipSync(Buffer.alloc(64 * 1_048_576, ' ')), { 'content-encoding': 'gzip' }],
    ['with a line beyond 1 MiB', 413, lines, Buffer.alloc(2 * 1_048_576, 'x'), {}],
    ['with a small gzip of one endless line', 413, lines, gzipSync(Buffer.alloc(64 * 1_048_576, 'x')), { 'content-encoding': 'gzip' }],
  ];
  it.each(refusals)('%s is answered with the problem %i', async (_, status, type, body, headers) => {
    const answer = await post(type, body, headers);
    expect(answer.headers['content-type']).toMatch(/application\/problem\+json/);
    expect(problem.parse(answer.body)).toMatchObject({ status });
    expect(answer.status).toBe(status);
  });

  it('of lines that breaks off in the middle says how many were taken, and those stand', async () => {
    const taken = Array.from({ length: 1_000 }, (_, index) => text(`taken ${index}`)).join('\n');
    const answer = await post(lines, Buffer.concat([Buffer.from(`${taken}\n`), Buffer.alloc(2 * 1_048_576, 'x')])).expect(413);
    expect(answer.body).toMatchObject({ processed: 1_000, counts: { accepted: 1_000 } });
    expect((await post(json, text('taken 999'))).body).toMatchObject({ counts: { duplicate: 1 } });
  });

  it('whose batch holds a bad event among good ones loses only the bad one', async () => {
    const batch = `[${text('good before')},${text('bad').replace('"data":{', '"data":{"unit":"S-9",')},${text('good after')}]`;
    const { body } = await post(json, batch).expect(200);
    expect((body as IngestAnswer).results.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted']);
  });

  it.each([
    ['nested 100,000 deep', `[${deep('deep batch')}]`],
    ['nested 100,000 deep behind a key that stands twice', `[${text('x').replace('"data":{', '"data":{"unit":"S-9",')},${deep('deep batch')}]`],
    ['that is cut off', `[${text('cut')},{"id":`],
    ['in malformed UTF-8', Buffer.concat([Buffer.from('['), spoiled('utf batch'), Buffer.from(']')])],
  ])('with a batch %s is refused or its bad event is', async (_, body) => {
    const answer = await post(json, body);
    expect([200, 400]).toContain(answer.status);
    if (answer.status === 200) expect((answer.body as IngestAnswer).counts).toMatchObject({ accepted: 0 });
    else expect(problem.parse(answer.body).status).toBe(400);
  });
});

describe('what the domain must survive', () => {
  const amounts = ['working-day', 'working-hour', 'natural-day', 'hour', 'month'].flatMap((unit) => [0, 1e-9, 100_000].map((amount) => ({ amount, unit })));
  const times = ['1900-01-01T00:00:00Z', '1970-01-01T00:00:00+14:00', '2199-12-31T23:59:59.999Z'];
  const extremes = [
    ...amounts.flatMap((promised, index) => times.map((time, at) => eventOf(`amount ${index}/${at}`, { time, data: { kind: 'permit', unit: 'S-1', promised, statutory: promised } }))),
    ...amounts.map((by, index) => eventOf(`extended ${index}`, { subject: 'case of amount 0/1', type: 'case.extended', data: { by } })),
    ...amounts.map((appliedFor, index) => eventOf(`suspended ${index}`, { subject: `case of amount ${index}/0`, type: 'case.suspended', data: { reason: 'hearing', appliedFor } })),
  ];
  const strange = [
    eventOf('separator', { data: { unit: 'S\u001f1', holder: 'U\u001f1' } }),
    eventOf('separator moves', { subject: 'case of separator', type: 'case.transferred', data: { toUnit: '\u001f', toHolder: '\u001f' } }),
    eventOf('rated oddly', { subject: 'case of separator', type: 'case.rated', data: { level: 5, mode: 'active', unit: 'S\u001f1', staff: '\u001f' } }),
    eventOf('quotes', { subject: "it's \\ a {case: String} `x` -- ' OR 1=1", data: { unit: "'); DROP TABLE cases_v2 --", item: '{unit: String}' } }),
    eventOf('emoji', { subject: '办件 😀', data: { unit: '科室\u2028', holder: '\ufeff' } }),
    eventOf('far due', { data: { promisedDueAt: '9999-12-31T23:59:59Z', statutoryDueAt: '0001-01-01T00:00:00Z' } }),
    eventOf('prototype', { data: JSON.parse('{"__proto__":{"unit":"S-1"},"constructor":"x","kind":"__proto__"}') as unknown }),
    eventOf('prototype unit', { subject: '__proto__', type: 'org.unit-defined', data: { unit: '__proto__', name: { zh: '' }, type: 'section', parent: '__proto__' } }),
    eventOf('circle', { subject: 'S-1', type: 'org.unit-defined', data: { unit: 'S-1', name: {}, type: 'section', parent: 'S-1' } }),
  ];

  it('is taken or parked, never rejected, and every figure can still be read', async () => {
    const { body } = await post(json, JSON.stringify([...extremes, ...strange])).expect(200);
    expect((body as IngestAnswer).results.filter(({ status }) => status !== 'accepted' && status !== 'parked')).toEqual([]);
    await platform.caughtUp(AbortSignal.timeout(20_000));
    for (const by of ['district', 'department', 'section', 'staff', 'item']) {
      await request(platform.url).get('/v1/rankings').query({ by, from: '1900-01-01', to: '2199-12-31' }).expect(200);
      await request(platform.url).get('/v1/cases').query({ by, from: '1900-01-01', to: '2199-12-31', measure: 'accepted' }).expect(200);
    }
    for (const { subject } of strange) {
      const { status } = await request(platform.url).get(`/v1/cases/${encodeURIComponent(subject)}`);
      expect([subject, [200, 404].includes(status)]).toEqual([subject, true]);
    }
  });
});

describe('after all of this', () => {
  it('the server is in good health', async () => {
    const { body } = await request(platform.url).get('/v1/health').expect(200);
    expect(health.parse(body)).toMatchObject({ problems: [] });
  });

  it('nothing is lost: log and store agree', async () => {
    const { body } = await request(platform.url).get('/v1/reconciliation').expect(200);
    expect(reconciliation.parse(body)).toMatchObject({ ok: true, problems: [], gaps: [] });
  });
});
