import { z } from 'zod';
import { basis, localizedText } from './basis.js';
import { knownAtFields } from './known-at.js';
import { dimensions, filterFields, policies } from './metrics.js';

/** As `figuresRequest`: satisfaction by unit, level, channel, kind of applicant, service or item. */
export const satisfactionRequest = z
  .object({
    by: z.enum(dimensions).optional(),
    unit: z.string().max(256).optional(),
    policy: z.enum(policies).default('finisher'),
    from: z.iso.date(),
    to: z.iso.date(),
    ...filterFields,
    at: z.iso.datetime({ offset: true }).optional(),
    ...knownAtFields,
  })
  .refine(({ from, to }) => from <= to, { message: '`from` must not be after `to`', path: ['from'] })
  .refine(({ by, unit }) => unit === undefined || by !== undefined, { message: '`unit` says which one of `by`: name `by` as well', path: ['unit'] });
export type SatisfactionRequest = z.output<typeof satisfactionRequest>;

/** A range in which the true value lies with 95 %; for reading, never for comparing. */
const interval = z.object({ lower: z.number(), upper: z.number() });

/** Of so many ratings so many were good, very good, bad, and what their points add up to (0 to 100 each). */
const counted = z.object({
  n: z.int(),
  favourable: z.int(),
  favourableStrict: z.int(),
  negatives: z.int(),
  points: z.int(),
  /** Of the shares of `n` (Wilson); null without ratings. */
  favourableInterval: interval.nullable(),
  favourableStrictInterval: interval.nullable(),
  negativeInterval: interval.nullable(),
});

export const satisfactionRow = z.object({
  unit: z.string().nullable(),
  name: localizedText.nullable(),
  sortNo: z.number().nullable(),
  /** What people said themselves; `indexInterval` (Student) of their mean points, null below five ratings. */
  active: counted.extend({ indexInterval: interval.nullable() }),
  /** The same with the ratings that silence was counted as: of how their points vary nothing is kept, so their mean has no interval. */
  withDefault: counted,
  /** Set aside after a review; in neither of the two. */
  setAside: z.int(),
  /**
   * How many could have rated and did, and what the index would be had all who stayed silent been pleased, or displeased.
   * Null where figures are told apart by what only a rating has: of silence neither level nor service is known.
   */
  response: z.object({ rateable: z.int(), rated: z.int(), indexIfPleased: z.number().nullable(), indexIfDispleased: z.number().nullable() }).nullable(),
});
export type SatisfactionRow = z.output<typeof satisfactionRow>;

export const satisfaction = z.object({
  by: z.enum(dimensions).nullable(),
  policy: z.enum(policies),
  from: z.iso.date(),
  to: z.iso.date(),
  /** How many of the counts given make one rating. 1,000,000 where cases are shared out, else 1. */
  scale: z.int(),
  rows: z.array(satisfactionRow),
  basis,
});
export type Satisfaction = z.output<typeof satisfaction>;
