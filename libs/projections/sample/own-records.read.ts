import { z } from 'zod';
import type { NamedRead } from '../named-read.js';

const row = z.object({ records: z.coerce.number() });

export const ownRecords: NamedRead<z.output<typeof row>> = {
  name: 'sample/own-records',
  file: new URL('./own-records.sql', import.meta.url),
  row: (raw) => row.parse(raw),
};
