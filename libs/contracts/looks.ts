import { z } from 'zod';
import { basis, localizedText } from './basis.js';
import { look } from './cases.js';

const instant = z.string();
const text = z.string().nullable();
const date = z.iso.date();

/** Cases finished in the period (dates of the organisation's zone, both included), or open at its end. */
export const looksRequest = z
  .object({
    from: date,
    to: date,
    /** A unit at any level of the tree. */
    unit: z.string().max(256).optional(),
    kind: z.string().max(256).optional(),
    /** Lists the cases that carry this flag. */
    flag: z.string().max(64).optional(),
    /** Reads open cases for this instant instead of now. */
    at: z.iso.datetime({ offset: true }).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    /** Rows to skip of the two lists of cases. */
    offset: z.coerce.number().int().min(0).default(0),
  })
  .refine(({ from, to }) => from <= to, { message: '`from` must not be after `to`', path: ['from'] });
export type LooksRequest = z.output<typeof looksRequest>;

const dimensions = { caseId: z.string(), kind: text, item: text, unit: text, holder: text };

/** It waited while a case of the same item and unit, accepted later, was finished first. */
export const overtakenCase = z.object({
  ...dimensions,
  acceptedAt: instant,
  /** Null while it is open. */
  finishedAt: instant.nullable(),
  /** When the first of those accepted later was finished. */
  overtakenAt: instant,
  /** From then until its own finish, or until now. */
  waitedSeconds: z.number(),
  /** How many were accepted later and finished first. */
  overtakers: z.number(),
});
export type OvertakenCase = z.output<typeof overtakenCase>;

export const overtaker = z.object({ caseId: z.string(), holder: text, acceptedAt: instant, finishedAt: instant });
export type Overtaker = z.output<typeof overtaker>;

/** Finishes of a unit with a limit, and how many of them lie in the last tenth of their time and in the tenth after it. */
export const nearLimitUnit = z.object({ unit: z.string(), withLimit: z.number(), justBefore: z.number(), justAfter: z.number() });
export type NearLimitUnit = z.output<typeof nearLimitUnit>;

export const flaggedCase = z.object({ ...dimensions, acceptedAt: instant.nullable(), finishedAt: instant.nullable(), flags: z.array(z.string()) });
export type FlaggedCase = z.output<typeof flaggedCase>;

/** What is worth a look across cases. Each stands beside its innocent reading; none is a finding about anybody. */
export const looks = z.object({
  from: date,
  to: date,
  /** How many cases carry each flag, the most frequent first. */
  flags: z.array(look.extend({ cases: z.number() })),
  /** Null unless a flag was asked for. */
  flagged: z.object({ total: z.number(), rows: z.array(flaggedCase) }).nullable(),
  overtaken: look.extend({ total: z.number(), rows: z.array(overtakenCase) }),
  /** Units with fewer finishes than `casesMin` are not judged. */
  nearLimit: look.extend({ casesMin: z.number(), rows: z.array(nearLimitUnit) }),
  /** Names (zh, en) of the units and items that occur, by id. */
  names: z.record(z.string(), localizedText),
  basis,
});
export type Looks = z.output<typeof looks>;

/** What is worth a look about one case beside others. */
export const caseLooks = z.object({
  /** Cases of the same item and unit that were accepted later and finished first; the first twenty. */
  overtaken: look.extend({
    total: z.number(),
    /** It was suspended or waited for papers, so it did not wait its turn all the time. */
    paused: z.boolean(),
    rows: z.array(overtaker),
  }),
  basis,
});
export type CaseLooks = z.output<typeof caseLooks>;
