import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roomNamed, rooms } from '../../infra/tooling/directions.mjs';
import { lintAt, root } from './lint-text.js';

const names = Object.keys(rooms);
const packageName = (room: string): string => `@mingxiao/${room.split('/').at(-1)}`;
const importing = (room: string): string => `import { thing } from '${packageName(room)}/some/thing';\nexport const use = thing;\n`;
const importingType = (room: string): string => `import type { Thing } from '${packageName(room)}/some/thing';\nexport const use = (thing: Thing): Thing => thing;\n`;

const forbidden = names.flatMap((from) =>
  names
    .filter((to) => to !== from && !rooms[from]?.imports.includes(to) && !rooms[from]?.typesOf?.includes(to))
    .map((to) => ({ from, to })),
);
const allowed = names.flatMap((from) => (rooms[from]?.imports ?? []).map((to) => ({ from, to })));

const directionErrors = async (path: string, code: string): Promise<readonly string[]> =>
  (await lintAt(path, code)).filter((message) => message.startsWith('mingxiao/import-directions'));

describe('the directions of imports', () => {
  it.each(forbidden)('$from must not import $to: the lint reports it', async ({ from, to }) => {
    expect(await directionErrors(`${from}/invented.ts`, importing(to))).toEqual([expect.stringContaining(`${from} must not import ${to}`)]);
  });

  it('are open where the table says so', async () => {
    for (const { from, to } of allowed) expect(await directionErrors(`${from}/invented.ts`, importing(to))).toEqual([]);
  });

  it('let projections take types from the ports, and nothing else', async () => {
    expect(await directionErrors('libs/projections/invented.ts', importingType('libs/ports'))).toEqual([]);
    expect(await directionErrors('libs/projections/invented.ts', importing('libs/ports'))).toHaveLength(1);
  });

  it.each([
    ['a dynamic import', "export const load = () => import('@mingxiao/adapters/content/content-hash');\n"],
    ['a re-export', "export { contentHash } from '@mingxiao/adapters/content/content-hash';\n"],
    ['a type written in place', "export type Hash = import('@mingxiao/adapters/content/content-hash').Hash;\n"],
    ['a path that leaves the package', "import { contentHash } from '../../adapters/content/content-hash.js';\nexport const use = contentHash;\n"],
  ])('are kept by %s too', async (_form, code) => {
    expect(await directionErrors('libs/domain/kernel/invented.ts', code)).toHaveLength(1);
  });

  it('let every test use the test kit, and no other file', async () => {
    expect(await directionErrors('libs/domain/cases/invented.spec.ts', importing('libs/testing'))).toEqual([]);
    expect(await directionErrors('libs/domain/cases/invented.ts', importing('libs/testing'))).toHaveLength(1);
  });

  it('are those the packages declare as their dependencies', () => {
    for (const [room, { imports, typesOf = [] }] of Object.entries(rooms)) {
      const declared = JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> };
      const ours = Object.keys(declared.dependencies ?? {}).filter((name) => name.startsWith('@mingxiao/'));
      const needed = ours.map((name) => roomNamed(name.split('/')[1] ?? '') ?? name);
      expect([...imports, ...typesOf], room).toEqual(expect.arrayContaining(needed));
    }
  });
});
