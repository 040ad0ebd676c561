import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { openEmbeddedLog } from '@mingxiao/adapters/event-log-embedded/embedded-log';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { systemClock } from '@mingxiao/ports/clock/clock';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../app.module.js';
import { readConfiguration } from '../configuration/configuration.js';
import { createMeters } from './meters.js';
import { Metrics } from './metrics.js';
import { noSpans } from './spans.js';

let folder: string;
let eventLog: EventLog;
let store: AnalyticsStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingxiao-roles-'));
  eventLog = await openEmbeddedLog({ folder: join(folder, 'log'), clock: systemClock });
  store = await openInProcessStore({ folder: join(folder, 'clickhouse') });
  await migrate(store, await readMigrations());
});
afterAll(async () => {
  await store.close();
  await eventLog.close();
  await rm(folder, { recursive: true, force: true });
});

/** The metrics of a process with one role; its log and store stand in for those that processes share. */
const namesOf = async (role: string): Promise<ReadonlySet<string>> => {
  const configuration = readConfiguration({ role }, { MINGXIAO_KAFKA_BROKERS: 'nowhere:9092', MINGXIAO_CLICKHOUSE_URL: 'http://nowhere:8123' });
  const bindings = { eventLog, store, clock: systemClock, configuration, logger: pino({ level: 'silent' }), meters: createMeters(), spans: noSpans, instance: 'test' };
  const app = await NestFactory.createApplicationContext(AppModule.with(bindings), { logger: false, abortOnError: false });
  try {
    const text = await app.get(Metrics, { strict: false }).text();
    return new Set([...text.matchAll(/^(mingxiao_\w+)/gm)].flatMap(([, name]) => name ?? []));
  } finally {
    await app.close();
  }
};

const ofTheWhole = ['mingxiao_fold_lag_records', 'mingxiao_facts_lag_records', 'mingxiao_parked_events', 'mingxiao_working'];
const ofTheWatch = ['mingxiao_watch_delay_seconds', 'mingxiao_watch_waiting_cases'];

describe('the metrics of a process with one role', () => {
  it.each([
    ['ingest', ['mingxiao_log_end_records', 'mingxiao_ingest_events_total'], [...ofTheWhole, ...ofTheWatch]],
    ['watch', [...ofTheWatch, 'mingxiao_log_end_records'], ['mingxiao_fold_lag_records', 'mingxiao_parked_events']],
    ['query', ofTheWhole, ofTheWatch],
  ])('%s tell what it sees, and nothing of what it does not', async (role, told, left) => {
    const names = await namesOf(role);
    expect(told.filter((name) => !names.has(name))).toEqual([]);
    expect(left.filter((name) => names.has(name))).toEqual([]);
  });
});
