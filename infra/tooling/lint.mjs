// The rules of the house and the types of the whole tree, specs included. Nx remembers what was checked.
import { fileURLToPath } from 'node:url';
import { failuresIn, runTasks } from './run-tasks.mjs';

/** Checks everything; what it found is shown. Returns the exit code. */
export const lint = async ({ warnings }) => {
  const { code, output } = await runTasks('run-many', '-t', 'rules,types,dashboard-types', '--nxBail=false', '--parallel=2');
  if (code !== 0) process.stderr.write(`${failuresIn(output)}\n`);
  else if (warnings) process.stdout.write(output);
  return code;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await lint({ warnings: true });
