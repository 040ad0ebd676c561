import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { identifier } from './fields.js';

/** The mapping of an import: which one, in which version, and the hash of what it said. */
const mapping = { mapping: identifier, series: identifier, mappingVersion: identifier, mappingHash: identifier, file: identifier };

/** A file is about to be imported: sent before its first fact, so that an import that was killed is known too. */
export const ImportBegun = defineEvent('import.begun', { rank: 0, data: mapping });

/** A file has been imported to its end. Subject: the source of its facts. */
export const ImportRecorded = defineEvent('import.recorded', {
  rank: 0,
  data: { ...mapping, sha256: identifier, rows: z.int().min(0), events: z.int().min(0) },
});

export const importEvents = [ImportBegun, ImportRecorded];
