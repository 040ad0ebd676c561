// `npm start`: builds what changed, then serves in this very process, so that signals and exit codes need no passing on.
import { build } from './build.mjs';

const code = await build();
if (code !== 0) process.exit(code);
const { main } = await import('../../apps/cli/dist/main.js');
process.exitCode = await main([process.execPath, 'mingxiao', 'serve', ...process.argv.slice(2)]);
