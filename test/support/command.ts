import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../apps/cli/bin/mingxiao.mjs', import.meta.url));

export type CommandOutcome = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs `mingxiao …` as a person would and resolves with what it printed, whatever its exit code. */
export const mingxiao = (...args: readonly string[]): Promise<CommandOutcome> => mingxiaoIn({}, ...args);

/** The same with more in its environment. */
export const mingxiaoIn = (environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<CommandOutcome> =>
  new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], { maxBuffer: 256 * 1_048_576, env: { ...process.env, ...environment } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : Number(error !== null), stdout, stderr });
    });
  });

export type RunningCommand = { readonly process: ChildProcess; readonly ended: Promise<void> };

/** Starts `mingxiao …` and leaves it to the caller to end it. */
export const startCommand = (...args: readonly string[]): RunningCommand => {
  const child = spawn(process.execPath, [command, ...args], { stdio: 'ignore' });
  return { process: child, ended: new Promise((resolve) => child.once('exit', () => resolve())) };
};
