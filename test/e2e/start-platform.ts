import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../apps/cli/bin/mingxiao.mjs', import.meta.url));

export type ServedPlatform = { readonly url: string; readonly data: string; readonly process: ChildProcess; readonly stop: () => Promise<void> };

export type ServeOptions = {
  readonly sample?: boolean;
  /** Kept afterwards when given. */
  readonly data?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

/** Starts the built program as a person would, on a free port; resolves once it serves. */
export const startPlatform = async ({ sample = true, data, environment = {} }: ServeOptions = {}): Promise<ServedPlatform> => {
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'mingxiao-e2e-')));
  const args = [command, 'serve', '--data', folder, '--port', '0', ...(sample ? [] : ['--no-sample'])];
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...environment } });
  const url = await servedUrl(server);
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    if (data === undefined) await rm(folder, { recursive: true, force: true });
  };
  return { url, data: folder, process: server, stop };
};

const servedUrl = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const url = /serves (http:\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
