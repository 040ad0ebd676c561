import { problem } from '@mingxiao/contracts/events';
import { health } from '@mingxiao/contracts/health';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfiguration } from '../configuration/configuration.js';
import { startTestPlatform, type TestPlatform } from '../platform.fixture.js';
import { LedgerCounts } from '../query/ledger-counts.js';
import { EVENT_LOG } from '../tokens.js';
import { WatchLoop } from '../watch/watch-loop.js';
import { Readiness } from './readiness.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
});
afterAll(() => platform.stop());

const read = async () => health.parse((await request(platform.url).get('/v1/health').expect(200)).body);

describe('liveness', () => {
  it('is answered as long as the process answers at all', async () => expect((await request(platform.url).get('/v1/health/live').expect(200)).body).toEqual({ alive: true }));
});

describe('readiness', () => {
  const reasonsOf = async () => problem.extend({ reasons: z.array(z.string()) }).parse((await request(platform.url).get('/v1/health/ready').expect(503)).body).reasons;

  it('is there while the process serves', async () => expect((await request(platform.url).get('/v1/health/ready').expect(200)).body).toEqual({ ready: true }));

  it.each(['starting', 'draining'] as const)('is refused with the reason while the process is %s', async (phase) => {
    const readiness = platform.app.get(Readiness, { strict: false });
    readiness.phase = phase;
    expect(await reasonsOf()).toEqual([`this process is ${phase}`]);
    readiness.phase = 'serving';
  });

  it('is refused while the rows are further behind than is allowed', async () => {
    const configuration = readConfiguration({}, { MINGXIAO_READY_LAG: '10' });
    const away = { position: () => Promise.resolve([0, 5]), state: () => Promise.reject(new Error('not asked')), caughtUp: () => Promise.resolve(), reached: () => Promise.resolve() };
    const log = platform.app.get<EventLog>(EVENT_LOG);
    const readiness = new Readiness({ ...log, end: () => Promise.resolve([7, 9]) }, configuration, away, platform.app.get(LedgerCounts));
    readiness.phase = 'serving';
    expect(await readiness.reasons()).toEqual(['the rows are 11 records behind the log; 10 are allowed (MINGXIAO_READY_LAG)']);
  });
});

describe('health', () => {
  it('is ok while every part works', async () => expect(await read()).toMatchObject({ status: 'ok', problems: [] }));

  it('names what is wrong with the watch until a round works again', async () => {
    const loop = platform.app.get(WatchLoop);
    loop.problem = 'the log does not take cards';
    expect(await read()).toMatchObject({ status: 'failing', problems: ['watch: the log does not take cards'] });
    loop.problem = null;
    expect(await read()).toMatchObject({ status: 'ok' });
  });
});
