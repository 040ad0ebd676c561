// The same events through the embedded log and through Kafka, and through our door and through bare kafkajs; beside them
// readers alone and the broker's own tools. Everything in turns, several times: what counts are the ratios of the medians.
// Needs Java and Maven; without them it says so and ends well. Usage: node test/bench/kafka.mjs [events] [rounds]
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { openEmbeddedLog } from '@mingxiao/adapters/event-log-embedded/embedded-log';
import { openKafkaLog } from '@mingxiao/adapters/event-log-kafka/kafka-log';
import { classify } from '@mingxiao/server/ingest/classify';
import { defineCatalogue } from '@mingxiao/server/catalogue/define-catalogue';
import { readCatalogue } from '@mingxiao/server/catalogue/read-catalogue';
import { Door } from '@mingxiao/server/ingest/door';
import { toRecord } from '@mingxiao/server/ingest/to-record';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { startCluster } from '../../infra/kafka/cluster.mjs';
import { startFrontProcess } from '../dist/support/clickhouse-front/front-process.js';
import { benchEvents } from './events.mjs';
import { perfConsume, perfProduce } from './kafka/broker-tools.mjs';
import { ingest, startServer } from './kafka/ingest.mjs';
import { groupsOf } from './kafka/lanes.mjs';
import { readOurs, readWithKafkajs } from './kafka/reading.mjs';
import { report, seconds } from './measure.mjs';
import { projectLog } from './project-log.mjs';

const lack = lacksJava();
if (lack !== null) {
  process.stdout.write(`skipped: ${lack.reason}\n`);
  process.exit(0);
}
const events = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 3);
const load = { events, warmUp: Math.ceil(events / 4), perBatch: 2_000, lanes: 16 };
const { events: spec } = JSON.parse(readFileSync(new URL('../../infra/kafka/topics.json', import.meta.url), 'utf8'));
const bareProducer = fileURLToPath(new URL('./kafka/bare-producer.mjs', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'mingxiao-bench-'));
const clock = { now: () => Date.now() };
const cluster = await startCluster({ folder: join(folder, 'kafka') });
const front = await startFrontProcess(join(folder, 'front'));
const { brokers } = cluster;

const named = () => `bench-${randomUUID()}`;

const openTopic = (topic) =>
  openKafkaLog({ connection: { brokers, tls: null, sasl: null }, topic: { ...spec, topic, replicationFactor: 1, minInsyncReplicas: 1 }, create: true });

/** A topic that nobody has written to. */
const freshTopic = async () => {
  const topic = named();
  await (await openTopic(topic)).close();
  return topic;
};

const fill = async (log) => {
  const door = new Door(log, clock);
  await defineCatalogue(readCatalogue(), { log, reference: [] }, door);
  for (const batch of groupsOf([...benchEvents(events)], 2_000)) await door.take(batch);
};

const recordOf = (text) => toRecord(text, classify(text), 0);

/** The adapter without the door: finished records into a fresh topic, as many batches at once as the door has senders. */
const appendOnly = async () => {
  const log = await openTopic(named());
  const batches = groupsOf([...benchEvents(events)].map(recordOf), load.perBatch);
  const begun = performance.now();
  await Promise.all(batches.map((batch) => log.append(batch)));
  const rate = events / seconds(begun);
  await log.close();
  return rate;
};

const toRows = async (log) => {
  const store = await openInProcessStore({ folder: join(folder, randomUUID()), maxSeconds: 600 });
  await migrate(store, await readMigrations());
  const begun = performance.now();
  await projectLog(log, store);
  const rate = events / seconds(begun);
  await store.close();
  return rate;
};

const produceBare = async (headers) => {
  const given = { brokers, topic: await freshTopic(), partitions: spec.partitions, headers, ...load };
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-semi-space-size=32', bareProducer, JSON.stringify(given)]);
  return JSON.parse(stdout);
};

const throughTheDoor = async (form, processes = 1) => {
  const environment = { MINGXIAO_KAFKA_BROKERS: brokers.join(), MINGXIAO_KAFKA_TOPIC: await freshTopic(), MINGXIAO_KAFKA_REPLICATION: '1', MINGXIAO_CLICKHOUSE_URL: front.url };
  const servers = [];
  try {
    // One after another: the first makes the tables that the next one finds.
    for (let count = 0; count < processes; count += 1) servers.push(await startServer(environment));
    return await ingest(servers, { ...load, form });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
};

const embedded = await openEmbeddedLog({ folder: join(folder, 'log'), clock });
const filledTopic = named();
const kafka = await openTopic(filledTopic);
await fill(embedded);
await fill(kafka);
const payloads = join(folder, 'events.ndjson');
writeFileSync(payloads, [...benchEvents(Math.min(events, 100_000))].join('\n'));
const filled = { brokers, topic: filledTopic, records: events, events };

const runs = {
  'from the embedded log to rows live': () => toRows(embedded),
  'from the topic to rows live': () => toRows(kafka),
  'bare kafkajs producer': () => produceBare(false),
  'bare kafkajs producer, with our headers': () => produceBare(true),
  'through the door, a batch a request': () => throughTheDoor('array'),
  'through the door, lines': () => throughTheDoor('lines'),
  'through two doors, lines': () => throughTheDoor('lines', 2),
  'our append, without the door': appendOnly,
  'kafkajs consumer': () => readWithKafkajs(filled),
  'our reader': () => readOurs(kafka),
  'kafka-producer-perf-test': async () => perfProduce({ ...load, brokers, topic: await freshTopic(), payloads }),
  'kafka-consumer-perf-test': () => perfConsume(filled),
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rates = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
const cpus = {};
const measureOnce = async (name, run) => {
  const result = await run();
  rates[name].push(result.rate ?? result);
  if (result.cpu !== undefined) (cpus[name] ??= []).push(result.cpu);
};
try {
  for (let round = 0; round < rounds; round += 1) for (const [name, run] of Object.entries(runs)) await measureOnce(name, run);
} finally {
  await Promise.allSettled([embedded.close(), kafka.close(), front.stop(), cluster.stop()]);
  rmSync(folder, { recursive: true, force: true });
}

for (const [name, values] of Object.entries(rates)) {
  report(name, median(values), 'events/s');
  if (cpus[name] !== undefined) report('  of its own CPU', median(cpus[name]), 'µs an event');
}
const ratio = (what, one, other, values = rates) => report(what, (100 * median(values[one])) / median(values[other]), '%');
ratio('topic to rows, of embedded (target 50)', 'from the topic to rows live', 'from the embedded log to rows live');
ratio('door, of bare kafkajs (target 70)', 'through the door, a batch a request', 'bare kafkajs producer');
ratio('  the same with lines', 'through the door, lines', 'bare kafkajs producer');
ratio('  the same with lines and two processes', 'through two doors, lines', 'bare kafkajs producer');
ratio('  lines, of bare kafkajs with our headers', 'through the door, lines', 'bare kafkajs producer, with our headers');
ratio('  lines by CPU, of bare kafkajs', 'bare kafkajs producer', 'through the door, lines', cpus);
ratio('  lines by CPU, of it with our headers', 'bare kafkajs producer, with our headers', 'through the door, lines', cpus);
ratio('our append, of bare kafkajs with our headers', 'our append, without the door', 'bare kafkajs producer, with our headers');
ratio('our reader, of kafkajs’ consumer', 'our reader', 'kafkajs consumer');
