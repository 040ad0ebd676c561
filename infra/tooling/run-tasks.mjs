import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const nx = join(dirname(createRequire(import.meta.url).resolve('nx/package.json')), 'dist/bin/nx.js');
const environment = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', NX_ISOLATE_PLUGINS: 'false' };

/**
 * Runs Nx tasks and waits for them. Nothing is printed here: what is worth showing differs by caller.
 * Returns the exit code and all the tasks said.
 */
export const runTasks = (...parameters) =>
  new Promise((resolve, reject) => {
    const run = spawn(process.execPath, [nx, ...parameters, '--outputStyle=static'], { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [run.stdout, run.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    run.on('error', reject);
    run.on('close', (code) => resolve({ code: code ?? 1, output }));
  });

/** What the failed tasks said, without the talk of those that went well. */
export const failuresIn = (output) => {
  const failed = (output.split('Failed tasks:')[1] ?? '').match(/^- (\S+)/gm)?.map((line) => line.slice(2)) ?? [];
  const said = output.split(/^(?=> nx run )|^(?= NX  )/m).filter((part) => failed.some((task) => part.startsWith(`> nx run ${task}`)));
  return said.length > 0 ? said.join('\n') : output;
};
