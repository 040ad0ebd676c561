import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the public sample logs are: `MINGXIAO_SAMPLE_LOGS`, else `shared/data` beside the checkout. */
const folder = process.env['MINGXIAO_SAMPLE_LOGS'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));

export const sampleLog = (name: string): string => join(folder, name);

/** The title of a suite that needs sample logs: a skipped one says by name why it was skipped. */
export const sampleSuite = (title: string, ...names: readonly string[]): { readonly title: string; readonly skip: boolean } => {
  const missing = names.filter((name) => !existsSync(sampleLog(name)));
  return missing.length === 0 ? { title, skip: false } : { title: `${title} (skipped: no ${missing.join(', ')} in ${folder})`, skip: true };
};
