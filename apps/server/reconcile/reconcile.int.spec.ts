import { health } from '@mingxiao/contracts/health';
import { reconciliation, reconciliationProgress, reconciliationStarted } from '@mingxiao/contracts/reconciliation';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { localDateOf } from '@mingxiao/domain/calendar/zone';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import type { Logger } from 'pino';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';
import type { Configuration } from '../configuration/configuration.js';
import type { Progress } from '../project/progress.js';
import { Reads } from '../query/reads.js';
import { ANALYTICS_STORE, CLOCK, CONFIGURATION, EVENT_LOG, LOGGER, PROGRESS } from '../tokens.js';
import { tallyLog } from './log-tally.js';
import { Reconciler } from './reconciler.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
});
afterAll(() => platform.stop());

const send = (events: readonly unknown[]) => request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
const reconcile = async () => reconciliation.parse((await request(platform.url).get('/v1/reconciliation').expect(200)).body);

describe('a reconciliation', () => {
  it('accounts for every record, per type and in all', async () => {
    const before = await reconcile();
    const accepted = eventOf('balanced');
    await send([accepted, accepted, { ...accepted, data: {} }, eventOf('finished', { type: 'case.finished', data: {} }), eventOf('odd', { type: 'case.odd' }), 'no event']);
    const after = await reconcile();
    expect(after).toMatchObject({ ok: true, logged: before.logged + 4, facts: before.facts + 2, duplicates: 0, conflicts: 1, parked: 1, gaps: [], problems: [] });
    expect(after.perType).toMatchObject({
      'case.accepted': { logged: 2, facts: 1, conflicts: 1 },
      'case.finished': { logged: 1, facts: 1 },
      'case.odd': { logged: 1, facts: 0, parked: 1 },
    });
    expect(after.contentHash).toBe(after.logContentHash);
    expect(after.contentHash).not.toBe(before.contentHash);
  });

  it('gives the same hash again when nothing new came', async () => {
    const before = await reconcile();
    await send([eventOf('balanced')]);
    expect(await reconcile()).toEqual(before);
  });

  it('balances per source and day, and says in health how it ended', async () => {
    const day = (platform.app.get<Configuration>(CONFIGURATION, { strict: false })).timeZone;
    await send([eventOf('elsewhere', { source: 'urn:test:elsewhere' })]);
    const { perSourceAndDay, logged, facts } = await reconcile();
    const today = localDateOf(day, Date.now());
    expect(perSourceAndDay).toContainEqual({ source: 'urn:test:elsewhere', day: today, logged: 1, facts: 1, duplicates: 0, conflicts: 0, parked: 0 });
    expect(perSourceAndDay.reduce((sum, row) => sum + row.logged, 0)).toBe(logged);
    expect(perSourceAndDay.reduce((sum, row) => sum + row.facts, 0)).toBe(facts);
    const { reconciliation: last } = health.parse((await request(platform.url).get('/v1/health').expect(200)).body);
    expect(last).toMatchObject({ ok: true, logged, problems: [] });
  });

  it('comes to the same when the log is read in several passes, as a long one is, and reads every record once', async () => {
    const log = platform.app.get<EventLog>(EVENT_LOG);
    await send(Array.from({ length: 60 }, (_, index) => eventOf(`one of many ${index}`)));
    const ends = await log.end();
    const options = { ends, timeZone: 'Asia/Shanghai', signal: new AbortController().signal };
    const inOne = await tallyLog(log, options);
    expect(await tallyLog(log, options, 7)).toEqual(inOne);
    let read = 0;
    const subscribe = async function* (...given: Parameters<EventLog['subscribe']>) {
      for await (const batch of log.subscribe(...given)) {
        read += batch.records.length;
        yield batch;
      }
    };
    // No partition is longer than a pass, and no two of the longest fit into one.
    expect(await tallyLog({ ...log, subscribe }, options, Math.max(...ends))).toEqual(inOne);
    expect(read).toBe(ends.reduce((sum, end) => sum + end, 0));
  });

  /** One of its own, which does something at the first records it reads. */
  const reconcilerWhich = async (onRead: (reconciler: Reconciler) => void): Promise<Reconciler> => {
    const { app } = platform;
    await platform.caughtUp();
    const log = app.get<EventLog>(EVENT_LOG);
    const subscribe = async function* (...given: Parameters<EventLog['subscribe']>) {
      for await (const batch of log.subscribe(...given)) {
        onRead(reconciler);
        yield batch;
      }
    };
    const reconciler = new Reconciler({ ...log, subscribe }, app.get<AnalyticsStore>(ANALYTICS_STORE), app.get<Clock>(CLOCK), app.get<Configuration>(CONFIGURATION), app.get<Logger>(LOGGER), app.get(Reads), app.get<Progress>(PROGRESS));
    return reconciler;
  };

  it('says nothing when it is ended half-way, as a stop of the platform ends it', async () => {
    const reconciler = await reconcilerWhich((own) => void own.onApplicationShutdown());
    await expect(reconciler.reconcile()).rejects.toThrow('this process is stopping');
    expect(reconciler.state.result).toBeNull();
    expect(await reconciler.last()).toEqual(await platform.app.get(Reconciler, { strict: false }).last());
  });

  it('is told of by every process, whichever made it', async () => {
    const other = await reconcilerWhich(() => undefined);
    const { logged } = await other.reconcile();
    const { reconciliation: last } = health.parse((await request(platform.url).get('/v1/health').expect(200)).body);
    expect(last).toEqual(await other.last());
    expect(last).toMatchObject({ ok: true, logged, gapRecords: 0, problems: [] });
  });

  it('can be begun and asked for later; whoever comes meanwhile joins it', async () => {
    const seen: unknown[] = [];
    const reconciler = await reconcilerWhich((own) => seen.push({ joins: own.start(), ...own.state }));
    expect([reconciler.start(), reconciler.start()]).toEqual([false, true]);
    await expect.poll(() => reconciler.state.running, { timeout: 30_000 }).toBe(false);
    const { result, ...state } = reconciler.state;
    expect(seen[0]).toMatchObject({ joins: true, running: true, phase: 'reading', done: 0, total: result?.logged, result: null });
    expect(state).toEqual({ running: false, phase: null, startedAt: expect.any(String) as string, done: result?.logged, total: result?.logged, problem: null });
    expect(result).toEqual(await reconcile());
  });

  it('can be cancelled, says so, and then comes to its end the next time', async () => {
    let cancels = 1;
    const reconciler = await reconcilerWhich((own) => cancels-- > 0 && own.cancel());
    reconciler.start();
    await expect.poll(() => reconciler.state, { timeout: 30_000 }).toMatchObject({ running: false, result: null, problem: 'the comparison was cancelled' });
    expect(await reconciler.reconcile()).toMatchObject({ ok: true });
    expect(reconciler.state).toMatchObject({ running: false, problem: null, result: { ok: true } });
    expect(() => reconciler.cancel()).toThrow('no comparison is under way');
  });

  it('answers at once where it is begun over HTTP, with the address that tells how far it is', async () => {
    const begun = await request(platform.url).post('/v1/reconciliation').expect(202);
    expect(reconciliationStarted.parse(begun.body)).toMatchObject({ running: true, joined: false, result: null });
    const progress = async () => reconciliationProgress.parse((await request(platform.url).get(begun.headers['location'] ?? '').expect(200)).body);
    await expect.poll(progress, { timeout: 30_000 }).toMatchObject({ running: false, problem: null, result: { ok: true } });
    await request(platform.url).post('/v1/reconciliation/cancel').expect(409);
  });

  it('names what a source has counted and never came in, and no longer once it comes; what was parked came in', async () => {
    const counted = (sequence: unknown, part = {}) => eventOf(`counted ${String(sequence)}`, { source: 'urn:test:counting', sequence, ...part });
    await send([counted('7'), counted('8'), counted('11'), counted(13), counted('12', { type: 'case.odd' }), counted('16'), counted('not a number')]);
    const day = localDateOf(platform.app.get<Configuration>(CONFIGURATION, { strict: false }).timeZone, Date.now());
    const gap = (from: number, to: number) => ({ source: 'urn:test:counting', day, from, to });
    expect(await reconcile()).toMatchObject({ ok: true, missing: 4, sequenceGaps: [gap(9, 11), gap(14, 16)] });
    const { reconciliation: last } = health.parse((await request(platform.url).get('/v1/health').expect(200)).body);
    expect(last).toMatchObject({ ok: true, missing: 4 });
    await send([counted('10'), counted('9'), counted('8')]);
    expect(await reconcile()).toMatchObject({ missing: 2, sequenceGaps: [gap(14, 16)] });
  });

  it('counts an id that stands under two cases', async () => {
    const { sharedIdentities } = await reconcile();
    await send([eventOf('shared'), eventOf('shared', { subject: 'another case' })]);
    expect((await reconcile()).sharedIdentities).toBe(sharedIdentities + 1);
  });

  it('is right while events keep coming: it speaks of the log as it was when asked', async () => {
    const stopping = new AbortController();
    const feed = (async () => {
      for (let round = 0; !stopping.signal.aborted; round += 1) await send(Array.from({ length: 50 }, (_, index) => eventOf(`fed ${round}/${index}`)));
    })();
    const balances = [await reconcile(), await reconcile(), await reconcile(), await reconcile()];
    stopping.abort();
    await feed;
    expect(balances.map(({ ok, problems }) => ({ ok, problems }))).toEqual(balances.map(() => ({ ok: true, problems: [] })));
  });

  it('names what the store has lost, and what was slipped into it', async () => {
    await platform.caughtUp();
    const store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE);
    await store.command("ALTER TABLE case_events_v1 DELETE WHERE id = 'balanced' SETTINGS mutations_sync = 2");
    const { ok, problems } = await reconcile();
    expect(ok).toBe(false);
    expect(problems.join('\n')).toMatch(/facts: the ledger says \d+, the fact tables hold \d+/);
    await store.command("ALTER TABLE ledger_v1 DELETE WHERE id = 'finished' SETTINGS mutations_sync = 2");
    const lost = await reconcile();
    expect(lost.gaps).toHaveLength(1);
    expect(lost.problems.join('\n')).toMatch(/the ledger lacks the offsets/);
    expect(lost.problems.join('\n')).toMatch(/urn:test:hall on \d{4}-\d{2}-\d{2}: the ledger says \d+ logged/);
    const [{ last = -1 } = {}] = await store.query({ name: 'test/last', sql: 'SELECT log_partition, max(log_offset) AS last FROM ledger_v1 WHERE log_partition = 1 GROUP BY log_partition', row: (raw) => raw as { last: number } });
    await store.command('ALTER TABLE ledger_v1 DELETE WHERE log_partition = 1 AND log_offset = (SELECT max(log_offset) FROM ledger_v1 WHERE log_partition = 1) SETTINGS mutations_sync = 2');
    expect((await reconcile()).gaps).toContainEqual({ partition: 1, from: last, to: last + 1 });
  });
});
