import { loadKinds } from '@mingxiao/catalog/kinds/load-kinds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventFor, startWatchedPlatform, type WatchedPlatform } from './signals-platform.js';

const days = (amount: number) => ({ amount, unit: 'working-day' });
const data = { unit: 'S-1', holder: 'U-1', promised: days(7), statutory: days(10) };
const accepted = (subject: string, part: object) => eventFor(subject, { id: `${subject}-accepted`, type: 'case.accepted', time: '2018-10-15T10:00', data: { ...data, ...part } });

/** The permit that ships, under the rule of family C, which costs points. */
const tollPermit = () => {
  const kinds = loadKinds();
  const permit = kinds.ok ? kinds.value.find(({ kind }) => kind.name === 'permit')?.kind : undefined;
  if (permit === undefined) throw new Error('the kind permit does not ship');
  return { ...permit, name: 'toll-permit', signalRule: 'family-c' };
};

const defined = () => {
  const body = tollPermit();
  return eventFor('toll-permit', { id: 'kind', type: 'kind.defined', time: '2004-07-01T00:00', data: { name: 'toll-permit', version: '1', body } });
};

let platform: WatchedPlatform;
beforeAll(async () => {
  platform = await startWatchedPlatform('2018-10-15T10:00');
  const suspended = eventFor('H-1', { id: 's', type: 'case.suspended', time: '2018-10-16T10:00', data: { reason: 'hearing', appliedFor: days(2) } });
  await platform.send([defined(), accepted('B-1', { kind: 'permit' }), accepted('C-1', { kind: 'toll-permit', unit: 'S-2' }), accepted('H-1', { kind: 'permit' }), suspended]);
  platform.setTime('2018-10-31T12:00');
  await platform.watch();
});
afterAll(() => platform.stop());

const told = async (query: string) =>
  (await platform.signals(query)).rows.map(({ caseId, clock, level, raisedBy, points, counts }) => [caseId, clock.split('@')[0], level, raisedBy, points, counts]);

describe('the list of signals', () => {
  it('says which limit raised each, what it costs, and whether it is the one that counts', async () => {
    expect(await told('kind=permit&clock=case&state=in-force&unit=S-1')).toEqual(
      expect.arrayContaining([
        ['B-1', 'case', 'red', 'statutory', null, true],
        ['B-1', 'case', 'yellow', 'promised', null, false],
        ['B-1', 'case', 'warning', 'promised', null, false],
      ]),
    );
    expect(await told('kind=toll-permit')).toEqual([
      ['C-1', 'case', 'red', 'statutory', -1.5, true],
      ['C-1', 'case', 'yellow', 'statutory', -1, false],
      ['C-1', 'case', 'warning', 'promised', null, false],
    ]);
    expect((await told('clock=suspension')).every(([id, , , raisedBy]) => id === 'H-1' && raisedBy === 'own')).toBe(true);
  });

  it('is narrowed by limit, clock, day, weight and state, and says how many there are behind its last page', async () => {
    const all = await platform.signals('state=all');
    expect((await told('raisedBy=statutory&level=red&counts=true')).map(([id]) => id)).toEqual(['C-1', 'B-1', 'H-1']);
    expect((await told('from=2018-10-30&to=2018-10-30')).map(([id, , level]) => `${id} ${level}`)).toEqual(['C-1 red']);
    expect((await platform.signals('to=2018-10-01')).total).toBe(0);
    expect(await platform.signals(`state=all&offset=${all.total + 5}`)).toMatchObject({ total: all.total, rows: [] });
    expect((await platform.signals('counts=true')).rows.every(({ inForce, highest }) => inForce && highest)).toBe(true);
  });

  it('is told the same of each case on its own page, from records that carry the limit', async () => {
    const { signals, facts } = await platform.detail('C-1');
    expect(signals.map(({ level, raisedBy, points, highest }) => [level, raisedBy, points, highest])).toEqual([['warning', 'promised', null, false], ['yellow', 'statutory', -1, false], ['red', 'statutory', -1.5, true]]);
    expect(facts.find(({ type, data: said }) => type === 'case.card-issued' && said['level'] === 'red')?.data).toMatchObject({ limit: 'statutory', rule: 'family-c' });
  });
});
