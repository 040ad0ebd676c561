import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { factsOfCases, toFacts } from '@mingxiao/projections/facts/facts.reads';
import { tablesOfModel } from '@mingxiao/projections/models/model-tables';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelStore } from '../models/model-store.js';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';
import { Reads } from '../query/reads.js';
import { ANALYTICS_STORE, EVENT_LOG } from '../tokens.js';
import { FoldStep } from './fold-step.js';
import { JointStep } from './joint-step.js';
import { References } from './references.js';

const model = 'beside';
const { joints } = tablesOfModel(model);

let platform: TestPlatform;
let store: AnalyticsStore;
let reads: Reads;
/** A model whose sub-cases are there and whose parents were never put together. */
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
  store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE);
  reads = platform.app.get(Reads);
  const events = ['one', 'two'].map((id) => eventOf(id, { data: { kind: 'permit', unit: 'S-1', parent: 'whole' } }));
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
  await platform.caughtUp();
  await platform.app.get(ModelStore).create(model);
  const [log, references] = [platform.app.get<EventLog>(EVENT_LOG), platform.app.get(References)];
  await new FoldStep(log.generation, log.partitions, store, reads, references, model).scan(await references.current());
  await store.command(`TRUNCATE TABLE ${joints}`);
});
afterAll(() => platform.stop());

/** Lets the first insert of each of two steps through when both have come to it, one after the other. */
const meeting = (): AnalyticsStore => {
  const waiting: (() => void)[] = [];
  let last: Promise<void> = Promise.resolve();
  const insert: AnalyticsStore['insert'] = async (...row) => {
    if (waiting.length < 2) {
      const both = new Promise<void>((resolve) => waiting.push(resolve));
      if (waiting.length === 2) for (const goOn of waiting) goOn();
      await both;
    }
    const own = last.then(() => store.insert(...row));
    last = own;
    await own;
  };
  return { insert } as AnalyticsStore;
};

describe('two processes that put one parent together at once', () => {
  it('leave it with the sub-cases of both, though neither saw what the other wrote', async () => {
    const shared = meeting();
    const steps = await Promise.all(
      ['case of one', 'case of two'].map(async (caseId) => {
        const step = new JointStep(shared, reads.on(model), joints, true);
        for await (const block of reads.stream(factsOfCases, { subjects: [caseId] })) step.note(caseId, [...toFacts(block)]);
        return step;
      }),
    );
    await Promise.all(steps.map((step) => step.putTogether()));
    const rows = await store.query({ name: 'test/joint', sql: `SELECT sub_cases FROM ${joints} FINAL WHERE parent = 'whole'`, row: (raw) => (raw as { readonly sub_cases: readonly string[] }).sub_cases });
    expect(rows.map((subCases) => [...subCases].sort())).toEqual([['case of one', 'case of two']]);
  });
});
