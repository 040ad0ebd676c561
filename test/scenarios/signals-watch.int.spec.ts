import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beijing, eventFor, shownSignals, startWatchedPlatform, type WatchedPlatform } from './signals-platform.js';

const accepted = (subject: string, part: object = {}) =>
  eventFor(subject, { id: `${subject}-accepted`, type: 'case.accepted', time: '2018-10-15T10:00', data: { kind: 'permit', unit: 'S-1', holder: 'U-1', promised: { amount: 7, unit: 'working-day' }, statutory: { amount: 10, unit: 'working-day' } }, ...part });
const finished = (subject: string, time: string) => eventFor(subject, { id: `${subject}-finished`, type: 'case.finished', time, data: { outcome: 'granted' } });

describe('a late case on a simulated clock', () => {
  let platform: WatchedPlatform;
  beforeAll(async () => {
    platform = await startWatchedPlatform('2018-10-15T10:00');
    await platform.send([accepted('C-1'), accepted('C-2'), accepted('P-1', { historical: true })]);
  });
  afterAll(() => platform.stop());

  it('is warned, noted and carded when its instants have passed, each dated when it fell due', async () => {
    expect((await platform.watch()).raised).toEqual([]);
    platform.setTime('2018-10-19T10:01');
    expect((await platform.watch()).raised.filter(({ caseId }) => caseId === 'C-1')).toMatchObject([{ type: 'case.warned', at: '2018-10-19T02:00:00.000Z', level: 'warning' }]);
    await platform.send([finished('C-2', '2018-10-22T10:00')]);
    platform.setTime('2018-10-30T10:00');
    const { raised } = await platform.watch();
    expect(raised.filter(({ caseId }) => caseId === 'C-1').map(({ type, level, at }) => [type, level, at])).toEqual([
      ['case.timed-out', 'timeout', '2018-10-24T02:00:00.000Z'],
      ['case.card-issued', 'yellow', '2018-10-24T02:00:00.000Z'],
      ['case.card-issued', 'red', '2018-10-29T02:00:00.000Z'],
    ]);
    expect(shownSignals(await platform.detail('C-1'))).toEqual(['warning issued', 'yellow issued', 'red issued']);
    expect(shownSignals(await platform.detail('C-2'))).toEqual(['warning lapsed']);
  });

  it('opens one supervision order to be issued, linked to it; a fact of the past opens none', async () => {
    const order = await platform.detail('C-1/order/1');
    expect(order).toMatchObject({ kind: 'supervision-order', parent: 'C-1', state: 'received', unit: 'S-1', acceptedAt: null, flags: [] });
    expect(order.facts).toHaveLength(1);
    expect(shownSignals(await platform.detail('P-1'))).toEqual(['warning issued', 'yellow issued', 'red issued']);
    await expect(platform.detail('P-1/order/1')).rejects.toThrow('404');
  });

  it('is recorded once however often the watch goes round', async () => {
    expect(await platform.watch()).toMatchObject({ appended: 0, raised: [] });
    expect((await platform.detail('C-1')).facts).toHaveLength(5);
  });

  it('stands in the list of open signals, by level, unit, kind and time', async () => {
    const rows = async (query: string) => (await platform.signals(query)).rows.map(({ caseId, level, state, highest }) => `${caseId} ${level} ${state}${highest ? ' *' : ''}`);
    expect(await rows('')).toEqual(['C-1 red issued *', 'P-1 red issued *', 'C-1 yellow issued', 'P-1 yellow issued', 'C-1 warning issued', 'P-1 warning issued']);
    expect(await rows('level=yellow&kind=permit&unit=S-1&limit=1')).toEqual(['C-1 yellow issued']);
    expect(await rows('state=lapsed')).toEqual(['C-2 warning lapsed']);
    expect(await rows('since=2018-10-29T00:00:00Z&unit=S-2')).toEqual([]);
    expect((await platform.signals('state=all&limit=2')).total).toBe(7);
  });

  it('loses its cards by new events when a late fact proves it was in time, and its order is cancelled', async () => {
    platform.setTime('2018-10-31T10:00');
    await platform.send([finished('C-1', '2018-10-23T10:00')]);
    const { raised } = await platform.watch();
    expect(raised.map(({ caseId, type, level }) => [caseId, type, level])).toEqual([
      ['C-1', 'case.card-withdrawn', 'timeout'],
      ['C-1', 'case.card-withdrawn', 'yellow'],
      ['C-1', 'case.card-withdrawn', 'red'],
      ['C-1/order/1', 'case.withdrawn', null],
    ]);
    expect(shownSignals(await platform.detail('C-1'))).toEqual(['warning lapsed', 'yellow withdrawn', 'red withdrawn']);
    expect(await platform.detail('C-1/order/1')).toMatchObject({ state: 'finished', outcome: 'withdrawn', flags: [] });
    expect(await platform.watch()).toMatchObject({ appended: 0 });
  });
});

describe('a supervision order', () => {
  let platform: WatchedPlatform;
  beforeAll(async () => {
    platform = await startWatchedPlatform('2018-10-29T10:01');
    await platform.send([accepted('C-1')]);
    await platform.watch();
  });
  afterAll(() => platform.stop());

  it('that nobody issues within 5 working days raises a notice, and never an order of its own', async () => {
    expect(shownSignals(await platform.detail('C-1/order/1'))).toEqual([]);
    platform.setTime('2018-11-05T10:02');
    const { raised } = await platform.watch();
    expect(raised.map(({ caseId, type, clock, level }) => [caseId, type, clock, level])).toEqual([
      ['C-1/order/1', 'case.timed-out', 'issue', 'timeout'],
      ['C-1/order/1', 'case.warned', 'issue', 'warning'],
    ]);
    platform.setTime('2019-11-05T10:02');
    await platform.watch();
    expect((await platform.signals('state=all&kind=supervision-order')).rows.map(({ caseId, level, state }) => [caseId, level, state])).toEqual([['C-1/order/1', 'warning', 'issued']]);
    expect(beijing('2018-11-05T10:01')).toBe(Date.parse((await platform.signals('kind=supervision-order')).rows[0]?.at ?? ''));
  });
});
