import { References } from '@mingxiao/server/project/references';
import { Projector } from '@mingxiao/server/project/projector';
import { Door } from '@mingxiao/server/ingest/door';
import { Reads } from '@mingxiao/server/query/reads';
import { CLOCK, LOGGER } from '@mingxiao/server/tokens';
import { ReferenceHistory } from '@mingxiao/server/watch/reference-history';
import { Watch } from '@mingxiao/server/watch/watch';
import type { CalendarDefinition } from '@mingxiao/domain/calendar/calendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventFor, shownSignals, startWatchedPlatform, type WatchedPlatform } from './signals-platform.js';

const days = (amount: number) => ({ amount, unit: 'working-day' });
const accepted = (subject: string, time = '2018-10-15T10:00') =>
  eventFor(subject, { id: `${subject}-accepted`, type: 'case.accepted', time, data: { kind: 'permit', unit: 'S-1', holder: 'U-1', promised: days(7), statutory: days(10) } });
const finished = (subject: string, time: string) => eventFor(subject, { id: `${subject}-finished`, type: 'case.finished', time, data: { outcome: 'granted' } });

/** A calendar published later, in which a whole week of October was off. */
const published: CalendarDefinition = {
  name: 'cn-national',
  version: 'published-later',
  timeZone: 'Asia/Shanghai',
  workingWeekdays: [1, 2, 3, 4, 5],
  exceptions: Object.fromEntries(['22', '23', '24', '25', '26'].map((day) => [`2018-10-${day}`, false])),
  officeHours: [{ from: '09:00', to: '17:00' }],
  gazettedUntil: null,
};

const defined = (id: string, type: string, name: string, body: object) => ({
  specversion: '1.0', id, source: 'urn:test:office', type, subject: name, time: '2018-01-01T00:00:00+08:00', data: { name, version: id, body },
});

/** A second watch over the same platform, as another process would be: nothing shared but log and store. */
const secondWatch = ({ app }: WatchedPlatform): Watch => {
  const [references, reads] = [app.get(References, { strict: false }), app.get(Reads, { strict: false })];
  return new Watch(app.get(CLOCK, { strict: false }), app.get(LOGGER, { strict: false }), app.get(Projector, { strict: false }), references, new ReferenceHistory(references, reads), reads, app.get(Door, { strict: false }));
};

describe('a calendar published after a card was issued', () => {
  let platform: WatchedPlatform;
  beforeAll(async () => {
    platform = await startWatchedPlatform('2018-10-25T10:00');
    await platform.send([accepted('C-1'), accepted('C-2')]);
    await platform.watch();
    platform.setTime('2018-10-25T12:00');
    await platform.send([defined('cal-2', 'calendar.defined', 'cn-national', published)]);
  });
  afterAll(() => platform.stop());

  it('moves due instants but leaves issued cards alone, under the versions they were issued under', async () => {
    expect((await platform.detail('C-1')).promisedDueAt).toBe('2018-10-31T02:00:00.000Z');
    expect(await platform.watch()).toMatchObject({ appended: 0 });
    expect(shownSignals(await platform.detail('C-1'))).toEqual(['warning issued', 'yellow issued']);
    const card = (await platform.detail('C-1')).facts.find(({ type }) => type === 'case.card-issued');
    expect(card?.data['calendarVersion']).not.toBe((await platform.detail('C-1')).basis.versions.calendar);
  });

  it('does not save a card that facts of the case disprove', async () => {
    platform.setTime('2018-10-26T10:00');
    await platform.send([finished('C-2', '2018-10-23T10:00')]);
    expect((await platform.watch()).raised.map(({ caseId, type, level }) => [caseId, type, level])).toEqual([
      ['C-2', 'case.card-withdrawn', 'timeout'],
      ['C-2', 'case.card-withdrawn', 'yellow'],
    ]);
  });
});

describe('a signal rule', () => {
  it('holds for cases accepted from its day on; earlier cases keep theirs', async () => {
    const platform = await startWatchedPlatform('2018-10-15T10:00');
    const rule = {
      name: 'family-b', version: '2', title: {}, effectiveFrom: '2018-10-16', legalBasis: [], warningsLapseAfter: null,
      clocks: [{ clock: 'case', thresholds: [{ level: 'red', limit: 'promised', confirmation: 'manual' }] }],
    };
    const event = { ...defined('rule-2', 'signal-rule.defined', 'family-b', rule), time: '2018-10-16T00:00:00+08:00' };
    await platform.send([event, accepted('C-1'), accepted('C-2', '2018-10-17T10:00')]);
    platform.setTime('2018-11-20T10:00');
    await platform.watch();
    expect(shownSignals(await platform.detail('C-1'))).toEqual(['warning lapsed', 'yellow issued', 'red issued']);
    expect(shownSignals(await platform.detail('C-2'))).toEqual(['red pending']);
    await expect(platform.detail('C-2/order/1')).rejects.toThrow('404');
    const confirmed = await platform.command('C-2', { command: 'confirm-card', actor: 'U-9', card: 'C-2/case/red/0/issued' });
    expect(confirmed.status).toBe(200);
    expect((await platform.watch()).raised.map(({ caseId }) => caseId)).toEqual(['C-2/order/1']);
    await platform.stop();
  });
});

describe('two watches and whatever order of arrival', () => {
  const late = Array.from({ length: 20 }, (_, index) => `L-${index}`);

  it('record every signal and open every order once', async () => {
    const platform = await startWatchedPlatform('2018-11-01T10:00');
    await platform.send(late.map((id) => accepted(id)));
    const other = secondWatch(platform);
    await Promise.all([platform.watch(), other.round({ restMilliseconds: 0 })]);
    await Promise.all([platform.watch(), other.round({ restMilliseconds: 0 })]);
    for (const id of late) {
      const { facts } = await platform.detail(id);
      expect(facts.map(({ type, standing }) => `${type} ${standing}`).sort()).toEqual([
        'case.accepted counts', 'case.card-issued counts', 'case.card-issued counts', 'case.timed-out counts', 'case.warned counts',
      ]);
      expect((await platform.detail(`${id}/order/1`)).facts).toHaveLength(1);
    }
    await platform.stop();
  });

  /** Late beyond the statutory limit, late beyond the promise, in time, and open. */
  const events = [
    ...['A', 'B', 'C', 'D'].map((id) => accepted(id)),
    finished('C', '2018-10-22T10:00'),
    finished('B', '2018-10-25T10:00'),
    finished('A', '2018-10-30T10:00'),
  ];

  const cardsAfter = async (play: (platform: WatchedPlatform) => Promise<void>) => {
    const platform = await startWatchedPlatform('2018-10-15T10:00');
    await play(platform);
    platform.setTime('2018-12-20T10:00');
    await platform.watch();
    const { rows } = await platform.signals('state=issued&kind=permit&limit=1000');
    await platform.stop();
    return rows.map(({ caseId, level, at, rule }) => [caseId, level, at, rule].join(' ')).sort();
  };
  const finishedAt = (event: { time: string }) => event.time.slice(0, 16);

  it('live, in bulk, reversed, and with the watch away for a month, the same cards are in force', async () => {
    const live = await cardsAfter(async (platform) => {
      for (const event of events) {
        platform.setTime(finishedAt(event));
        await platform.watch();
        await platform.send([event]);
      }
    });
    expect(live).toEqual([
      'A red 2018-10-29T02:00:00.000Z family-b 1',
      'A yellow 2018-10-24T02:00:00.000Z family-b 1',
      'B yellow 2018-10-24T02:00:00.000Z family-b 1',
      'D red 2018-10-29T02:00:00.000Z family-b 1',
      'D yellow 2018-10-24T02:00:00.000Z family-b 1',
    ]);
    expect(await cardsAfter(async (platform) => void (await platform.send(events)))).toEqual(live);
    expect(await cardsAfter(async (platform) => void (await platform.send(events.toReversed())))).toEqual(live);
    const late = await cardsAfter(async (platform) => {
      await platform.send(events.slice(0, 4));
      platform.setTime('2018-11-20T10:00');
      await platform.watch();
      await platform.send(events.slice(4));
    });
    expect(late).toEqual(live);
  }, 120_000);
});
