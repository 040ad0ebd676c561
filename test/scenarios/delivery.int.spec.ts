import { ranking, type RankingRow } from '@mingxiao/contracts/rankings';
import { reconciliation } from '@mingxiao/contracts/reconciliation';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { ANALYTICS_STORE, EVENT_LOG } from '@mingxiao/server/tokens';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendTo, partsOf, scenarios, wireOf, type Scenario, type WireEvent } from './delivery.js';

let platform: TestPlatform;
let log: EventLog;
let store: AnalyticsStore;
beforeAll(async () => {
  // Cards that the watch records meanwhile would be facts of their own.
  platform = await startTestPlatform({ watch: false });
  log = platform.app.get<EventLog>(EVENT_LOG);
  store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE);
});
afterAll(() => platform.stop());

let prefixes = 0;
/** Equally long, so that what is cut to a length stays comparable. */
const newPrefix = (): string => `${String((prefixes += 1)).padStart(6, '0')}|`;

type Row = Readonly<Record<string, unknown>>;

/** All rows of the read model, without the version: it says how far the log was read, not what the case is. */
const rows = (): Promise<Row[]> => store.query({ name: 'test/rows', sql: 'SELECT * EXCEPT(version) FROM cases ORDER BY case_id', row: (raw) => raw as Row });

const without = (prefix: string, value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(prefix, ''));
const rowsUnder = (prefix: string, all: readonly Row[]) => without(prefix, all.filter((row) => String(row['case_id']).startsWith(prefix)));

const sections = async (): Promise<RankingRow[]> => {
  const address = `${platform.url}/v1/rankings?by=section&from=2018-01-01&to=2019-12-31&at=2019-06-01T00:00:00Z`;
  return ranking.parse(await (await fetch(address)).json()).rows;
};
const rankingUnder = (prefix: string, all: readonly RankingRow[]) => without(prefix, all.filter(({ unit }) => unit?.startsWith(prefix)));

const post = async (events: readonly WireEvent[]): Promise<void> => {
  const response = await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events) });
  expect(response.status).toBe(200);
};

const rebuild = async (): Promise<void> => {
  expect((await fetch(`${platform.url}/v1/rebuild`, { method: 'POST' })).status).toBe(200);
};

type Telling = { readonly scenario: Scenario; readonly plain: string; readonly careless: string };

/** Tells every scenario twice: once in order through the door, once shuffled, repeated and in pieces, folded in between. */
const tell = async (all: readonly Scenario[]): Promise<readonly Telling[]> => {
  const tellings = all.map((scenario) => ({ scenario, plain: newPrefix(), careless: newPrefix() }));
  await post(tellings.flatMap(({ scenario, plain }) => scenario.told.map(({ caseName, fact }) => wireOf(plain, caseName, fact))));
  for (const part of [0, 1, 2]) {
    for (const { scenario, careless } of tellings) await appendTo(log, (partsOf(scenario)[part] ?? []).map(({ caseName, fact }) => wireOf(careless, caseName, fact)));
    await platform.caughtUp();
  }
  return tellings;
};

const expectSame = async (tellings: readonly Telling[]): Promise<void> => {
  const [all, ranked] = [await rows(), await sections()];
  for (const { plain, careless } of tellings) {
    expect(rowsUnder(careless, all)).toEqual(rowsUnder(plain, all));
    expect(rankingUnder(careless, ranked)).toEqual(rankingUnder(plain, ranked));
  }
};

describe('the same facts', () => {
  it('give the same rows and rankings in whatever order, pieces and repetitions they are delivered', () =>
    fc.assert(
      fc.asyncProperty(fc.array(scenarios, { minLength: 12, maxLength: 12 }), async (all) => expectSame(await tell(all))),
      { numRuns: 5, endOnFailure: true },
    ), 60_000);

  it('give the same rows folded live and folded by one scan, before and after the store has merged what repeats', async () => {
    await tell(fc.sample(scenarios, 10));
    const live = await rows();
    await rebuild();
    expect(await rows()).toEqual(live);
    for (const table of ['case_events_v1', 'ledger_v1', 'cases_v2']) await store.command(`OPTIMIZE TABLE ${table} FINAL`);
    expect(await rows()).toEqual(live);
    await rebuild();
    expect(await rows()).toEqual(live);
  });

  it('balance: what was delivered again is counted as duplicates', async () => {
    const response = await fetch(`${platform.url}/v1/reconciliation`);
    const balance = reconciliation.parse(await response.json());
    expect(balance).toMatchObject({ ok: true, conflicts: 0, gaps: [] });
    expect(balance.duplicates).toBeGreaterThan(0);
  });
});

describe('two contents under one id', () => {
  const accepted = (prefix: string, unit: string): WireEvent => ({
    specversion: '1.0',
    id: 'contested',
    source: 'urn:test:conflict',
    type: 'case.accepted',
    subject: `${prefix}C`,
    time: '2018-10-15T10:00:00+08:00',
    data: { unit: prefix + unit },
  });
  const unitsOf = async (prefixesOf: readonly string[]) => {
    const all = await rows();
    return prefixesOf.map((prefix) => rowsUnder(prefix, all)).map((found) => (found as Row[]).map(({ unit, conflicts, facts }) => ({ unit, conflicts, facts })));
  };

  it('the first in the log counts, always: through the door, past it, repeated, rebuilt and merged', async () => {
    const orders: readonly (readonly string[])[] = [['A', 'B'], ['B', 'A'], ['A', 'B', 'A', 'A'], ['B', 'A', 'A', 'B', 'A'], ['A', 'A', 'B', 'B', 'B']];
    const tellings = orders.flatMap((units) => [true, false].map((door) => ({ units, door, prefix: newPrefix() })));
    for (const { units, door, prefix } of tellings) {
      for (const unit of units) await (door ? post([accepted(prefix, unit)]) : appendTo(log, [accepted(prefix, unit)]));
    }
    await platform.caughtUp();
    const expected = tellings.map(({ units }) => [{ unit: units[0], conflicts: 1, facts: 1 }]);
    const names = tellings.map(({ prefix }) => prefix);
    expect(await unitsOf(names)).toEqual(expected);
    await rebuild();
    expect(await unitsOf(names)).toEqual(expected);
    await store.command('OPTIMIZE TABLE case_events_v1 FINAL');
    await rebuild();
    expect(await unitsOf(names)).toEqual(expected);
    expect(reconciliation.parse(await (await fetch(`${platform.url}/v1/reconciliation`)).json())).toMatchObject({ ok: true });
  });
});
