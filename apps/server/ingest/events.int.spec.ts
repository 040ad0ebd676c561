import { gzipSync } from 'node:zlib';
import type { IngestAnswer } from '@mingxiao/contracts/events';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, linesOf, startTestPlatform, statusesOf, type TestPlatform } from '../platform.fixture.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());

const post = (type: string, body: string) => request(platform.url).post('/v1/events').set('content-type', type).send(body);

type Send = (events: readonly unknown[]) => Promise<IngestAnswer>;

const forms: Readonly<Record<string, Send>> = {
  'one by one': async (events) => {
    const results: IngestAnswer['results'] = [];
    for (const [index, event] of events.entries()) {
      const { body } = await post('application/cloudevents+json', JSON.stringify(event));
      results.push({ ...(body as IngestAnswer).results[0], index } as IngestAnswer['results'][number]);
    }
    return { results, counts: {} as IngestAnswer['counts'] };
  },
  'as a batch': async (events) => (await post('application/cloudevents-batch+json', JSON.stringify(events))).body as IngestAnswer,
  'as plain JSON': async (events) => (await post('application/json', JSON.stringify(events))).body as IngestAnswer,
  'as a stream of lines': async (events) => (await post('application/x-ndjson', linesOf(events))).body as IngestAnswer,
};

describe.each(Object.keys(forms))('events sent %s', (form) => {
  const send: Send = (events) => (forms[form] as Send)(events);
  const named = (id: string) => `${form} ${id}`;

  it('are accepted once, duplicates afterwards, and conflicts with other content', async () => {
    const first = eventOf(named('a'));
    expect((await send([first, eventOf(named('b'))])).results.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(statusesOf((await send([first])).results)).toEqual({ [named('a')]: 'duplicate' });
    expect(statusesOf((await send([{ ...first, data: { unit: 'S-2' } }])).results)).toEqual({ [named('a')]: 'conflict' });
  });

  it('are the same though offset, extension attributes and order of keys differ', async () => {
    const { data, ...rest } = eventOf(named('c'));
    await send([{ ...rest, data }]);
    const same = { data, ...rest, time: '2026-03-02T01:00:00.000Z', historical: true, traceparent: 'x' };
    expect(statusesOf((await send([same])).results)).toEqual({ [named('c')]: 'duplicate' });
  });

  it('are parked when type, version or data is not understood', async () => {
    const { results } = await send([
      eventOf(named('type'), { type: 'case.celebrated' }),
      eventOf(named('version'), { type: 'case.accepted.v99' }),
      eventOf(named('data'), { data: { promised: { amount: 'seven', unit: 'working-day' } } }),
      eventOf(named('no object'), { data: 7 }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['parked', 'parked', 'parked', 'parked']);
    expect(results.map(({ problem }) => problem)).toEqual([
      'unknown type case.celebrated',
      'unknown version 99 of case.accepted',
      expect.stringContaining('promised.amount'),
      expect.stringContaining('data of case.accepted'),
    ]);
  });
});

describe('several events in one request', () => {
  it('are judged one after another: a repeat within the request is a duplicate, other content a conflict', async () => {
    const event = eventOf('within');
    const body = JSON.stringify([event, event, { ...event, data: {} }, event]);
    const { body: answer } = await post('application/json', body);
    expect((answer as IngestAnswer).results.map(({ status }) => status)).toEqual(['accepted', 'duplicate', 'conflict', 'duplicate']);
    expect((answer as IngestAnswer).counts).toEqual({ accepted: 1, duplicate: 2, conflict: 1, parked: 0, rejected: 0 });
  });

  it('do not fall with one that is rejected', async () => {
    const { body } = await post('application/x-ndjson', `${linesOf([eventOf('good 1')])}\nnot JSON\n\n{"id":"bad"}\n${linesOf([eventOf('good 2')])}\n`).expect(200);
    expect((body as IngestAnswer).results).toMatchObject([
      { index: 0, id: 'good 1', status: 'accepted' },
      { index: 1, id: null, status: 'rejected', problem: expect.stringContaining('not JSON') as string },
      { index: 2, id: 'bad', status: 'rejected', problem: expect.stringContaining('specversion') as string },
      { index: 3, id: 'good 2', status: 'accepted' },
    ]);
  });

  it('may be none, and at most 10,000 in a batch', async () => {
    expect((await post('application/json', '[]').expect(200)).body).toMatchObject({ results: [] });
    const { body } = await post('application/json', `[${'{},'.repeat(10_000)}{}]`).expect(413);
    expect(body).toMatchObject({ type: '/problems/too-large', detail: expect.stringContaining('application/x-ndjson') as string });
  });

  it('may come packed, line ends of any kind, and the last line without one', async () => {
    const body = gzipSync(`${JSON.stringify(eventOf('packed 1'))}\r\n${JSON.stringify(eventOf('packed 2'))}`);
    const { body: answer } = await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').set('content-encoding', 'gzip').send(body);
    expect(statusesOf((answer as IngestAnswer).results)).toEqual({ 'packed 1': 'accepted', 'packed 2': 'accepted' });
  });

  it('of one id sent by many at once: one is accepted, whatever the others say', async () => {
    const bodies = Array.from({ length: 12 }, (_, index) => eventOf('contested', { data: { unit: `S-${index % 3}` } }));
    const answers = await Promise.all(bodies.map(async (event) => (await post('application/json', JSON.stringify(event))).body as IngestAnswer));
    const statuses = answers.map(({ results }) => results[0]?.status);
    expect(statuses.filter((status) => status === 'accepted')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(3);
    expect(statuses.filter((status) => status === 'conflict')).toHaveLength(8);
  });
});

describe('an event from outside', () => {
  const sendOne = async (part: Readonly<Record<string, unknown>>) =>
    ((await post('application/json', JSON.stringify([eventOf('pretender', part)]))).body as IngestAnswer).results[0];

  it.each(['urn:mingxiao:watch', 'urn:mingxiao:command', 'urn:mingxiao:catalog', 'urn:mingxiao:sample:hall', 'URN:Mingxiao:watch'])(
    'under the source %s, which is the platform’s own, is rejected',
    async (source) => expect(await sendOne({ source })).toMatchObject({ status: 'rejected', problem: expect.stringContaining('belongs to the platform') as string }),
  );

  it('under the source of imports may announce and retract, but bring no fact', async () => {
    const source = 'urn:mingxiao:import';
    expect(await sendOne({ source })).toMatchObject({ status: 'rejected', problem: expect.stringContaining('case.accepted') as string });
    expect(await sendOne({ source, type: 'fact.retracted', data: { source: 'urn:test:hall', id: 'x', reason: 'gone' } })).toMatchObject({ status: 'accepted' });
  });

  it('alone in a request is refused with a problem that says what to do', async () => {
    const { body } = await post('application/json', JSON.stringify(eventOf('alone', { source: 'urn:mingxiao:watch' }))).expect(400);
    expect(body).toMatchObject({ type: '/problems/invalid-request', detail: expect.stringContaining('under a source of your own') as string });
  });
});

describe('the same id', () => {
  it('under another case is applied in both', async () => {
    const event = eventOf('shared');
    const answers = await post('application/json', JSON.stringify([event, { ...event, subject: 'another case' }]));
    expect((answers.body as IngestAnswer).results.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  });

  it('is not claimed by an event that is parked: the mended one is accepted', async () => {
    const parked = eventOf('mendable', { data: { unit: 7 } });
    expect(statusesOf(((await post('application/json', JSON.stringify(parked))).body as IngestAnswer).results)).toEqual({ mendable: 'parked' });
    const mended = { ...parked, data: { unit: 'S-7' } };
    expect(statusesOf(((await post('application/json', JSON.stringify(mended))).body as IngestAnswer).results)).toEqual({ mendable: 'accepted' });
  });
});
