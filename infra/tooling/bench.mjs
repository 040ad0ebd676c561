// Builds, then measures: figures are ratios within one run, since machines differ and drift. `npm run bench -- NAME…`
// runs only those named; each is a script of test/bench.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const benches = { pipeline: ['1000000'], door: [], calendar: [], figures: ['2000000'], ranks: [], 'clickhouse-http': ['400000'], kafka: ['100000'] };
/** As `npm start` runs: the projection makes much short-lived garbage, which a larger nursery clears at less cost. */
const youngGeneration = '--max-semi-space-size=32';
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
const built = await build();
if (built !== 0) process.exit(built);
for (const [name, args] of Object.entries(benches)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  process.stdout.write(`\n${name}\n`);
  const { status } = spawnSync(process.execPath, [youngGeneration, `test/bench/${name}.mjs`, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
