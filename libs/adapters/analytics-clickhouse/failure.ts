import { AnalyticsFailure } from '@mingxiao/ports/analytics-store/analytics-store';

/** Turns whatever the engine threw into the port's error; the engine's numeric code is kept. */
export const toAnalyticsFailure = (error: unknown, queryName: string): AnalyticsFailure => {
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error) ?? /Code: (\d+)/.exec(message)?.[1] ?? null;
  return new AnalyticsFailure(`${queryName}: ${message}`, code, queryName, { cause: error });
};

/** The official client's errors carry the code as a property. */
const codeOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'code' in error && /^\d+$/.test(String(error.code)) ? String(error.code) : null;
