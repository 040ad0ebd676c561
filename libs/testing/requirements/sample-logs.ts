import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lack } from './requirements.js';

/** Where the public sample logs are: `MINGXIAO_SAMPLE_LOGS`, else `shared/data` beside the checkout. */
const folder = process.env['MINGXIAO_SAMPLE_LOGS'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));

/** The path of a sample log, be it there or not. */
export const sampleLog = (name: string): string => join(folder, name);

export const lacksLogs = (...names: readonly string[]): Lack | null => {
  const missing = names.filter((name) => !existsSync(sampleLog(name)));
  return missing.length === 0 ? null : { of: 'data', reason: `no ${missing.join(', ')} in ${folder}` };
};
