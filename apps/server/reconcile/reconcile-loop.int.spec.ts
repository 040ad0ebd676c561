import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import type { Logger } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Configuration } from '../configuration/configuration.js';
import { startTestPlatform, type TestPlatform } from '../platform.fixture.js';
import { Projector } from '../project/projector.js';
import { References } from '../project/references.js';
import { Reads } from '../query/reads.js';
import type { Spans } from '../telemetry/spans.js';
import { ANALYTICS_STORE, CONFIGURATION, EVENT_LOG, LOGGER, SPANS } from '../tokens.js';
import { ReconcileLoop } from './reconcile-loop.js';
import { Reconciler } from './reconciler.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
});
afterAll(() => platform.stop());

const part = <Part>(token: symbol): Part => platform.app.get<Part>(token, { strict: false });
const reconciler = () => platform.app.get(Reconciler, { strict: false });

/** One of several that share the partitions, which have all gone to the others. */
const withoutPartitions = () =>
  new Projector(part<EventLog>(EVENT_LOG), part<AnalyticsStore>(ANALYTICS_STORE), platform.app.get(Reads), platform.app.get(References), part<Logger>(LOGGER), true, part<Configuration>(CONFIGURATION), part<Spans>(SPANS));

describe('the hourly comparison', () => {
  it('is left to the process that has the first partition where several share the work, and made where one has them all', async () => {
    await new ReconcileLoop(part<Configuration>(CONFIGURATION), part<Logger>(LOGGER), reconciler(), withoutPartitions()).round();
    expect(reconciler().state.startedAt).toBeNull();
    await platform.app.get(ReconcileLoop, { strict: false }).round();
    expect(reconciler().state).toMatchObject({ result: { ok: true } });
  });
});
