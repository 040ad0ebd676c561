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
import { FactsStep } from '@mingxiao/server/project/facts-step';
import { FoldStep } from '@mingxiao/server/project/fold-step';
import { References } from '@mingxiao/server/project/references';
import { Reads } from '@mingxiao/server/query/reads';
import { benchEvents } from './events.mjs';
import { peakMemory, report, seconds } from './measure.mjs';

const events = Number(process.argv[2] ?? 1_000_000);
const recordedRows = 150_000;
const folder = mkdtempSync(join(tmpdir(), 'mingxiao-bench-'));
const memory = peakMemory();

/** Passes inserts on and keeps the first of them, for the reference measurement. */
const recording = (store) => {
  const batches = [];
  let rows = 0;
  const insert = async (table, batch) => {
    if (rows < recordedRows && batch.rows > 0) batches.push([table, batch]);
    if (table === 'case_events_v1') rows += batch.rows;
    await store.insert(table, batch);
  };
  return { batches, store: { ...bound(store), insert } };
};
const bound = (store) => Object.fromEntries(['query', 'stream', 'insert', 'command'].map((name) => [name, store[name].bind(store)]));

const fill = async (log) => {
  const door = new Door(log, { now: () => Date.now() });
  await defineCatalogue(readCatalogue(), log, door);
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
  const reads = new Reads(store);
  const references = new References(reads);
  const facts = new FactsStep(log, store, reads, () => undefined);
  const fold = new FoldStep(log.generation, log.partitions, store, reads, references);
  await facts.resume();
  await fold.resume();
  const begun = performance.now();
  await facts.run(new AbortController().signal, true);
  const copied = performance.now();
  report('  peak memory until copied', memory.peak().own / 1_048_576, 'MiB');
  await fold.foldUpTo(facts.position, true);
  report('  of it: log to facts and ledger', events / ((copied - begun) / 1000), 'events/s');
  report('  of it: facts to case rows', events / seconds(copied), 'events/s');
  return events / seconds(begun);
};

/** The same columns again into empty tables of the same form, one insert after another as the projection does it. */
const insertOnly = async (store, batches) => {
  const tables = [...new Set(batches.map(([table]) => table))];
  for (const table of tables) await store.command(`CREATE TABLE bench_${table} AS ${table}`);
  const time = async (chosen) => {
    const begun = performance.now();
    for (const [table, batch] of chosen) await store.insert(`bench_${table}`, batch);
    return seconds(begun);
  };
  const facts = batches.filter(([table]) => table === 'case_events_v1');
  const rows = facts.reduce((sum, [, batch]) => sum + batch.rows, 0);
  const factsOnly = rows / (await time(facts));
  const all = rows / (await time(batches));
  return { factsOnly, all };
};

const log = await openEmbeddedLog({ folder: join(folder, 'log'), clock: { now: () => Date.now() } });
const store = await openInProcessStore({ folder: join(folder, 'clickhouse'), maxSeconds: 600 });
await migrate(store, await readMigrations());
await fill(log);
const recorder = recording(store);
const path = await project(log, recorder.store);
const reference = await insertOnly(store, recorder.batches);
report('whole path: log to rows live', path, 'events/s');
report('inserting the same fact columns only', reference.factsOnly, 'events/s');
report('inserting all the same columns', reference.all, 'events/s');
report('ratio to facts only', (100 * path) / reference.factsOnly, '%');
report('ratio to all columns (target 15)', (100 * path) / reference.all, '%');
const { resident, own } = memory.peak();
report('peak memory, resident', resident / 1_048_576, 'MiB');
report('peak memory, without mapped files', own / 1_048_576, 'MiB');
await log.close();
await store.close();
rmSync(folder, { recursive: true, force: true });
