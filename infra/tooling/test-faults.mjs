// The long form of the faults: a hundred kills, a minute's pause, two minutes without a store. Hours on a busy machine.
// What is given after `--` goes to vitest; without it everything below test/faults runs.
import { spawnSync } from 'node:child_process';
import { build } from './build.mjs';
import { root } from './run-tasks.mjs';

const built = await build();
if (built !== 0) process.exit(built);
const chosen = process.argv.slice(2);
const { status } = spawnSync('npx', ['vitest', 'run', '--config', 'infra/tooling/vitest.config.mjs', ...(chosen.length > 0 ? chosen : ['test/faults'])], {
  cwd: root,
  env: { ...process.env, MINGXIAO_FAULTS: 'long' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
