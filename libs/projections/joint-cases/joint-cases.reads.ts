import type { JointCase, SubCase } from '@mingxiao/domain/joint-cases/joint-case';
import type { StreamedBlock } from '@mingxiao/ports/analytics-store/analytics-store';
import { z } from 'zod';
import type { NamedRead } from '../named-read.js';

/** A sub-case with the parent that it names. */
export type PartOfParent = { readonly parent: string; readonly subCase: SubCase };

const number = z.coerce.number();
const orNull = z.preprocess((value) => (value === null ? null : Number(value)), z.number().nullable());
const textOf = (value: string): string | null => (value === '' || value === '-' ? null : value);

const subCaseRow = z.object({
  parent: z.string(),
  case_id: z.string(),
  department: z.string(),
  accepted_at_ms: orNull,
  first_finished_at_ms: orNull,
  open: number,
  elapsed_ms: orNull,
  used_ms: orNull,
});

const toPart = (row: z.output<typeof subCaseRow>): PartOfParent => ({
  parent: row.parent,
  subCase: {
    caseId: row.case_id,
    department: textOf(row.department),
    acceptedAt: row.accepted_at_ms,
    finishedAt: row.first_finished_at_ms,
    open: row.open === 1,
    elapsedMs: row.elapsed_ms,
    usedMs: row.used_ms,
  },
});

export const subCases: NamedRead<PartOfParent> = {
  name: 'joint-cases/sub-cases',
  file: new URL('./sub-cases.sql', import.meta.url),
  row: (raw) => toPart(subCaseRow.parse(raw)),
};

export const allSubCases = { name: 'joint-cases/all-sub-cases', file: new URL('./all-sub-cases.sql', import.meta.url) };

const leftRow = z.object({ parent: z.string() });
export const leftParents: NamedRead<string> = {
  name: 'joint-cases/left-parents',
  file: new URL('./left-parents.sql', import.meta.url),
  row: (raw) => leftRow.parse(raw).parent,
};

const versionRow = z.object({ version: z.coerce.bigint() });
export const nextJointVersion: NamedRead<bigint> = {
  name: 'joint-cases/next-version',
  file: new URL('./next-version.sql', import.meta.url),
  row: (raw) => versionRow.parse(raw).version,
};

/** -1 stands for none in the streamed read. */
const streamed = (value: unknown): number | null => (value === -1 ? null : Number(value));

/** Reads a block of `allSubCases`. */
export const toParts = ({ rows, columns }: StreamedBlock): PartOfParent[] => {
  const at = (name: string, index: number): unknown => columns[name]?.get(index);
  return Array.from({ length: rows }, (_, index) =>
    toPart({
      parent: String(at('parent', index)),
      case_id: String(at('case_id', index)),
      department: String(at('department', index)),
      accepted_at_ms: streamed(at('accepted_at_ms', index)),
      first_finished_at_ms: streamed(at('first_finished_at_ms', index)),
      open: Number(at('open', index)),
      elapsed_ms: streamed(at('elapsed_ms', index)),
      used_ms: streamed(at('used_ms', index)),
    }),
  );
};

const jointRow = z.object({
  parent: z.string(),
  sub_cases: z.array(z.string()),
  finished: number,
  open: number,
  from_ms: orNull,
  to_ms: orNull,
  serial_elapsed_ms: orNull,
  parallel_elapsed_ms: orNull,
  serial_used_ms: orNull,
  parallel_used_ms: orNull,
  path_from: z.array(number),
  path_until: z.array(number),
  path_case: z.array(z.string()),
  path_department: z.array(z.string()),
});

export const jointCaseOf: NamedRead<JointCase> = {
  name: 'joint-cases/of-case',
  file: new URL('./joint-case.sql', import.meta.url),
  row: (raw) => {
    const row = jointRow.parse(raw);
    return {
      parent: row.parent,
      subCases: row.sub_cases,
      finished: row.finished,
      open: row.open,
      from: row.from_ms,
      to: row.to_ms,
      elapsed: { serialMs: row.serial_elapsed_ms, parallelMs: row.parallel_elapsed_ms },
      used: { serialMs: row.serial_used_ms, parallelMs: row.parallel_used_ms },
      path: row.path_from.map((from, index) => ({
        from,
        to: row.path_until[index] ?? from,
        caseId: textOf(row.path_case[index] ?? ''),
        department: textOf(row.path_department[index] ?? ''),
      })),
    };
  },
};
