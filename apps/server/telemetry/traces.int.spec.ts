import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfiguration } from '../configuration/configuration.js';
import { eventOf, startTestPlatform } from '../platform.fixture.js';
import { startPlatform } from '../platform.js';

const attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) });
const sentSpan = z.object({ traceId: z.string(), spanId: z.string(), parentSpanId: z.string().optional(), name: z.string(), attributes: z.array(attribute) });
const sentTraces = z.object({ resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(sentSpan) })) })) });
type SentSpan = z.output<typeof sentSpan>;

/** A collector of OTLP over HTTP, and what it has been sent. */
const startCollector = async () => {
  const spans: SentSpan[] = [];
  const server = createServer((incoming, answer) => {
    let text = '';
    incoming.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    incoming.on('end', () => {
      for (const { scopeSpans } of sentTraces.parse(JSON.parse(text)).resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans);
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`, spans, close: () => server.close() };
};

const loaded = (): string[] => Object.keys(createRequire(import.meta.url).cache).filter((path) => /opentelemetry\/(?:sdk-trace|exporter)/.test(path));

describe('traces', () => {
  let data: string;
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'mingxiao-traces-'));
  });
  afterAll(() => rm(data, { recursive: true, force: true }));

  it('are off unless configured: then nothing that sends them is even loaded', async () => {
    const platform = await startTestPlatform({ watch: false });
    await platform.stop();
    expect(loaded()).toEqual([]);
  });

  it('show a request with what it did below it, the fold that followed, and no word of what was sent', async () => {
    const collector = await startCollector();
    const environment = { MINGXIAO_TRACES_ENDPOINT: collector.url };
    const platform = await startPlatform(readConfiguration({ data, port: 0, sample: false, logLevel: 'silent' }, environment), { watch: false });
    await request(platform.url).post('/v1/events').send(eventOf('secret matter')).expect(200);
    await platform.caughtUp();
    await request(platform.url).get('/v1/cases/case%20of%20secret%20matter').expect(200);
    await platform.stop();
    collector.close();

    const named = (name: string) => collector.spans.filter((span) => span.name === name);
    const [post] = named('POST /v1/events');
    expect(named('log append').filter(({ traceId, parentSpanId }) => traceId === post?.traceId && parentSpanId === post.spanId)).toHaveLength(1);
    const [get] = named('GET /v1/cases/:id');
    expect(named('query').filter(({ traceId }) => traceId === get?.traceId).length).toBeGreaterThan(0);
    const folds = new Set(named('fold round').map(({ traceId }) => traceId));
    expect(named('insert').filter(({ traceId }) => folds.has(traceId)).length).toBeGreaterThan(0);
    expect(JSON.stringify(collector.spans)).not.toContain('secret');
    expect(loaded().length).toBeGreaterThan(0);
  });

  it('hold nothing up when the collector is away', async () => {
    const platform = await startPlatform(readConfiguration({ data, port: 0, sample: false, logLevel: 'silent' }, { MINGXIAO_TRACES_ENDPOINT: 'http://127.0.0.1:1/v1/traces' }), { watch: false });
    await request(platform.url).post('/v1/events').send(eventOf('another')).expect(200);
    await platform.stop();
  });
});
