import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Role } from '@mingxiao/server/configuration/configuration';

const command = fileURLToPath(new URL('../../../apps/cli/bin/mingxiao.mjs', import.meta.url));

/** One process of a city, run by the built program as a person would run it. */
export type Member = {
  readonly roles: readonly Role[];
  /** Of the process that runs now: a restart takes another port. */
  url(): string;
  pid(): number;
  /** Kills it; resolves when it has ended. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves with its exit code, 0 when nothing had to be cut short. */
  end(): Promise<number | null>;
  pause(): void;
  wake(): void;
  /** Begins again after an end. */
  restart(): Promise<void>;
};

/** Starts a process with some of the roles; resolves once it serves. */
export const startMember = async (roles: readonly Role[], environment: Readonly<Record<string, string>>): Promise<Member> => {
  let running = await serve(roles, environment);
  return {
    roles,
    url: () => running.url,
    pid: () => running.child.pid ?? 0,
    kill: async () => {
      running.child.kill('SIGKILL');
      await running.ended;
    },
    end: () => {
      running.child.kill('SIGTERM');
      return running.ended;
    },
    pause: () => void running.child.kill('SIGSTOP'),
    wake: () => void running.child.kill('SIGCONT'),
    restart: async () => {
      running = await serve(roles, environment);
    },
  };
};

/** What runs ends with us, however we end. */
const children = new Set<ChildProcess>();
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));

type Running = { readonly url: string; readonly child: ChildProcess; readonly ended: Promise<number | null> };

const serve = (roles: readonly Role[], environment: Readonly<Record<string, string>>): Promise<Running> => {
  const args = [command, 'serve', '--port', '0', '--role', roles.join(), '--no-sample'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, MINGXIAO_LOG_LEVEL: 'error', ...environment } });
  children.add(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  void ended.then(() => children.delete(child));
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4_000);
      const url = /serves (http:\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve({ url, child, ended });
    });
    void ended.then(() => reject(new Error(`a process with the roles ${roles.join()} ended before it served: ${said}`)));
  });
};
