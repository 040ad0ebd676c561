// `npm test`: builds (tests in processes of their own run the built program), lints, runs every test and says what it came to.
// REQUIRE_ALL=1 turns a missing tool into a failure. What is given after `--` goes to vitest: a folder, `-t` and a name.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from './build.mjs';
import { watchProcesses } from './left-behind.mjs';
import { lint } from './lint.mjs';
import { root } from './run-tasks.mjs';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const failedRun = { passed: 0, failed: 1, skipped: 0, skippedNames: [] };

const readCounts = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return failedRun;
  }
};

const runTests = (file, environment) =>
  new Promise((resolve) => {
    const reporters = ['--reporter=default', '--reporter=./infra/tooling/counts-reporter.mjs'];
    const run = spawn(process.execPath, [vitest, 'run', '--config', 'infra/tooling/vitest.config.mjs', ...reporters, ...process.argv.slice(2)], {
      cwd: root,
      env: { ...process.env, ...environment, TEST_COUNTS_FILE: file },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => run.kill(signal));
    run.on('close', (code) => {
      const counts = readCounts(file);
      resolve(code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts);
    });
  });

/** One check of the tree as a whole: counted, and said by name. */
const check = async (name, passes) => {
  const passed = await passes();
  process.stdout.write(`${passed ? '✓' : '✗'} ${name}\n`);
  return { ...failedRun, passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
};

const leavesNothing = async (processes) => {
  const left = await processes.end();
  for (const one of left) process.stdout.write(`left running, ended now: ${one}\n`);
  return left.length === 0;
};

const sum = (results, key) => results.reduce((total, result) => total + result[key], 0);

const say = (results) => {
  const skipped = results.flatMap(({ skippedNames }) => skippedNames);
  if (skipped.length > 0) process.stdout.write(`\nSkipped:\n${skipped.map((name) => `  ${name}\n`).join('')}`);
  process.stdout.write(`\n${sum(results, 'passed')} passed, ${sum(results, 'failed')} failed, ${sum(results, 'skipped')} skipped\n`);
  process.exitCode = sum(results, 'failed') === 0 ? 0 : 1;
};

const folder = mkdtempSync(join(tmpdir(), 'mingxiao-test-'));
try {
  const processes = watchProcesses();
  const results = [await check('the program builds', async () => (await build()) === 0)];
  results.push(await check('the rules of the house and the types hold (npm run lint)', async () => (await lint({ warnings: false })) === 0));
  results.push(await runTests(join(folder, 'counts.json'), processes.environment));
  results.push(await check('the tests leave no process behind', () => leavesNothing(processes)));
  say(results);
} finally {
  rmSync(folder, { recursive: true });
}
