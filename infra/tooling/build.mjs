// Builds every project that changed, in the order of their imports. Nx remembers what is built.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const nxPackage = createRequire(import.meta.url).resolve('nx/package.json');
const nx = join(dirname(nxPackage), 'dist/bin/nx.js');

/** Runs the build quietly: its output is shown only when it fails. Returns the exit code. */
export const build = () => {
  const run = spawnSync(process.execPath, [nx, 'run-many', '-t', 'build', '--outputStyle=static'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', NX_ISOLATE_PLUGINS: 'false' },
  });
  if (run.status !== 0) process.stderr.write(`${run.stdout}\n${run.stderr}\n`);
  return run.status ?? 1;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(build());
