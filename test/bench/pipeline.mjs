// Throughput of the whole path, from the log to case rows that can be queried, as a ratio against the rate at which
// the same machine inserts the very same finished columns. Usage: node test/bench/pipeline.mjs [events]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { openEmbeddedLog } from '@mingxiao/adapters/event-log-embedded/embedded-log';
import { readCatalogue } from '@mingxiao/server/catalogue/read-catalogue';
import { defineCatalogue } from '@mingxiao/server/catalogue/define-catalogue';
import { Door } from '@mingxiao/server/ingest/door';
import { benchEvents } from './events.mjs';
import { insertOnly, recording } from './insert-only.mjs';
import { peakMemory, report, seconds } from './measure.mjs';
import { projectLog } from './project-log.mjs';

const events = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'mingxiao-bench-'));
const memory = peakMemory();

const fill = async (log) => {
  const door = new Door(log, { now: () => Date.now() });
  await defineCatalogue(readCatalogue(), { log, reference: [] }, door);
  const begun = performance.now();
  let batch = [];
  for (const text of benchEvents(events)) {
    batch.push(text);
    if (batch.length === 2_000) {
      await door.take(batch);
      batch = [];
    }
  }
  await door.take(batch);
  report('door to durable log', events / seconds(begun), 'events/s');
  report('  peak memory until then', memory.peak().own / 1_048_576, 'MiB');
};

const project = async (log, store) => {
  const begun = performance.now();
  let copied = begun;
  await projectLog(log, store, () => {
    copied = performance.now();
    report('  peak memory until copied', memory.peak().own / 1_048_576, 'MiB');
  });
  report('  of it: log to facts and ledger', events / ((copied - begun) / 1000), 'events/s');
  report('  of it: facts to case rows', events / seconds(copied), 'events/s');
  return events / seconds(begun);
};

const log = await openEmbeddedLog({ folder: join(folder, 'log'), clock: { now: () => Date.now() } });
const store = await openInProcessStore({ folder: join(folder, 'clickhouse'), maxSeconds: 600 });
await migrate(store, await readMigrations());
await fill(log);
const recorder = recording(store);
const path = await project(log, recorder.store);
const { resident, own } = memory.peak();
const reference = await insertOnly(store, recorder, events);
report('whole path: log to rows live', path, 'events/s');
report('inserting the fact columns only', reference.factsOnly, 'events/s');
report('inserting all columns, one insert at a time', reference.inTurn, 'events/s');
report('inserting all columns, two at a time', reference.twoAtATime, 'events/s');
report('ratio to facts only', (100 * path) / reference.factsOnly, '%');
report('ratio to all columns (target 15)', (100 * path) / Math.max(reference.inTurn, reference.twoAtATime), '%');
report('peak memory, resident', resident / 1_048_576, 'MiB');
report('peak memory, without mapped files', own / 1_048_576, 'MiB');
await log.close();
await store.close();
rmSync(folder, { recursive: true, force: true });
