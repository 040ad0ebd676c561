import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './lint-text.js';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const reporter = join(root, 'infra/tooling/counts-reporter.mjs');

const specs = {
  'fine.spec.mjs': "it('runs', () => undefined); it('fails', () => { throw new Error('on purpose'); }); it('gives up', (test) => test.skip('no wind'));",
  'skipped.spec.mjs': "describe.skip('sailing (skipped: no boat)', () => { it('one', () => undefined); it('two', () => undefined); });",
  'unloadable.spec.mjs': "throw new Error('cannot be loaded');",
  'hook.spec.mjs': "describe('a suite', () => { beforeAll(() => { throw new Error('no start'); }); it('never runs', () => undefined); });",
};

describe('the counts of a test run', () => {
  let folder: string;
  let counts: Record<string, unknown>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'counts-'));
    for (const [name, code] of Object.entries(specs)) writeFileSync(join(folder, name), code);
    const file = join(folder, 'counts.json');
    const parameters = ['run', '--root', folder, '--globals', `--reporter=${reporter}`];
    spawnSync(process.execPath, [vitest, ...parameters], { env: { ...process.env, TEST_COUNTS_FILE: file }, stdio: 'ignore' });
    counts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('hold every failure: of a test, of a file that cannot be loaded, of a hook that throws', () => {
    expect(counts).toMatchObject({ passed: 1, failed: 3 });
  });

  it('name what was skipped and why, a suite once for all its tests', () => {
    expect(counts['skippedNames']).toEqual(['fine.spec.mjs > gives up (skipped: no wind)', 'skipped.spec.mjs > sailing (skipped: no boat)']);
  });
});
