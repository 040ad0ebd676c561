import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServerStore, type ServerOptions } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import type { RemoteServer, StartedRemoteStore } from '@mingxiao/ports/analytics-store/remote-store.contract';
import { startFront, type Front, type FrontOptions } from '../support/clickhouse-front/front.js';

export type StartedFront = Front & { readonly folder: string };

/** A front over an engine in a folder of its own, which goes with it. */
export const startTestFront = async (options: Partial<FrontOptions> = {}): Promise<StartedFront> => {
  const folder = await mkdtemp(join(tmpdir(), 'mingxiao-front-'));
  const front = await startFront({ folder, ...options });
  const stop = async () => {
    await front.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...front, folder, stop };
};

/** A front and a store that talks to it. */
export const startStore = async (options: Partial<ServerOptions> = {}): Promise<StartedRemoteStore & { readonly front: Front }> => {
  const front = await startTestFront();
  const store = await openServerStore({ url: front.url, ...options });
  const impatient = await openServerStore({ url: front.url, ...options, silenceMilliseconds: 2_000 });
  const stop = async () => {
    await Promise.all([store.close(), impatient.close()]);
    await front.stop();
  };
  return { store, impatient, front, server: serverOf(front), stop };
};

const serverOf = (front: Front): RemoteServer => {
  let gone = false;
  return {
    failAfterApplying: (matching) => front.faults.add({ kind: 'fail-after', times: 1, matching }),
    breakOff: (matching, how, afterBytes) =>
      front.faults.add(how === 'connection' ? { kind: 'cut', afterBytes, times: 1, matching } : { kind: 'exception', tagged: how === 'exception', afterBytes, times: 1, matching }),
    hang: (matching) => front.faults.add({ kind: 'hang', matching }),
    busy: (times) => front.faults.add({ kind: 'busy', code: 202, times }),
    cutNext: (times) => front.faults.add({ kind: 'refuse', times }),
    recover: () => front.faults.clear(),
    away: async () => {
      gone = true;
      await front.away();
    },
    back: async () => {
      if (gone) await front.back();
      gone = false;
    },
    running: () => front.running(),
  };
};
