import { caseClock } from '@mingxiao/contracts/clock';
import { jointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api } from '../connection/api.js';
import { clockText } from './clock-text.js';
import { jointText } from './joint-text.js';

const days = (amount: number) => ({ amount, unit: 'working-day' });
const event = (type: string, time: string, data: object) => eventOf(type, { type, subject: 'C-1', time, data });
const events = [
  event('case.accepted', '2018-10-15T10:00:00+08:00', { kind: 'permit', unit: 'S-1', holder: 'U-1', promised: days(3), parent: 'P-1' }),
  event('case.suspended', '2018-10-16T10:00:00+08:00', { reason: 'hearing', approver: 'U-9', appliedFor: days(1) }),
  event('case.resumed', '2018-10-17T10:00:00+08:00', {}),
  event('case.transferred', '2018-10-18T10:00:00+08:00', { toHolder: 'U-2' }),
  event('case.finished', '2018-10-19T10:00:01+08:00', { outcome: 'granted' }),
];

let platform: TestPlatform;
let api: Api;
beforeAll(async () => {
  platform = await startTestPlatform();
  api = new Api(platform.url);
  await fetch(new URL('/v1/events', platform.url), { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf(events) });
  await platform.caughtUp();
});
afterAll(() => platform.stop());

describe('the explanation of a case as text', () => {
  const read = async (lang: 'zh' | 'en') => clockText(await api.get('/v1/cases/C-1/clock', caseClock, { lang }));

  it('has the segments with reason, the sums, the shares of holders, the arithmetic and the versions', async () => {
    const text = await read('en');
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        'Accepted Mon 2018-10-15 10:00:00; finished Fri 2018-10-19 10:00:01.',
        expect.stringMatching(/^Tue 2018-10-16 10:00:00 +Wed 2018-10-17 10:00:00 +suspended +1 day +S-1 \/ U-1 +hearing$/),
        expect.stringMatching(/^suspended +1 day +0 s$/),
        expect.stringMatching(/^S-1 \/ U-2 +1 day 1 s +25\.00% +1 day 1 s$/),
        'Promised limit: 3 working days, stated by the acceptance.',
        '  Finished Fri 2018-10-19 10:00:01, 1 s after it was due: late.',
        'Statutory limit: 20 working days, of the kind Permit or service case, instant or by a promised day (permit 1).',
        expect.stringMatching(/^Versions: kind permit 1 · calendar cn-national 2026 · rules \d+-/),
      ]),
    );
  });

  it('speaks Chinese', async () => expect(await read('zh')).toContain('晚于到期时刻1秒：超时。'));

  it('shows the joint case it is a part of', async () => {
    const { joint, names } = await api.get('/v1/cases/C-1/joint', jointCaseAnswer);
    if (joint === null) throw new Error('there is no joint case');
    expect(jointText(joint, names, 'en').split('\n')[0]).toBe('Joint case P-1: C-1 (finished 1, open 0)');
  });
});
