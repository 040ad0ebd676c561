import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const graceMilliseconds = 5_000;

/** A process that ends while it is looked at, or belongs to somebody else, is none of ours. */
const readProcess = (id, file) => {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
};

const processIds = () => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  } catch {
    return [];
  }
};

/**
 * Marks the environment of a run, which every process it starts inherits, and finds by it those that outlive the run
 * (on Linux; elsewhere none is found). `end()` gives the rest a moment, ends what is left, and returns their commands.
 */
export const watchProcesses = () => {
  const mark = `MINGXIAO_TEST_RUN=${randomUUID()}`;
  const [name, value] = mark.split('=');
  const find = () => processIds().filter((id) => readProcess(id, 'environ').split('\0').includes(mark));
  const end = async () => {
    const deadline = performance.now() + graceMilliseconds;
    while (find().length > 0 && performance.now() < deadline) await wait(100);
    return find().map((id) => {
      const command = readProcess(id, 'cmdline').replaceAll('\0', ' ').trim();
      process.kill(Number(id), 'SIGKILL');
      return `${id} ${command}`;
    });
  };
  return { environment: { [name]: value }, end };
};
