// Has Maven fetch the broker once; afterwards it lies in node_modules/.cache.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const kafkaVersion = '4.3.0';
const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, '../../node_modules/.cache/mingxiao-kafka');

/**
 * Runs a command to its end; rejects with what it said when it fails.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @returns {Promise<string>} its standard output
 */
export const run = (command, parameters) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${command} ended with ${code}: ${errors}${output}`))));
  });

/**
 * The folder with the broker's jars. Several processes may ask at once: each fetches for itself, the first one counts.
 * @returns {Promise<string>}
 */
export const resolveKafka = async () => {
  const jars = join(cache, kafkaVersion);
  if (existsSync(jars)) return jars;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'fetching-'));
  try {
    await run('mvn', ['-q', '-B', '-f', join(here, 'pom.xml'), 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`]);
    await rename(folder, jars);
  } catch (error) {
    if (!existsSync(jars)) throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return jars;
};
