import { caseDetail, caseList } from '@mingxiao/contracts/cases';
import { ranking } from '@mingxiao/contracts/rankings';
import { signalList } from '@mingxiao/contracts/signals';
import { toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { ANALYTICS_STORE, EVENT_LOG } from '@mingxiao/server/tokens';
import { at } from '@mingxiao/testing/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendTo, partsOf, scenarios, wireOf, type Scenario, type WireEvent } from './delivery.js';

const hour = 3_600_000;
const begin = at('2026-01-05T09:00');
/** The instants at which parts are delivered; what was known is asked for between them. */
const deliveredAt = [1, 2, 3].map((hours) => begin + hours * hour);

type Part = { readonly at: Instant; readonly events: readonly WireEvent[] };
type Told = TestPlatform & { readonly setNow: (now: Instant) => void };

/** One after another: a process can hold one store at a time. */
const onFreshPlatform = async <Value>(run: (platform: Told) => Promise<Value>): Promise<Value> => {
  let now = begin;
  const platform = await startTestPlatform({ watch: false, clock: { now: () => now } });
  try {
    return await run({ ...platform, setNow: (instant) => (now = instant) });
  } finally {
    await platform.stop();
  }
};

/** Delivers parts at their instants; the store merges what repeats after each, as it may at any time. */
const deliver = async (platform: Told, parts: readonly Part[]): Promise<void> => {
  for (const part of parts) {
    platform.setNow(part.at);
    await appendTo(platform.app.get<EventLog>(EVENT_LOG), part.events);
    await platform.caughtUp();
    await platform.app.get<AnalyticsStore>(ANALYTICS_STORE).command('OPTIMIZE TABLE case_events_v1 FINAL');
  }
  platform.setNow(begin + 24 * hour);
};

const period = { from: '2018-01-01', to: '2019-12-31', at: '2019-06-01T00:00:00Z' };

const ask = async ({ url }: TestPlatform, path: string, query: Readonly<Record<string, string>>): Promise<unknown> => {
  const answer = await fetch(`${url}${path}?${new URLSearchParams(query).toString()}`);
  if (answer.status === 202) return ask({ url } as TestPlatform, path, query);
  expect(answer.status).toBe(200);
  return answer.json();
};

/** Every figure that a read model gives: rankings of all levels, lists of cases, some cases, signals. */
const figures = async (platform: TestPlatform, known: Readonly<Record<string, string>> = {}) => {
  const rankings = [];
  for (const by of ['section', 'department', 'staff']) rankings.push(ranking.parse(await ask(platform, '/v1/rankings', { by, ...period, ...known })).rows);
  const lists = [];
  for (const measure of ['accepted', 'finished', 'rated']) lists.push(caseList.parse(await ask(platform, '/v1/cases', { measure, limit: '1000', ...period, ...known })).rows);
  const details = [];
  for (const { id } of lists.flat().slice(0, 3)) {
    const { basis: _basis, ...detail } = caseDetail.parse(await ask(platform, `/v1/cases/${encodeURIComponent(id)}`, { at: period.at, ...known }));
    details.push(detail);
  }
  const { rows } = signalList.parse(await ask(platform, '/v1/signals', { state: 'all', at: period.at, limit: '1000', ...known }));
  return { rankings, lists, details, signals: rows };
};

const unitDefined = (id: string, parent: string | null): WireEvent => {
  const data = parent === null ? { unit: id, type: 'department' } : { unit: id, type: 'section', parent };
  return { specversion: '1.0', id: `${id} under ${String(parent)}`, source: 'urn:test:org', type: 'org.unit-defined', subject: id, time: '2017-01-01T00:00:00Z', data };
};

/** Every part tells of the cases and, from the second on, that the sections belong to another department now. */
const partsOfAll = (all: readonly Scenario[]): readonly Part[] =>
  deliveredAt.map((instant, index) => {
    const cases = all.flatMap((scenario, number) => (partsOf(scenario)[index] ?? []).map(({ caseName, fact }) => wireOf(`${number}|`, caseName, fact)));
    const sections = all.flatMap((_, number) => ['S-1', 'S-2'].map((section) => unitDefined(`${number}|${section}`, `D-${index}`)));
    return { at: instant, events: [...sections, unitDefined(`D-${index}`, null), ...cases] };
  });

const inOrder = async <Item, Value>(items: readonly Item[], run: (item: Item) => Promise<Value>): Promise<Value[]> => {
  const values: Value[] = [];
  for (const item of items) values.push(await run(item));
  return values;
};

const knownAt = (instant: Instant) => ({ knownAt: toIso(instant + hour / 2) });

describe('what was known at an instant', () => {
  it('is exactly what a fresh platform says that was given only the facts stored by then, reference data included', () =>
    fc.assert(
      fc.asyncProperty(fc.array(scenarios, { minLength: 12, maxLength: 12 }), async (all) => {
        const parts = partsOfAll(all);
        const known = await onFreshPlatform(async (platform) => {
          await deliver(platform, parts);
          return inOrder([begin, ...deliveredAt], (instant) => figures(platform, knownAt(instant)));
        });
        const fresh = await inOrder([0, 1, 2, 3], (count) => onFreshPlatform(async (platform) => {
          await deliver(platform, parts.slice(0, count));
          return figures(platform);
        }));
        expect(known).toEqual(fresh);
        expect(known[0]).not.toEqual(known[3]);
      }),
      { numRuns: 1, endOnFailure: true },
    ), 180_000);
});
