import { problem } from '@mingxiao/contracts/events';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, exchange, startTestPlatform, type TestPlatform } from '../platform.fixture.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ patience: { headers: 300, request: 600, lookEvery: 50 } });
});
afterAll(() => platform.stop());

/** The problem in an answer that was read off the connection byte by byte. */
const problemIn = (answer: string) => {
  expect(answer).toMatch(/content-type: application\/problem\+json/i);
  return problem.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)));
};

const head = (line: string, ...headers: readonly string[]) => [line, 'host: test', ...headers, '', ''].join('\r\n');
const postLines = (...headers: readonly string[]) => head('POST /v1/events HTTP/1.1', 'content-type: application/x-ndjson', ...headers);

describe('an address', () => {
  it.each([
    ['GET', '/v1/nothing', 404],
    ['GET', '/nothing', 404],
    ['DELETE', '/v1/events', 405],
    ['PUT', '/v1/health', 405],
    ['GET', '/v1/cases/', 404],
    ['GET', '/v1/cases/nobody', 404],
    ['GET', `/v1/cases/${'x'.repeat(300)}`, 400],
    ['GET', `/v1/cases/${'x'.repeat(2_000)}`, 404],
    ['GET', '/v1/cases/%zz', 400],
    ['GET', '/v1/cases/%ff', 400],
    ['GET', '/v1/rankings', 400],
    ['GET', '/v1/rankings?from=2026-02-30&to=2026-03-01', 400],
    ['GET', '/v1/rankings?from=2026-03-02&to=2026-03-01', 400],
    ['GET', '/v1/rankings?from=2026-03-01&from=2026-03-02&to=2026-03-03', 400],
    ['GET', '/v1/rankings?from=2026-03-01&to=2026-03-02&by=phase-of-the-moon', 400],
    ['GET', '/v1/rankings?from=2026-03-01&to=2026-03-02&at=yesterday', 400],
    ['GET', '/v1/cases?from=2026-03-01&to=2026-03-02&limit=1001', 400],
    ['GET', '/v1/cases?from=2026-03-01&to=2026-03-02&measure=1', 400],
    ['GET', '/v1/parked-events?limit=-1', 400],
    ['POST', '/v1/parked-events/a/0/replay', 400],
    ['POST', '/v1/parked-events/99/0/replay', 404],
    ['POST', '/v1/parked-events/0/0/replay', 409],
    ['GET', '/v1/dashboards/..%2f..%2fpackage', 400],
    ['GET', '/v1/dashboards/none', 404],
  ])('%s %s that we do not answer is refused with a problem', async (method, path, status) => {
    const answer = await (method === 'GET' ? request(platform.url).get(path) : request(platform.url)[method === 'PUT' ? 'put' : method === 'POST' ? 'post' : 'delete'](path));
    expect(answer.headers['content-type']).toMatch(/application\/problem\+json/);
    expect(problem.parse(answer.body).status).toBe(status);
    expect(answer.status).toBe(status);
  });

  it.each([
    ['get', '/v1/events', 'POST'],
    ['get', '/v1/watch/rounds?at=x', 'POST'],
    ['delete', '/v1/cases/C-1', 'GET, HEAD'],
    ['put', '/v1/cases/C%2F1/commands', 'POST'],
    ['put', '/v1/rebuild', 'GET, HEAD, POST'],
    ['options', '/v1/signals', 'GET, HEAD'],
  ] as const)('asked by %s %s, a method it does not answer, names those it does', async (method, path, allowed) => {
    const answer = await request(platform.url)[method](path).expect(405);
    expect(answer.headers['allow']).toBe(allowed);
    expect(problem.parse(answer.body)).toMatchObject({ type: '/problems/method-not-allowed', status: 405 });
  });
});

describe('a connection', () => {
  it.each([
    ['that speaks no HTTP', 'HELLO\r\n\r\n', 400],
    ['with headers beyond 16 KiB', head('GET /v1/health HTTP/1.1', `x-big: ${'x'.repeat(40_000)}`), 431],
    ['with a length below zero', postLines('content-length: -5'), 400],
    ['with two ways to tell the length', postLines('content-length: 5', 'transfer-encoding: chunked'), 400],
    ['whose chunks are none', `${postLines('transfer-encoding: chunked')}zz\r\n`, 400],
    ['that announces a body of 1 GiB', head('POST /v1/events HTTP/1.1', 'content-type: application/json', `content-length: ${2 ** 30}`), 413],
    ['that announces lines of 1 GiB', postLines(`content-length: ${2 ** 30}`), 413],
    ['that announces a packed body of 1 GiB', postLines(`content-length: ${2 ** 30}`, 'content-encoding: gzip'), 413],
    ['whose headers never end', 'GET /v1/health HTTP/1.1\r\nhost: test\r\nx-slow: ', 408],
    ['whose body never ends', `${postLines('content-length: 1000')}{"specversion"`, 408],
    ['whose chunks never end', `${postLines('transfer-encoding: chunked')}5\r\n{"id"\r\n`, 408],
  ])('%s is answered with a problem and closed', async (_, bytes, status) => {
    expect(problemIn(await exchange(platform.url, bytes)).status).toBe(status);
  });

  it('whose sender goes away in the middle leaves what was acknowledged, and the server up', async () => {
    const line = JSON.stringify(eventOf('left in the middle'));
    await exchange(platform.url, `${postLines('content-length: 100000')}${line}\n{"half`);
    const again = await request(platform.url).post('/v1/events').set('content-type', 'application/json').send(line).expect(200);
    expect(['accepted', 'duplicate']).toContain((again.body as { results: { status: string }[] }).results[0]?.status);
  });

  it('is used again after a refusal of a request that was read whole', async () => {
    const refused = head('POST /v1/events HTTP/1.1', 'content-type: application/json', 'content-length: 2');
    const answer = await exchange(platform.url, `${refused}{]`, head('GET /v1/health HTTP/1.1', 'connection: close'));
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200']);
  });
});

describe('after all of this', () => {
  it('the server answers health', async () => {
    expect((await request(platform.url).get('/v1/health').expect(200)).body).toMatchObject({ status: 'ok' });
  });
});
