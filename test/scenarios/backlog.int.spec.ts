import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { openEmbeddedLog } from '@mingxiao/adapters/event-log-embedded/embedded-log';
import { systemClock } from '@mingxiao/ports/clock/clock';
import { Door } from '@mingxiao/server/ingest/door';
import { FactsStep } from '@mingxiao/server/project/facts-step';
import { Reads } from '@mingxiao/server/query/reads';
import { describe, expect, it } from 'vitest';

const events = 120_000;
const batch = 4_000;

const eventText = (number: number): string =>
  JSON.stringify({
    specversion: '1.0',
    id: `e-${number}`,
    source: 'urn:test:backlog',
    type: 'case.received',
    subject: `C-${number % 5_000}`,
    time: '2026-03-02T09:00:00+08:00',
  });

describe('a backlog of more than one insert', () => {
  it('is copied to its end, every record once, without waiting for anything but the inserts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mingxiao-backlog-'));
    const log = await openEmbeddedLog({ folder: join(folder, 'log'), clock: systemClock });
    const store = await openInProcessStore({ folder: join(folder, 'clickhouse') });
    await migrate(store, await readMigrations());
    const door = new Door(log, systemClock);
    for (let first = 0; first < events; first += batch) {
      const results = await door.take(Array.from({ length: batch }, (_, index) => eventText(first + index)), 'source');
      expect(results.every(({ status }) => status === 'accepted')).toBe(true);
    }
    const facts = new FactsStep(log, store, new Reads(store), () => undefined);
    await facts.resume();
    await facts.run(new AbortController().signal, true);
    const count = { name: 'backlog', sql: 'SELECT count() AS records, uniqExact(log_partition, log_offset) AS positions FROM ledger_v1', row: (raw: unknown) => raw };
    expect(await store.query(count)).toEqual([{ records: events, positions: events }]);
    expect(facts.position).toEqual(await log.end());
    await log.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
});
