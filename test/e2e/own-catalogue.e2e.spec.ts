import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mingxiao } from '../support/command.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingxiao-own-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const serve = (own: string) => mingxiao('serve', '--data', join(folder, 'data'), '--port', '0', '--no-sample', '--catalog', own);

describe('serve with an office’s own folder', () => {
  it.each([
    ['kinds', /\(name\): /],
    ['signals', /\(name\): /],
    ['calendars', /\(base\): /],
  ])('refuses a bad file in %s before it opens anything, with file, field and reason', async (sort, reason) => {
    const own = join(folder, `own-${sort}`);
    const file = join(own, sort, 'bad.json');
    mkdirSync(join(own, sort), { recursive: true });
    writeFileSync(file, '{}');
    const { code, stderr } = await serve(own);
    expect(code).toBe(2);
    expect(stderr).toContain(file);
    expect(stderr).toMatch(reason);
  });

  it('refuses a folder that is not there', async () => expect(await serve(join(folder, 'nowhere'))).toMatchObject({ code: 2, stderr: expect.stringContaining('nowhere: is no folder') as string }));
});
