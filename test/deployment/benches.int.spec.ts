import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { describe, expect, it } from 'vitest';

/** So little of everything that nothing is measured by it: it shows that a bench still speaks to what it measures. */
const run = async (name: string, ...sizes: readonly number[]) => {
  const script = fileURLToPath(new URL(`../bench/${name}.mjs`, import.meta.url));
  return (await promisify(execFile)(process.execPath, [script, ...sizes.map(String)])).stdout;
};

describe('the benches', () => {
  it.each([
    ['pipeline', [3_000], /ratio to all columns/],
    ['door', [300, 1], /parsing/],
    ['calendar', [3_000], /due instants/],
    ['figures', [4_000, 1], /what-if: another weight/],
    ['clickhouse-http', [3_000], /over HTTP/],
  ] as const)('%s runs to its end', async (name, sizes, says) => expect(await run(name, ...sizes)).toMatch(says));
});

describeWith(lacksJava(), 'the bench of Kafka', () => {
  it('runs to its end', async () => expect(await run('kafka', 2_000, 1)).toMatch(/door, of bare kafkajs/));
});
