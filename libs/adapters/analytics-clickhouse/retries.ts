import { setTimeout as pause } from 'node:timers/promises';
import { AnalyticsUnavailable } from '@mingxiao/ports/analytics-store/analytics-store';

export type Patience = {
  /** How often at most, the first time included. */
  readonly attempts: number;
  /** Before the second attempt; doubles from one to the next. */
  readonly firstPauseMilliseconds: number;
};

/**
 * Runs something again while the store is unavailable and `mayRepeat` agrees, with growing pauses. Gives up with the last
 * error: who called decides whether to wait longer, and a person should not be kept waiting. A silent server is not asked
 * twice: its time limit has passed already.
 */
export const withRetries = async <Value>(
  { attempts, firstPauseMilliseconds }: Patience,
  run: () => Promise<Value>,
  mayRepeat: (error: AnalyticsUnavailable) => boolean = () => true,
  signal?: AbortSignal,
): Promise<Value> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof AnalyticsUnavailable) || error.reason === 'silent' || attempt >= attempts || !mayRepeat(error)) throw error;
      // Spread, so that many writers that were refused together do not come back together.
      const milliseconds = firstPauseMilliseconds * 2 ** (attempt - 1) * (0.5 + Math.random());
      await pause(milliseconds, undefined, signal === undefined ? {} : { signal });
    }
  }
};
