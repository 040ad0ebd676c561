import { Writable } from 'node:stream';
import fastify from 'fastify';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { tellRequests } from './tell-requests.js';

/** A server with one route, and the lines that it logs. */
const started = (level: string) => {
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(JSON.parse(chunk.toString('utf8')) as Record<string, unknown>);
      done();
    },
  });
  const server = fastify({ genReqId: () => 'r-1' });
  tellRequests(server, pino({ level }, sink));
  server.get('/v1/cases/:id', () => ({}));
  return { server, lines };
};

describe('the log of requests', () => {
  it('is one line of JSON per request, with its id, and no word of the address', async () => {
    const { server, lines } = started('debug');
    const answer = await server.inject('/v1/cases/somebody?name=somebody');
    expect(answer.headers['x-request-id']).toBe('r-1');
    expect(lines).toEqual([expect.objectContaining({ requestId: 'r-1', method: 'GET', route: '/v1/cases/:id', status: 200, msg: 'request' })]);
    expect(JSON.stringify(lines)).not.toContain('somebody');
  });

  it('is silent at the usual level', async () => {
    const { server, lines } = started('info');
    await server.inject('/v1/cases/somebody');
    expect(lines).toEqual([]);
  });
});
