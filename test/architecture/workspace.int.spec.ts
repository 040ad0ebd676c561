import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingIn } from '../../infra/tooling/complete-lock.mjs';
import { root } from './lint-text.js';

/** Files a commit would hold: tracked, or new and not ignored. */
const files = (() => {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  return listed.stdout.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
})();

const topLevel = [
  ...['apps', 'libs', 'infra', 'dashboards', 'test'],
  ...['nx.json', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'LICENSE', 'README.md', 'README.zh-CN.md'],
];
const textBytesMax = 1_000_000;
const isText = (path: string): boolean => !/\.(png|jpe?g|gif|ico|woff2?|gz)$/.test(path) && statSync(join(root, path)).size < textBytesMax;
const mentions = (pattern: RegExp, among: readonly string[]): readonly string[] =>
  among.filter((path) => isText(path) && pattern.test(readFileSync(join(root, path), 'utf8')));

/** Put together from halves, so that this file does not hold what it forbids. */
const either = (...halves: readonly (readonly [string, string])[]): RegExp => new RegExp(halves.map((pair) => pair.join('')).join('|'));

describe('the workspace', () => {
  it('has exactly the top level that was decided', () => {
    const visible = new Set(files.map((path) => path.split('/')[0] ?? '').filter((name) => !name.startsWith('.')));
    expect([...visible].sort()).toEqual([...topLevel].sort());
  });

  it('names no host of a package registry', () => {
    const hosts = either(['registry\\.', 'npmjs'], ['npm', 'mirror'], ['py', 'pi\\.org'], ['repo1?\\.', 'maven'], ['deb\\.', 'debian'], ['proxy\\.', 'golang'], ['art', 'ifactory']);
    expect(mentions(hosts, files)).toEqual([]);
  });

  it('names no folder of one machine', () => {
    expect(mentions(either(['["\'`\\s(=:]/wo', 'rk/'], ['/ro', 'ot/'], ['/ho', 'me/[a-z]']), files)).toEqual([]);
  });

  it('names no tool of the place where it was written, and no ticket', () => {
    const tools = either(['issues ', 'show'], ['\\.lib', 'rary/'], ['shared/(design|domain', '|stack|style)'], ['\\b[Ii]ssue ', '#?\\d'], ['\\bTO', 'DO\\b']);
    expect(mentions(tools, files)).toEqual([]);
  });

  it('keeps no build output, data or logs', () => {
    expect(files.filter((path) => /(^|\/)(dist|node_modules|var|\.nx|test-output)\//.test(path))).toEqual([]);
  });
});

describe('the lock file', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { resolved?: string; link?: boolean }> };

  it('says where no package comes from: that is for the machine that installs it', () => {
    expect(Object.entries(lock.packages).filter(([, { resolved, link }]) => resolved !== undefined && link !== true)).toEqual([]);
  });

  it('holds the binary packages of every platform, so that `npm ci` accepts it on each', () => {
    expect(missingIn(lock)).toEqual([]);
  });
});
