import { syncBuiltinESMExports } from 'node:module';
// eslint-disable-next-line no-restricted-syntax -- nobody sleeps by it: it is replaced
import timers from 'node:timers/promises';
import { vi } from 'vitest';

/** From now on time passes only by `pass`, for timers, for pauses that are awaited, and for `performance.now()`; `end` lets it run again. */
export const stillTime = () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  const { setTimeout: real } = timers;
  timers.setTimeout = pause;
  syncBuiltinESMExports();
  return {
    /** Also lets everything happen that waits for no time. */
    pass: async (milliseconds: number): Promise<void> => void (await vi.advanceTimersByTimeAsync(milliseconds)),
    end: (): void => {
      timers.setTimeout = real;
      syncBuiltinESMExports();
      vi.useRealTimers();
    },
  };
};

const pause = <Value>(milliseconds?: number, value?: Value, { signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<Value> =>
  new Promise((resolve, reject) => {
    const stop = () => reject(new Error('aborted'));
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop, { once: true });
    // eslint-disable-next-line no-restricted-syntax -- the one that `pass` lets run
    setTimeout(() => resolve(value as Value), milliseconds);
  });
