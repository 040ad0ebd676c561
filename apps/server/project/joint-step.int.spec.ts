import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { tablesOfModel } from '@mingxiao/projections/models/model-tables';
import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelStore } from '../models/model-store.js';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';
import { Reads } from '../query/reads.js';
import { ANALYTICS_STORE, EVENT_LOG } from '../tokens.js';
import { FoldStep } from './fold-step.js';
import { References } from './references.js';

const model = 'beside';
const { cases, joints } = tablesOfModel(model);
const ids = ['one', 'two', 'three', 'four', 'five', 'six'];

let platform: TestPlatform;
let store: AnalyticsStore;
let references: References;
let log: EventLog;
/** The facts of six cases of one parent, which lie in several partitions. */
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
  [store, log, references] = [platform.app.get<AnalyticsStore>(ANALYTICS_STORE), platform.app.get<EventLog>(EVENT_LOG), platform.app.get(References)];
  const events = ids.map((id) => eventOf(id, { data: { kind: 'permit', unit: 'S-1', parent: 'whole' } }));
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
  await platform.caughtUp();
  await platform.app.get(ModelStore).create(model);
});
afterAll(() => platform.stop());

/** One process, whose questions and inserts each wait for their turn. What it wrote replaces outdated rows at once. */
const inTurn = (turn: fc.Scheduler): AnalyticsStore => {
  const next = (what: string) => turn.schedule(Promise.resolve(), what);
  const query: AnalyticsStore['query'] = async (...question) => {
    await next(question[0].name);
    return store.query(...question);
  };
  const insert: AnalyticsStore['insert'] = async (table, batch) => {
    await next(table);
    await store.insert(table, batch);
    if (table === cases || table === joints) await store.command(`OPTIMIZE TABLE ${table} FINAL`);
  };
  return { query, insert, stream: store.stream.bind(store) } as Partial<AnalyticsStore> as AnalyticsStore;
};

const even = (partition: number): boolean => partition % 2 === 0;

const namesOfParent = (): Promise<readonly (readonly string[])[]> =>
  store.query({
    name: 'test/joint',
    sql: `SELECT arraySort(sub_cases) AS names FROM ${joints} FINAL WHERE parent = 'whole'`,
    row: (raw) => (raw as { readonly names: readonly string[] }).names,
  });

describe('two processes that fold sub-cases of one parent at once', () => {
  it('leave it with the sub-cases of both, whoever comes first with whatever', async () => {
    const [end, { epoch }] = [await log.end(), await references.current()];
    const partitions = [...end.keys()];
    const halves = [partitions.filter(even), partitions.filter((partition) => !even(partition))];
    for (const half of halves) expect(half.some((partition) => (end[partition] ?? 0) > 0)).toBe(true);
    const begin = partitions.map(() => 0);
    await new FoldStep(log.generation, log.partitions, store, platform.app.get(Reads), references, model).commit(begin, epoch);
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (turn) => {
        for (const table of [cases, joints]) await store.command(`TRUNCATE TABLE ${table}`);
        const waiting = inTurn(turn);
        const processes = halves.map(async (half) => {
          const fold = new FoldStep(log.generation, log.partitions, waiting, new Reads(waiting), references, model);
          await fold.resume(half);
          fold.position = [...begin];
          await fold.foldUpTo(end, false);
        });
        await turn.waitFor(Promise.all(processes));
        expect(await namesOfParent()).toEqual([ids.map((id) => `case of ${id}`).sort()]);
      }),
      { numRuns: 25 },
    );
  });
});
