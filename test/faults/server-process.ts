import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Death = { readonly point: string; readonly nth: number };

export type ServerProcess = {
  readonly url: string;
  readonly process: ChildProcess;
  /** Resolves with the signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>;
};

const serving = fileURLToPath(new URL('./server-process.mjs', import.meta.url));

/** Another script than the plain server's, and the instant at which its clock stands still. */
export type OtherScript = { readonly script: string; readonly now: number };

/** Starts a server in a process of its own, to be killed at the named point or by the test. */
export const startServerProcess = (data: string, die: Death | null, other?: OtherScript): Promise<ServerProcess> => {
  const options = { data, die, ...(other === undefined ? {} : { now: other.now }) };
  const child = spawn(process.execPath, [other?.script ?? serving, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_code, signal) => resolve(signal)));
  let talk = '';
  child.stderr.on('data', (chunk: Buffer) => (talk += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve({ url: chunk.toString('utf8').trim(), process: child, ended }));
    void ended.then((signal) => reject(new Error(`the server ended with ${String(signal)} before it served: ${talk}`)));
  });
};
