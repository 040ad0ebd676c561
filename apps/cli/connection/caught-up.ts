import { health, type Health } from '@mingxiao/contracts/health';
import { CommandFailure } from '../exit-codes.js';
import type { Api } from './api.js';

const askAgainMilliseconds = 100;

/** Waits until everything the log held at the call is in the figures; tells how far it is. */
export const caughtUp = async (api: Api, onProgress: (state: Health) => void = () => undefined): Promise<Health> => {
  const { log } = await api.get('/v1/health', health);
  for (;;) {
    const state = await api.get('/v1/health', health);
    onProgress(state);
    if (state.status === 'failing') throw new CommandFailure(`The projection does not work: ${state.problems.join('; ')}`);
    if (log.end.every((offset, partition) => (state.cases.position[partition] ?? 0) >= offset)) return state;
    await new Promise((resolve) => setTimeout(resolve, askAgainMilliseconds));
  }
};
