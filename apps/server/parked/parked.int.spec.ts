import type { IngestAnswer, ParkedEvents } from '@mingxiao/contracts/events';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
});
afterAll(() => platform.stop());

const send = async (text: string): Promise<string | undefined> => {
  const { body } = await request(platform.url).post('/v1/events').set('content-type', 'application/json').send(text).expect(200);
  await platform.caughtUp();
  return (body as IngestAnswer).results[0]?.status;
};

const listed = async (): Promise<ParkedEvents> => {
  await platform.caughtUp();
  return (await request(platform.url).get('/v1/parked-events').query({ limit: 1000 }).expect(200)).body as ParkedEvents;
};
const rowOf = async (id: string) => (await listed()).rows.find((row) => row.id === id);

const replay = async (id: string, mended?: string) => {
  const row = await rowOf(id);
  const post = request(platform.url).post(`/v1/parked-events/${row?.partition}/${row?.offset}/replay`);
  return mended === undefined ? post : post.set('content-type', 'application/json').send(mended);
};

/** Spelt as nobody would write it anew: what is listed must be the very bytes that came. */
const asItCame = (id: string) => JSON.stringify(eventOf(id, { data: { promised: { amount: 'seven', unit: 'working-day' } } })).replace('"data":', '\t"data" :  ').replace('urn:test', 'urn\\u003atest');
const mendedOf = (id: string) => JSON.stringify(eventOf(id, { data: { promised: { amount: 7, unit: 'working-day' } } }));

describe('a parked event', () => {
  it('is listed with its reason, its place in the log and the bytes as they came', async () => {
    expect(await send(asItCame('listed'))).toBe('parked');
    expect(await rowOf('listed')).toMatchObject({
      source: 'urn:test:hall',
      subject: 'case of listed',
      type: 'case.accepted',
      reason: expect.stringContaining('promised.amount') as string,
      event: asItCame('listed'),
      settled: false,
    });
  });

  it('is no fact: no case comes of it', async () => {
    await send(asItCame('no fact'));
    await request(platform.url).get('/v1/cases/case%20of%20no%20fact').expect(404);
  });

  it('sent again as it was is parked, and waits once', async () => {
    expect([await send(asItCame('again')), await send(asItCame('again'))]).toEqual(['parked', 'parked']);
    expect((await listed()).rows.filter(({ id }) => id === 'again')).toHaveLength(1);
  });

  it('replayed as it was is still not understood', async () => {
    await send(asItCame('hopeless'));
    expect((await replay('hopeless')).body).toMatchObject({ status: 'parked', problem: expect.stringContaining('promised.amount') as string });
  });

  it('replayed mended becomes a fact under its own id, and is settled', async () => {
    await send(asItCame('mended'));
    expect((await replay('mended', mendedOf('mended'))).body).toMatchObject({ id: 'mended', status: 'accepted' });
    expect(await rowOf('mended')).toMatchObject({ settled: true, event: asItCame('mended') });
    const { body } = await request(platform.url).get('/v1/cases/case%20of%20mended').expect(200);
    expect(body).toMatchObject({ state: 'open', facts: [{ id: 'mended', standing: 'counts' }] });
  });

  it('mended by its own sender is settled too', async () => {
    await send(asItCame('by sender'));
    expect(await send(mendedOf('by sender'))).toBe('accepted');
    expect(await rowOf('by sender')).toMatchObject({ settled: true });
  });

  it('replayed again after it was mended changes nothing', async () => {
    await send(asItCame('twice mended'));
    await replay('twice mended', mendedOf('twice mended'));
    expect((await replay('twice mended', mendedOf('twice mended'))).body).toMatchObject({ status: 'duplicate' });
  });

  it('keeps its identity when it is mended: another one belongs to another request', async () => {
    await send(asItCame('identity'));
    const answer = await replay('identity', mendedOf('somebody else'));
    expect([answer.status, answer.body]).toMatchObject([400, { detail: expect.stringContaining('keeps its source, id and subject') as string }]);
  });

  it('is refused when it is mended into no event at all', async () => {
    await send(asItCame('spoiled'));
    expect((await replay('spoiled', '{"id":')).status).toBe(400);
  });
});

describe('what waits', () => {
  it('is counted in health until it is settled', async () => {
    const { rows } = await listed();
    const waiting = new Set(rows.filter(({ settled }) => !settled).map(({ id }) => id)).size;
    await expect.poll(async () => ((await request(platform.url).get('/v1/health')).body as { parked: number }).parked, { timeout: 10_000, interval: 250 }).toBe(waiting);
  });

  it('comes in pages, newest first', async () => {
    const all = (await listed()).rows;
    const second = (await request(platform.url).get('/v1/parked-events').query({ limit: 2, offset: 2 }).expect(200)).body as ParkedEvents;
    expect(second).toEqual({ total: all.length, rows: all.slice(2, 4) });
    expect(all.map(({ storedAt }) => storedAt)).toEqual(all.map(({ storedAt }) => storedAt).sort().reverse());
  });

  it('is part of the balance', async () => {
    const { body } = await request(platform.url).get('/v1/reconciliation').expect(200);
    expect(body).toMatchObject({ ok: true, parked: (await listed()).total });
  });
});
