import { describe, expect, it } from 'vitest';
import { lintAt } from './lint-text.js';

const everywhere = [
  ['any', 'export const read = (value: any): number => value.length;\n'],
  ['a non-null assertion', 'export const first = (list: number[]): number => list[0]!;\n'],
  ['a default export', 'export default 1;\n'],
  ['a default export in disguise', 'const one = 1;\nexport { one as default };\n'],
  ['a barrel', "export * from './thing.js';\n"],
  ['a barrel with names', "export { thing } from './thing.js';\n"],
  ['a base class', 'export abstract class Base {\n  abstract run(): void;\n}\n'],
] as const;

const inTests = [
  ['a test alone', "import { it } from 'vitest';\nit.only('runs', () => undefined);\n"],
  ['a suite alone', "import { describe } from 'vitest';\ndescribe.only('runs', () => undefined);\n"],
  ['sleep', 'export const sleep = () => new Promise((resolve) => setTimeout(resolve, 100));\n'],
  ['imported sleep', "import { setTimeout as sleep } from 'node:timers/promises';\nexport const use = sleep;\n"],
  ['a mock of our own', "import { vi } from 'vitest';\nvi.mock('../ports/clock.js');\n"],
] as const;

describe('the lint', () => {
  it.each(everywhere)('reports %s in a program', async (_what, code) => {
    expect(await lintAt('apps/server/invented.ts', code)).toHaveLength(1);
  });

  it.each([...everywhere, ...inTests])('reports %s in a test', async (_what, code) => {
    expect(await lintAt('libs/adapters/invented.int.spec.ts', code)).toHaveLength(1);
  });
});
