import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ItemResult } from '@mingxiao/contracts/events';
import { readConfiguration } from './configuration/configuration.js';
import { startPlatform, type Platform, type PlatformOptions } from './platform.js';

export type TestPlatform = Platform & { readonly data: string };

/** A whole platform in the test's own process: embedded log, in-process engine, HTTP on a free port, no sample. */
export const startTestPlatform = async (options: PlatformOptions = {}): Promise<TestPlatform> => {
  const data = await mkdtemp(join(tmpdir(), 'mingxiao-server-'));
  const platform = await startPlatform(readConfiguration({ data, port: 0, sample: false, logLevel: process.env['MINGXIAO_LOG_LEVEL'] ?? 'silent' }, {}), options);
  const stop = async () => {
    await platform.stop();
    await rm(data, { recursive: true, force: true });
  };
  return { ...platform, data, stop };
};

/** An event as a source would send it: an acceptance unless the test says otherwise. */
export const eventOf = (id: string, part: Readonly<Record<string, unknown>> = {}) => ({
  specversion: '1.0',
  id,
  source: 'urn:test:hall',
  type: 'case.accepted',
  subject: `case of ${id}`,
  time: '2026-03-02T09:00:00+08:00',
  data: { kind: 'permit', unit: 'S-1', holder: 'U-1' },
  ...part,
});

export const linesOf = (events: readonly unknown[]): string => events.map((event) => JSON.stringify(event)).join('\n');

/** What became of each event, by its id. */
export const statusesOf = (results: readonly ItemResult[]): Record<string, string> =>
  Object.fromEntries(results.map(({ id, index, status }) => [id ?? `#${index}`, status]));

/** Sends bytes over a bare connection and resolves with all that came back until the server closed it. */
export const exchange = (url: string, ...parts: readonly (string | Buffer)[]): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    let answer = '';
    const socket = connect(Number(port), hostname, () => parts.forEach((part) => socket.write(part)));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('utf8')));
    // A connection that is reset has answered before, or not at all: the caller looks at what there is.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
