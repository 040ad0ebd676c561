import { join } from 'node:path';
import { fail, messageOf, ok, warn, type Finding } from './finding.js';

/** Reads every record of an embedded log that no server holds, and changes nothing. */
export const checkEmbeddedLog = async (folder: string): Promise<Finding> => {
  const { inspectLog } = await import('@mingxiao/adapters/event-log-embedded/inspect-log');
  try {
    const found = await inspectLog(join(folder, 'log'));
    if (found === null) return ok('log', 'none yet; the first start makes it');
    const held = `${found.records.reduce((sum, records) => sum + records, 0)} records in ${found.records.length} partitions, every one sound`;
    return ok('log', found.tailBytes === 0 ? held : `${held}; ${found.tailBytes} bytes of an unfinished commit, which nobody was told of, go at the next start`);
  } catch (error) {
    return refused(error);
  }
};

const refused = (error: unknown): Finding => {
  const name = error instanceof Error ? error.name : '';
  if (name === 'LogHeldElsewhere') return warn('log', messageOf(error), 'a command or a server that does not answer holds it: wait, or end that process');
  if (name === 'LogDamaged') return fail('log', messageOf(error), 'restore the data folder from a back-up; do not delete anything before');
  return fail('log', messageOf(error), 'look at the rights of the folder and at the disk');
};
