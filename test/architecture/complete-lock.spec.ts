import { describe, expect, it } from 'vitest';
import { complete, missingIn } from '../../infra/tooling/complete-lock.mjs';

const lock = {
  packages: {
    '': { name: 'app' },
    'node_modules/engine': { version: '1.0.0', optionalDependencies: { '@engine/linux-x64-gnu': '1.0.0', '@engine/darwin-arm64': '1.0.0' } },
    'node_modules/engine/node_modules/@engine/linux-x64-gnu': { version: '1.0.0', optional: true },
    'node_modules/zebra': { version: '2.0.0', optionalDependencies: { 'zebra-win32-ia32': '2.0.0' } },
  },
};

describe('completing a lock file', () => {
  it('adds the binary packages that are missing, each for its own platform only', () => {
    const { packages } = complete(lock).lock as { packages: Record<string, unknown> };
    expect(packages['node_modules/@engine/darwin-arm64']).toEqual({ version: '1.0.0', cpu: ['arm64'], optional: true, os: ['darwin'] });
    expect(packages['node_modules/zebra-win32-ia32']).toEqual({ version: '2.0.0', cpu: ['ia32'], optional: true, os: ['win32'] });
  });

  it('leaves alone what is held beside or above the package that asks for it', () => {
    expect(missingIn(lock).map(({ name }) => name)).toEqual(['@engine/darwin-arm64', 'zebra-win32-ia32']);
  });

  it('changes nothing the second time', () => {
    const once = complete(lock).lock;
    expect(complete(once)).toEqual({ lock: once, missing: [] });
  });

  it('keeps the order in which npm writes names, the project itself first', () => {
    expect(Object.keys(complete(lock).lock.packages)).toEqual([
      '',
      'node_modules/@engine/darwin-arm64',
      'node_modules/engine',
      'node_modules/engine/node_modules/@engine/linux-x64-gnu',
      'node_modules/zebra',
      'node_modules/zebra-win32-ia32',
    ]);
  });
});
