import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Why a suite cannot run here. A `tool` can be installed, so where everything is required its absence is a failure; a
 * right of the machine or data from outside cannot, so without them a suite is only ever skipped.
 */
export type Lack = { readonly of: 'tool' | 'right' | 'data'; readonly reason: string };

const succeeds = (command: string, ...parameters: readonly string[]): boolean => spawnSync(command, parameters, { stdio: 'ignore' }).status === 0;
const exists = (command: string, ...parameters: readonly string[]): boolean => spawnSync(command, parameters, { stdio: 'ignore' }).error === undefined;

/** Where the browser stands: `CHROMIUM_PATH`, else where Debian puts it; null when there is none. */
export const chromiumPath: string | null = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path)) ?? null;

export const lacksChromium = (): Lack | null => (chromiumPath === null ? { of: 'tool', reason: 'there is no Chromium (Debian package chromium, or CHROMIUM_PATH)' } : null);

export const lacksJava = (): Lack | null => {
  const missing = [['java', '-version'] as const, ['mvn', '-version'] as const].filter(([command, version]) => !exists(command, version));
  return missing.length === 0 ? null : { of: 'tool', reason: `there is no ${missing.map(([command]) => command).join(' and no ')}` };
};

/** librdkafka brings a mock cluster for tests, in C. Tried by translating the least program that asks for it. */
export const lacksLibrdkafka = (): Lack | null => {
  if (!exists('cc', '--version')) return { of: 'tool', reason: 'there is no C compiler (Debian package gcc)' };
  const { status } = spawnSync('cc', ['-fsyntax-only', '-x', 'c', '-'], { input: '#include <librdkafka/rdkafka.h>\n#include <librdkafka/rdkafka_mock.h>\n', stdio: ['pipe', 'ignore', 'ignore'] });
  return status === 0 ? null : { of: 'tool', reason: 'there is no librdkafka to build with (Debian package librdkafka-dev)' };
};

export const lacksOpenssl = (): Lack | null => (exists('openssl', 'version') ? null : { of: 'tool', reason: 'there is no openssl (Debian package openssl)' });

/** strace makes the system calls of a running program fail. Some containers have it and forbid it. */
export const lacksStrace = (): Lack | null => {
  if (!exists('strace', '-V')) return { of: 'tool', reason: 'there is no strace (Debian package strace)' };
  return succeeds('strace', '-o', '/dev/null', 'true') ? null : { of: 'right', reason: 'this machine does not let one process trace another' };
};

/** Mounting needs rights that a container often lacks. Tried in a mount namespace of its own, which ends with the trial. */
export const lacksMounts = (): Lack | null =>
  succeeds('unshare', '--mount', 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt') ? null : { of: 'right', reason: 'mounting a small disk needs root' };
