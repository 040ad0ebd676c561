import { readFileSync } from 'node:fs';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '../platform.fixture.js';
import { METERS } from '../tokens.js';
import type { Meters } from './meters.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
});
afterAll(() => platform.stop());

const send = (events: readonly unknown[]) => request(platform.url).post('/v1/events').type('application/x-ndjson').send(linesOf(events)).expect(200);
const read = async () => (await request(platform.url).get('/metrics').expect(200)).text;

/** The value of one series, or null where there is none. */
const valueOf = (text: string, series: string): number | null => {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1));
};

const ingested = (text: string, status: string) => valueOf(text, `mingxiao_ingest_events_total{status="${status}",brought_by="source"}`) ?? 0;

describe('metrics', () => {
  it('count what the door answered, who brought it, and why it refused', async () => {
    const before = await read();
    await send([eventOf('counted'), eventOf('counted'), eventOf('odd one', { type: 'case.odd' }), 'no event', eventOf('ours', { source: 'urn:mingxiao:watch' })]);
    const after = await read();
    const more = (status: string) => ingested(after, status) - ingested(before, status);
    expect(['accepted', 'duplicate', 'parked'].map(more)).toEqual([1, 1, 1]);
    expect(valueOf(after, 'mingxiao_ingest_refused_total{reason="no-envelope"}')).toBe(1);
    expect(valueOf(after, 'mingxiao_ingest_events_total{status="accepted",brought_by="catalogue"}')).toBeGreaterThan(0);
  });

  it('tell lag, freshness and what is parked once everything is folded', async () => {
    await send([eventOf('folded'), eventOf('not understood', { type: 'case.odd' })]);
    await platform.caughtUp();
    const text = await read();
    expect(valueOf(text, 'mingxiao_facts_lag_records{partition="0"}')).toBe(0);
    expect(valueOf(text, 'mingxiao_fold_lag_records{partition="0"}')).toBe(0);
    expect(valueOf(text, 'mingxiao_freshness_seconds')).toBeGreaterThanOrEqual(0);
    expect(valueOf(text, 'mingxiao_working{part="store"}')).toBe(1);
    expect(valueOf(text, 'mingxiao_insert_rows_sum{table="ledger_v1"}')).toBeGreaterThan(0);
    expect(valueOf(text, 'mingxiao_log_append_seconds_count')).toBeGreaterThan(0);
    expect(valueOf(text, 'mingxiao_query_seconds_count{query="folding/newest-folded"}')).toBeGreaterThan(0);
  });

  it('tell how long the watch is behind, counted from when the log knew, until a round has recorded what was due', async () => {
    await send([eventOf('overdue for months', { data: { kind: 'permit', unit: 'S-1', holder: 'U-1', promised: { amount: 5, unit: 'working-day' } } })]);
    await platform.caughtUp();
    const before = await read();
    expect(valueOf(before, 'mingxiao_watch_waiting_cases')).toBeGreaterThan(0);
    expect(valueOf(before, 'mingxiao_watch_delay_seconds')).toBeGreaterThan(0);
    expect(valueOf(before, 'mingxiao_watch_delay_seconds')).toBeLessThan(3_600);
    await request(platform.url).post('/v1/watch/rounds').expect(200);
    await platform.caughtUp();
    const after = await read();
    expect(valueOf(after, 'mingxiao_watch_waiting_cases')).toBe(0);
    expect(valueOf(after, 'mingxiao_watch_delay_seconds')).toBe(0);
  });

  it('leave out what is not known: the last comparison before the first, and what the embedded log does not tell', async () => {
    const before = await read();
    expect(valueOf(before, 'mingxiao_reconciliation_ok')).toBeNull();
    expect(valueOf(before, 'mingxiao_log_waiting_bytes')).toBeNull();
    await request(platform.url).get('/v1/reconciliation').expect(200);
    const after = await read();
    expect(valueOf(after, 'mingxiao_reconciliation_ok')).toBe(1);
    expect(valueOf(after, 'mingxiao_reconciliation_gap_records')).toBe(0);
    expect(valueOf(after, 'mingxiao_missing_events')).toBe(0);
  });

  it('name requests by route and status, never by address', async () => {
    await request(platform.url).get('/v1/cases/somebody?at=2026-01-01T00:00:00Z').expect(404);
    await request(platform.url).get('/no/such/somebody').expect(404);
    const text = await read();
    expect(valueOf(text, 'mingxiao_http_request_seconds_count{method="GET",route="/v1/cases/:id",status="404"}')).toBe(1);
    expect(text).not.toContain('somebody');
  });

  it('have a help text and a line in the README each, and the README names no other', () => {
    const { registry } = platform.app.get<Meters>(METERS);
    const ours = registry.getMetricsAsArray().filter(({ name }) => name.startsWith('mingxiao_'));
    for (const { name, help } of ours) expect(help.length, name).toBeGreaterThan(20);
    const documented = [...readFileSync(new URL('./README.md', import.meta.url), 'utf8').matchAll(/^\| `(mingxiao_\w+)`/gm)].map(([, name]) => name);
    expect(documented.sort()).toEqual(ours.map(({ name }) => name).sort());
  });
});
