import { loadCalendars } from '@mingxiao/catalog/calendars/load-calendars';
import { loadKinds } from '@mingxiao/catalog/kinds/load-kinds';
import { caseList } from '@mingxiao/contracts/cases';
import { caseClock, type CaseClockAnswer } from '@mingxiao/contracts/clock';
import { ingestAnswer } from '@mingxiao/contracts/events';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { at } from '@mingxiao/testing/facts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const days = (amount: number) => ({ amount, unit: 'working-day' });
const iso = (local: string) => toIso(at(local));

/** The day each change became known, and what it changed. Each holds from a day before it was published. */
const published = { calendar: '2027-01-05T09:00', kind: '2027-01-06T09:00', organisation: '2027-01-07T09:00' } as const;
const rulesFrom = '2026-06-01T00:00';

let now = at('2026-12-29T09:00');
let platform: TestPlatform;

let sent = 0;
let calendarId = '';
const send = async (type: string, subject: string, local: string, data: unknown) => {
  const event = { specversion: '1.0', id: `e-${(sent += 1)}`, source: 'urn:test:hall', type, subject, time: `${local}:00+08:00`, data };
  const { body } = await request(platform.url).post('/v1/events').set('content-type', 'application/cloudevents+json').send(JSON.stringify(event));
  expect(ingestAnswer.parse(body).results).toMatchObject([{ status: 'accepted' }]);
};

const publish = async (change: keyof typeof published, ...event: Parameters<typeof send>) => {
  now = at(published[change]);
  await send(...event);
  await platform.caughtUp();
};

const sendCases = async () => {
  const data = { kind: 'permit', unit: 'S-1', holder: 'U-1', promised: days(7) };
  await send('org.unit-defined', 'DEP-1', '2020-01-01T00:00', { unit: 'DEP-1', type: 'department' });
  await send('org.unit-defined', 'DEP-2', '2020-01-01T00:00', { unit: 'DEP-2', type: 'department' });
  await send('org.unit-defined', 'S-1', '2020-01-01T00:00', { unit: 'S-1', type: 'section', parent: 'DEP-1' });
  now = at('2026-12-30T09:00');
  await send('case.accepted', 'open', '2026-12-28T10:00', data);
  await send('case.accepted', 'finished', '2026-03-02T10:00', data);
  await send('case.finished', 'finished', '2026-03-20T10:00', { outcome: 'granted' });
  await platform.caughtUp();
};

const publishCalendar = async () => {
  const calendars = loadCalendars();
  const national = calendars.ok ? calendars.value.find(({ definition }) => definition.name === 'cn-national') : undefined;
  if (national === undefined) throw new Error('the national calendar does not ship');
  const { definition, effectiveFrom } = national;
  const body = { ...definition, version: '2027', gazettedUntil: '2027-12-31', exceptions: { ...definition.exceptions, '2027-01-01': false } };
  // A notice adds knowledge of days to come, so it takes effect when the calendar it replaces did.
  const effective = toIso(effectiveFrom + 8 * 3_600_000).slice(0, 16);
  calendarId = `e-${sent + 1}`;
  await publish('calendar', 'calendar.defined', 'cn-national', effective, { name: 'cn-national', version: '2027', body });
};

const publishKind = async () => {
  const kinds = loadKinds();
  const permit = kinds.ok ? kinds.value.find(({ kind }) => kind.name === 'permit')?.kind : undefined;
  if (permit === undefined) throw new Error('the kind permit does not ship');
  const body = { ...permit, version: '2', effectiveFrom: '2026-06-01', limits: { promised: null, statutory: days(15) } };
  await publish('kind', 'kind.defined', 'permit', rulesFrom, { name: 'permit', version: '2', body });
};

const clockOf = async (id: string, query: Record<string, string> = {}): Promise<CaseClockAnswer> => {
  const { body } = await request(platform.url).get(`/v1/cases/${id}/clock`).query({ at: '2027-01-06T12:00:00+08:00', lang: 'en', ...query });
  return caseClock.parse(body);
};
const rowOf = async (id: string) => {
  const { body } = await request(platform.url).get('/v1/cases').query({ by: 'department', measure: 'accepted', from: '2026-01-01', to: '2027-12-31' });
  return caseList.parse(body).rows.find((row) => row.id === id);
};

beforeAll(async () => {
  platform = await startTestPlatform({ clock: { now: () => now } });
  await sendCases();
  await publishCalendar();
  await publishKind();
  await publish('organisation', 'org.unit-defined', 'S-1', rulesFrom, { unit: 'S-1', type: 'section', parent: 'DEP-2' });
});
afterAll(() => platform.stop());

describe('an open case after its calendar, its kind and its organisation changed', () => {
  it('is read under the new ones', async () => {
    expect(await clockOf('open')).toMatchObject({
      promised: { dueAt: iso('2027-01-07T10:00'), provisional: false, late: false, verdict: 'open-in-time' },
      statutory: { amount: days(15), dueAt: iso('2027-01-19T10:00') },
      kind: { name: 'permit', version: '2' },
      calendar: { name: 'cn-national', version: '2027' },
      department: 'DEP-2',
    });
  });

  it('is recomputed in the read model, too', async () =>
    expect(await rowOf('open')).toMatchObject({ promisedDueAt: iso('2027-01-07T10:00'), statutoryDueAt: iso('2027-01-19T10:00') }));

  it('shows every earlier verdict beside the new one, with the time it held and its versions', async () => {
    const { earlier, versions } = await clockOf('open');
    expect(earlier).toMatchObject([
      { until: iso(published.calendar), promisedDueAt: iso('2027-01-06T10:00'), statutoryDueAt: iso('2027-01-25T10:00'), provisional: true, latePromised: true, department: 'DEP-1' },
      { from: iso(published.calendar), until: iso(published.kind), promisedDueAt: iso('2027-01-07T10:00'), statutoryDueAt: iso('2027-01-26T10:00'), provisional: false, latePromised: false },
      { from: iso(published.kind), until: iso(published.organisation), statutoryDueAt: iso('2027-01-19T10:00'), department: 'DEP-1' },
    ]);
    expect(new Set([...earlier.map(({ versions: { calendar } }) => calendar), versions.calendar]).size).toBe(2);
    expect(new Set([...earlier.map(({ versions: { rules } }) => rules), versions.rules]).size).toBe(2);
    expect(new Set([...earlier.map(({ versions: { organisation } }) => organisation), versions.organisation]).size).toBe(2);
  });

  it('can be read as it was known before each change', async () => {
    const before = async (change: keyof typeof published) => {
      const { promised, statutory, department, earlier } = await clockOf('open', { knownAt: toIso(at(published[change]) - 1) });
      return [promised?.dueAt, promised?.provisional, statutory?.dueAt, department, earlier.length];
    };
    expect(await before('calendar')).toEqual([iso('2027-01-06T10:00'), true, iso('2027-01-25T10:00'), 'DEP-1', 0]);
    expect(await before('kind')).toEqual([iso('2027-01-07T10:00'), false, iso('2027-01-26T10:00'), 'DEP-1', 1]);
    expect(await before('organisation')).toEqual([iso('2027-01-07T10:00'), false, iso('2027-01-19T10:00'), 'DEP-1', 2]);
  });

  it('is not known before its first fact was stored', async () => {
    const { status } = await request(platform.url).get('/v1/cases/open/clock').query({ knownAt: '2026-12-29T12:00:00+08:00' });
    expect(status).toBe(404);
  });

  it('says in words that a due instant is provisional', async () => {
    const { promised } = await clockOf('open', { knownAt: toIso(at(published.calendar) - 1) });
    expect(promised?.sentences).toContain('Provisional: it rests on a year whose holidays are not gazetted yet.');
  });
});

describe('a case that was finished before a change took effect', () => {
  it('keeps its verdict, its rule and its place, and has no earlier one', async () => {
    const clock = await clockOf('finished');
    expect(clock).toMatchObject({
      kind: { name: 'permit', version: '1' },
      department: 'DEP-1',
      promised: { verdict: 'finished-late', dueAt: iso('2026-03-11T10:00') },
      statutory: { amount: days(20), verdict: 'finished-in-time' },
      earlier: [],
    });
  });

  it('keeps its row in the read model', async () => expect(await rowOf('finished')).toMatchObject({ latePromised: true, lateStatutory: false }));
});

describe('a definition that is taken back', () => {
  const takenBack = '2027-01-08T09:00';

  it('no longer holds, in the clock and in the read model, and what it led to stays readable', async () => {
    now = at(takenBack);
    await send('fact.retracted', 'cn-national', takenBack, { source: 'urn:test:hall', id: calendarId, reason: 'published by mistake' });
    await platform.caughtUp();
    const { promised, calendar, earlier } = await clockOf('open');
    expect([promised?.dueAt, promised?.provisional, calendar?.version]).toEqual([iso('2027-01-06T10:00'), true, '2026']);
    expect(earlier.at(-1)).toMatchObject({ until: iso(takenBack), promisedDueAt: iso('2027-01-07T10:00'), provisional: false });
    expect(await rowOf('open')).toMatchObject({ promisedDueAt: iso('2027-01-06T10:00') });
  });

  it('held as far as was known before it was taken back', async () =>
    expect(await clockOf('open', { knownAt: toIso(at(takenBack) - 1) })).toMatchObject({ calendar: { version: '2027' }, promised: { dueAt: iso('2027-01-07T10:00') } }));

  it('is back once the retraction is itself retracted', async () => {
    const retraction = `e-${sent}`;
    now = at('2027-01-09T09:00');
    await send('fact.retracted', 'cn-national', '2027-01-09T09:00', { source: 'urn:test:hall', id: retraction, reason: 'it was right' });
    await platform.caughtUp();
    expect(await clockOf('open')).toMatchObject({ calendar: { version: '2027' }, promised: { dueAt: iso('2027-01-07T10:00') } });
  });
});
