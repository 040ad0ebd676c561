// Builds every project that changed. Nx remembers what is built, so an unchanged tree takes a second.
import { fileURLToPath } from 'node:url';
import { failuresIn, runTasks } from './run-tasks.mjs';

/** Longer than Nx needs to see that there is nothing to do. */
const quietMilliseconds = 2_500;

/** Builds without a word when there is nothing to do; the tasks' output is shown only when they fail. Returns the exit code. */
export const build = async () => {
  const started = performance.now();
  const patience = setTimeout(() => process.stderr.write('Building what changed …\n'), quietMilliseconds);
  const { code, output } = await runTasks('run-many', '-t', 'build');
  clearTimeout(patience);
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) process.stderr.write(`${failuresIn(output)}\n`);
  else if (seconds * 1000 > quietMilliseconds) process.stderr.write(`Built in ${seconds.toFixed(1)} s.\n`);
  return code;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await build();
