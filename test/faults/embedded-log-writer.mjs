// A process that writes to an embedded log until it is stopped, and prints what was acknowledged, one id a line.
// Arguments, as JSON: { folder, run, batch, segmentBytesMax, die: { point, nth } | null, hold }.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { folder, run, batch, segmentBytesMax, die, hold } = JSON.parse(process.argv[2]);
const source = (path) => fileURLToPath(new URL(`../../libs/adapters/event-log-embedded/${path}.ts`, import.meta.url));
const say = (line) => process.stdout.write(`${line}\n`);

/** The sources as they are, so that the test needs no build. */
const load = async (path) => {
  const conditions = ['@mingxiao/source', 'node', 'import', 'default'];
  const resolve = { conditions, noExternal: [/^@mingxiao\//] };
  return (await runnerImport(source(path), { configFile: false, environments: { inline: { resolve } } })).module;
};

const { openEmbeddedLog } = await load('embedded-log');
const { aRecord } = await load('embedded-log.fixture');

let reached = 0;
const reach = (point) => {
  if (point !== die?.point) return;
  reached += 1;
  if (reached === die.nth) process.kill(process.pid, 'SIGKILL');
};

const log = await openEmbeddedLog({
  folder,
  clock: { now: () => Date.now() },
  partitions: 2,
  segmentBytesMax,
  failpoints: { reach },
});
say('open');

const appendFrom = async (worker) => {
  for (let round = 0; ; round += 1) {
    const ids = Array.from({ length: batch }, (_, index) => `${run}/${worker}/${round * batch + index}`);
    await log.append(ids.map((id, index) => aRecord(id, { key: `case-${worker}-${index % 2}` })));
    process.stdout.write(ids.map((id) => `${id}\n`).join(''));
  }
};
if (hold) setInterval(() => undefined, 60_000);
else await Promise.all([appendFrom(0), appendFrom(1), appendFrom(2)]);
