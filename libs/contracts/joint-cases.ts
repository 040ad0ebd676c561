import { z } from 'zod';
import { basis, localizedText } from './basis.js';

const instant = z.string();
const against = z.object({
  /** The sum over the finished sub-cases, as if handled one after another. */
  serialSeconds: z.number().nullable(),
  /** The longest of them. */
  parallelSeconds: z.number().nullable(),
});

export const jointCase = z.object({
  parent: z.string(),
  subCases: z.array(z.string()),
  finished: z.number(),
  /** Sub-cases that are not finished: the figures are of those that are. */
  open: z.number(),
  /** First acceptance and last finish. */
  from: instant.nullable(),
  to: instant.nullable(),
  elapsed: against,
  used: against,
  /** The chain of sub-cases that determined the end; `caseId` null: nobody of the chain had it. */
  path: z.array(z.object({ from: instant, to: instant, seconds: z.number(), caseId: z.string().nullable(), department: z.string().nullable() })),
  /** Each department's part of that chain, in per cent; `between`: nobody's. Together 100. */
  shares: z.array(z.object({ between: z.boolean(), department: z.string().nullable(), seconds: z.number(), percent: z.number().nullable() })),
});

/** `joint` is null for a case that no other names as its parent and that names none. */
export const jointCaseAnswer = z.object({ joint: jointCase.nullable(), names: z.record(z.string(), localizedText), basis });
export type JointCaseAnswer = z.output<typeof jointCaseAnswer>;
