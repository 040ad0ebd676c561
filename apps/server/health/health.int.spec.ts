import { health } from '@mingxiao/contracts/health';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPlatform, type TestPlatform } from '../platform.fixture.js';
import { WatchLoop } from '../watch/watch-loop.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
});
afterAll(() => platform.stop());

const read = async () => health.parse((await request(platform.url).get('/v1/health').expect(200)).body);

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
