// `npm run kafka:down`: ends what kafka:up started, in order, and leaves the data.
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const pidsFile = fileURLToPath(new URL('../../var/kafka/pids.json', import.meta.url));
const patience = 30_000;

/** Only a process that is still a broker of ours: ids are used again. */
const isBroker = async (pid) => (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('kafka.Kafka');

const end = async (pid) => {
  if (!(await isBroker(pid))) return;
  process.kill(pid, 'SIGTERM');
  const deadline = performance.now() + patience;
  while (await isBroker(pid)) {
    if (performance.now() > deadline) process.kill(pid, 'SIGKILL');
    await pause(100);
  }
};

const pids = await readFile(pidsFile, 'utf8').then(JSON.parse, () => []);
await Promise.all(pids.map(end));
await rm(pidsFile, { force: true });
process.stdout.write(pids.length === 0 ? 'No Kafka was running.\n' : 'Kafka is down.\n');
