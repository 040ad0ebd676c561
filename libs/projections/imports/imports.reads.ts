import { z } from 'zod';
import type { NamedRead } from '../named-read.js';

const importRow = z.object({ mapping: z.string(), version: z.string(), series: z.string(), hash: z.string() });
export type FormerImport = z.output<typeof importRow>;
export const formerImports: NamedRead<FormerImport> = {
  name: 'imports/former',
  file: new URL('./former-imports.sql', import.meta.url),
  row: (raw) => importRow.parse(raw),
};

const factRow = z.object({ subject: z.string(), id: z.string(), after: z.string(), retracted: z.coerce.boolean() });
export type FormerFact = z.output<typeof factRow>;
export const formerFacts: NamedRead<FormerFact> = {
  name: 'imports/former-facts',
  file: new URL('./former-facts.sql', import.meta.url),
  row: (raw) => factRow.parse(raw),
};
