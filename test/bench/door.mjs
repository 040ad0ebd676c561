// What an event costs at the door, in microseconds of processor time, stage by stage: the least of several rounds, which other
// work on the machine moves little. Usage: node test/bench/door.mjs [events] [rounds]
import { Readable } from 'node:stream';
import { contentHashOf, identityOf } from '@mingxiao/adapters/content/content-hash';
import { catalogue } from '@mingxiao/domain/events/catalogue';
import { readEnvelope, reasonToPark } from '@mingxiao/domain/events/envelope';
import { elementsOf } from '@mingxiao/domain/json/members';
import { findJsonProblem } from '@mingxiao/domain/json/strict-json';
import { linesOf } from '@mingxiao/server/http/bodies';
import { classify } from '@mingxiao/server/ingest/classify';
import { Door } from '@mingxiao/server/ingest/door';
import { EventsController } from '@mingxiao/server/ingest/events.controller';
import { IngestEventsHandler } from '@mingxiao/server/ingest/ingest-events.handler';
import { benchEvents } from './events.mjs';
import { groupsOf } from './kafka/lanes.mjs';
import { report } from './measure.mjs';

const events = Number(process.argv[2] ?? 20_000);
const rounds = Number(process.argv[3] ?? 8);
const chunkBytes = 65_536;

const texts = [...benchEvents(events)].map((text) => Buffer.from(text).toString());
const parsed = texts.map((text) => JSON.parse(text));
const batches = groupsOf(texts, 2_000).map((batch) => `[${batch.join()}]`);
/** As a socket brings it. */
const streams = groupsOf(texts, 2_000).map((batch) => {
  const bytes = Buffer.from(batch.join('\n'));
  return Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) => bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes));
});

/** The door as a request meets it, before a log that takes everything at once and knows nothing. */
const controller = () => {
  const log = { append: async (records) => records.map((_, offset) => ({ partition: 0, offset })) };
  const handler = new IngestEventsHandler(new Door(log, { now: () => Date.now() }));
  return new EventsController({ execute: (command) => handler.execute(command) });
};
const reply = { status: () => ({ send: (answer) => JSON.stringify(answer) }) };
const postEach = async (bodies) => {
  const door = controller();
  for (const body of bodies) await door.post({ body }, reply);
};
const each = (all, work) => () => all.forEach((one) => void work(one));

const stages = {
  'lines of a stream': async () => {
    for (const chunks of streams) for await (const lines of linesOf(chunks)) void lines;
  },
  'events of a batch': each(batches, (text) => elementsOf(text, 64)),
  'strict JSON': each(texts, (text) => findJsonProblem(text, { depthMax: 64 })),
  'parsing': each(texts, (text) => JSON.parse(text)),
  'envelope': each(parsed, readEnvelope),
  'is it understood': each(parsed, (event) => reasonToPark(event, catalogue)),
  'content hash': each(parsed, contentHashOf),
  'identity': each(parsed, (event) => identityOf(event, false)),
  'all of this: classify': each(texts, classify),
  'a request of lines, without HTTP and log': () => postEach(streams.map((chunks) => Readable.from(chunks))),
  'a request with a batch, the same': () => postEach(batches.map((text) => Buffer.from(text))),
};

const least = {};
for (let round = 0; round < rounds; round += 1) {
  for (const [name, run] of Object.entries(stages)) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    least[name] = Math.min(least[name] ?? Infinity, (user + system) / events);
  }
}
for (const [name, microseconds] of Object.entries(least)) report(name, microseconds, 'µs an event');
