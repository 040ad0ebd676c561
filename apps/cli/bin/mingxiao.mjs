#!/usr/bin/env node
// The command as npm links it. Builds the platform the first time, so that `npm ci` is all that must come before.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/main.js', import.meta.url);
if (!existsSync(main)) {
  process.stderr.write('Building the platform (once, about half a minute) …\n');
  const script = fileURLToPath(new URL('../../../infra/tooling/build.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
const { main: run } = await import(main.href);
process.exitCode = await run(process.argv);
