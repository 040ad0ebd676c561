import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type WriterArguments = {
  readonly folder: string;
  readonly run: string;
  readonly batch: number;
  readonly segmentBytesMax: number;
  readonly die: { readonly point: string; readonly nth: number } | null;
  readonly hold: boolean;
};

export type Writer = {
  readonly process: ChildProcess;
  /** Resolves with the lines printed so far, once there are so many or the process has ended. */
  lines(count: number): Promise<readonly string[]>;
  ended: Promise<{ readonly lines: readonly string[]; readonly talk: string; readonly signal: string | null }>;
};

const script = fileURLToPath(new URL('./embedded-log-writer.mjs', import.meta.url));

/** Starts a process that writes to an embedded log; `prefix` is the command to run it under. */
export const startWriter = (given: WriterArguments, prefix: readonly string[] = []): Writer => {
  const [command = '', ...rest] = [...prefix, process.execPath, script, JSON.stringify(given)];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let talk = '';
  const whole = (): readonly string[] => printed.split('\n').slice(0, -1);
  child.stderr.on('data', (data: Buffer) => (talk += data.toString()));
  const ended = new Promise<Awaited<Writer['ended']>>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_, signal) => resolve({ lines: whole(), talk, signal }));
  });
  child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
  const lines = (count: number): Promise<readonly string[]> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (whole().length >= count) resolve(whole());
      };
      child.stdout.on('data', check);
      void ended.then((end) => resolve(end.lines));
      check();
    });
  return { process: child, lines, ended };
};
