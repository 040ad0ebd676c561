import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Fault } from './faults.js';
import type { FrontOrder } from './serve-front.js';

/** The script is not built; this file may be read as a source or from `dist`. */
const here = new URL('./front.mjs', import.meta.url).href.replace('/test/dist/', '/test/');
const script = fileURLToPath(here);

/** A front in a process of its own, for several programs to share and for a test to kill. */
export type FrontProcess = {
  readonly url: string;
  readonly process: ChildProcess;
  fault(fault: Fault): Promise<void>;
  clear(): Promise<void>;
  away(): Promise<void>;
  back(): Promise<void>;
  running(): Promise<string[]>;
  received(): Promise<number>;
  stop(): Promise<void>;
};

/** Starts a front from the built files; resolves once it serves. The folder is left to the caller. */
export const startFrontProcess = async (folder: string, port = 0): Promise<FrontProcess> => {
  const child = fork(script, ['--folder', folder, '--port', String(port)], { execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const url = await addressOf(child);
  let turn: Promise<unknown> = Promise.resolve();
  const tell = (order: FrontOrder): Promise<unknown> => {
    const answer = turn.then(async () => {
      const answered = once(child, 'message');
      child.send(order);
      const [report] = (await answered) as [{ readonly value: unknown }];
      return report.value;
    });
    turn = answer.catch(() => undefined);
    return answer;
  };
  const order = (name: Exclude<FrontOrder['order'], 'fault'>) => tell({ order: name });
  return {
    url,
    process: child,
    fault: (fault) => tell({ order: 'fault', fault }).then(() => undefined),
    clear: () => order('clear').then(() => undefined),
    away: () => order('away').then(() => undefined),
    back: () => order('back').then(() => undefined),
    running: () => order('running') as Promise<string[]>,
    received: () => order('received') as Promise<number>,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

const addressOf = (child: ChildProcess): Promise<string> => {
  let talk = '';
  child.stderr?.on('data', (chunk: Buffer) => (talk += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
    child.once('exit', (code, signal) => reject(new Error(`the front ended with ${String(signal ?? code)} before it served: ${talk}`)));
  });
};
