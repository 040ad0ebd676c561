import { z } from 'zod';
import type { NamedRead } from '../named-read.js';
import { modelPurposes, modelStates, type ModelRecord } from './models.columns.js';

const count = z.coerce.number();
const instant = z.preprocess((value) => (value === null ? null : Number(value)), z.number().nullable());

const modelRow = z.object({
  name: z.string(),
  purpose: z.enum(modelPurposes),
  state: z.enum(modelStates),
  generation: z.string(),
  from_log: count,
  positions: z.array(count),
  reference_positions: z.array(count),
  known_at_ms: instant,
  reference_known_at_ms: instant,
  rules: z.string(),
  calendar: z.string(),
  organisation: z.string(),
  epoch: count,
  made_by: z.string(),
  cases: count,
  tables: z.array(z.string()),
  problem: z.string(),
  created_at_ms: count,
  used_at_ms: count,
  revision: z.string().transform((value) => BigInt(value)),
});

const toModelRecord = (row: z.output<typeof modelRow>): ModelRecord => ({
  name: row.name,
  purpose: row.purpose,
  state: row.state,
  generation: row.generation,
  fromLog: row.from_log === 1,
  positions: row.positions,
  referencePositions: row.reference_positions,
  knownAt: row.known_at_ms,
  referenceKnownAt: row.reference_known_at_ms,
  versions: { rules: row.rules, calendar: row.calendar, organisation: row.organisation },
  epoch: row.epoch,
  madeBy: row.made_by,
  cases: row.cases,
  tables: row.tables,
  problem: row.problem,
  createdAt: row.created_at_ms,
  usedAt: row.used_at_ms,
  revision: row.revision,
});

export const allModels: NamedRead<ModelRecord> = {
  name: 'models/all',
  file: new URL('./models.sql', import.meta.url),
  row: (raw) => toModelRecord(modelRow.parse(raw)),
};

const positionRow = z.object({ log_partition: count, next_offset: count });
export const knownPositions: NamedRead<z.output<typeof positionRow>> = {
  name: 'models/known-positions',
  file: new URL('./known-positions.sql', import.meta.url),
  row: (raw) => positionRow.parse(raw),
};

const countRow = z.object({ cases: count });
export const caseCount: NamedRead<number> = {
  name: 'models/case-count',
  file: new URL('./case-count.sql', import.meta.url),
  row: (raw) => countRow.parse(raw).cases,
};

const lastRow = z.object({ case_id: z.string() });
export const lastWrittenCase: NamedRead<string> = {
  name: 'models/last-written-case',
  file: new URL('./last-written-case.sql', import.meta.url),
  row: (raw) => lastRow.parse(raw).case_id,
};

const identityRow = z.object({ name: z.string(), identity: z.string(), engine: z.string() });
export const tableIdentities: NamedRead<z.output<typeof identityRow>> = {
  name: 'models/table-identities',
  file: new URL('./table-identities.sql', import.meta.url),
  row: (raw) => identityRow.parse(raw),
};

const turnRow = z.object({ identity: z.string().regex(/^[0-9a-f]{32}$/), silent_seconds: z.coerce.number() });
/** Who has the turn to rebuild; to be told which table that is, and refused by the store where there is none. */
export const turnHeld: NamedRead<z.output<typeof turnRow>> = {
  name: 'models/turn-held',
  file: new URL('./turn-held.sql', import.meta.url),
  row: (raw) => turnRow.parse(raw),
};

const columnRow = z.object({ table: z.string(), name: z.string(), type: z.string() });
export const tableColumns: NamedRead<z.output<typeof columnRow>> = {
  name: 'models/table-columns',
  file: new URL('./table-columns.sql', import.meta.url),
  row: (raw) => columnRow.parse(raw),
};
