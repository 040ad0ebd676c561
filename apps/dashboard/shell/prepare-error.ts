import { RequestFailed } from '../api/get-json.js';
import type { Words } from '../i18n/words.js';

const busyStatuses: ReadonlySet<number> = new Set([408, 429, 503]);

/** What the reader can do about a failure, in words; the server's own detail where it refused the question. */
export const errorInWords = (error: unknown, words: Words): string => {
  if (!(error instanceof RequestFailed)) return words.of('error.unexpected');
  if (error.status === 0) return words.of('error.unreachable');
  if (busyStatuses.has(error.status)) return words.of('error.busy');
  if (error.status >= 500) return words.of('error.server', { status: error.status });
  if (error.status >= 400) return words.of('error.refused', { detail: error.message });
  return words.of('error.unexpected');
};
