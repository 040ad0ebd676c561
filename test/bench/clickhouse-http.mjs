// The same columns inserted into the engine in this process and over HTTP into an engine in another one, packed and
// unpacked, and read back as a stream; ratios in one run. Usage: node test/bench/clickhouse-http.mjs [rows]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { bestCompression } from '@mingxiao/adapters/analytics-clickhouse/server-connection';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import { factsOfAllCases, toFacts } from '@mingxiao/projections/facts/facts.reads';
import { toFactColumns } from '@mingxiao/projections/facts/facts.columns';
import { classify } from '@mingxiao/server/ingest/classify';
import { toRecord } from '@mingxiao/server/ingest/to-record';
import { readRecord } from '@mingxiao/server/project/read-record';
import { Reads } from '@mingxiao/server/query/reads';
import { startFrontProcess } from '../dist/support/clickhouse-front/front-process.js';
import { benchEvents } from './events.mjs';
import { report, seconds } from './measure.mjs';

const rows = Number(process.argv[2] ?? 400_000);
const perInsert = Math.min(50_000, Math.ceil(rows / 2));
const folder = mkdtempSync(join(tmpdir(), 'mingxiao-bench-'));

const recordOf = (text, offset) => ({ ...toRecord(text, classify(text), 0), offset, storedAt: 0 });

const batches = () => {
  const all = [];
  let batch = [];
  let offset = 0;
  for (const text of benchEvents(rows)) {
    const { event } = readRecord(0, recordOf(text, (offset += 1)));
    if (event !== null) batch.push(event);
    if (batch.length === perInsert) all.push(toFactColumns(batch.splice(0)));
  }
  return all;
};

const measure = async (name, store, filled) => {
  await migrate(store, await readMigrations());
  await store.insert('case_events_v1', filled[0]);
  await store.command('TRUNCATE TABLE case_events_v1');
  const begun = performance.now();
  for (const batch of filled) await store.insert('case_events_v1', batch);
  const inserted = (filled.length * perInsert) / seconds(begun);
  report(`${name}: insert`, inserted, 'rows/s');
  const reading = performance.now();
  let read = 0;
  for await (const block of new Reads(store).stream(factsOfAllCases, { from: '', upTo: [], partitions: [] })) for (const _fact of toFacts(block)) read += 1;
  const streamed = read / seconds(reading);
  report(`${name}: all facts sorted, as a stream`, streamed, 'rows/s');
  await store.close();
  return { inserted, streamed };
};

const filled = batches();
const near = await measure('in this process', await openInProcessStore({ folder: join(folder, 'near') }), filled);
const front = await startFrontProcess(join(folder, 'far'));
for (const compression of new Set(['none', 'gzip', bestCompression()])) {
  const store = await openServerStore({ url: front.url, database: `bench_${compression}`, compression });
  const far = await measure(`over HTTP, ${compression}`, store, filled);
  report('  insert, of in this process', (100 * far.inserted) / near.inserted, '%');
  report('  stream, of in this process', (100 * far.streamed) / near.streamed, '%');
}
await front.stop();
rmSync(folder, { recursive: true, force: true });
