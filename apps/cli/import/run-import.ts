import { importEvents } from './import-events.js';
import { importMapped } from './import-mapped.js';
import type { ImportOptions, ImportReport } from './import-options.js';
import { createRejectsFile } from './rejects-file.js';

/**
 * Imports a file: CSV or XES under a mapping, or CloudEvents as they are. Throws ImportRefused before anything is
 * sent, LogFileFailure when the file cannot be read on, and whatever `send` throws; all of them can be repeated.
 */
export const runImport = async (options: ImportOptions): Promise<ImportReport> => {
  const { mapping, now, dryRun = false } = options;
  const begun = now();
  const rejects = createRejectsFile(options.rejectsFile);
  try {
    const { source, tally, cases } = await (mapping === null ? importEvents(options, rejects) : importMapped(options, mapping, rejects));
    return { ...tally, source, dryRun, cases, seconds: (now() - begun) / 1000 };
  } finally {
    await rejects.close();
  }
};
