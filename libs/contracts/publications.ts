import { z } from 'zod';
import { basis } from './basis.js';
import { periodFields, periodNeeded, chiefOfPeriod, datesOfPeriod, scorecardRow, scoreNode } from './scorecards.js';

const id = z.string().min(1).max(128).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'letters, digits, dots, dashes and underscores');
const person = z.string().min(1).max(256);

/** Freezes the scorecards of a scheme over a period. Sending the same again changes nothing; anything else under its `id` is refused. */
export const publishRequest = z
  .strictObject({
    id: id.optional(),
    scheme: z.string().min(1).max(256),
    ...periodFields,
    /** A date or an instant: as it was known then. Absent: as it is known now. */
    asOf: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
    /** Who publishes; declared, as long as there is no sign-in. */
    actor: person,
    title: z.string().max(400).optional(),
  })
  .refine(({ period, from, to }) => (period === undefined ? from !== undefined && to !== undefined && from <= to : datesOfPeriod(period) !== null && from === undefined && to === undefined), periodNeeded);
export type PublishRequest = z.output<typeof publishRequest>;

export const restateRequest = z.strictObject({ actor: person, reason: z.string().min(1).max(4000) });
export type RestateRequest = z.output<typeof restateRequest>;

const restsOn = {
  generation: z.string(),
  positions: z.array(z.number()),
  referencePositions: z.array(z.number()),
  at: z.string(),
  versions: z.looseObject({}),
  fingerprint: z.string(),
};

/** A unit as it was said, headline and rank; see `standings` of a scorecard. */
const frozenUnit = z.looseObject({ unit: z.string() });

export const restatementSummary = z.object({ number: z.int(), actor: z.string(), reason: z.string(), restatedAt: z.string(), ...restsOn });

export const publicationSummary = z.object({
  id: z.string(),
  title: z.string().nullable(),
  actor: z.string(),
  scheme: z.string(),
  schemeVersion: z.string(),
  level: z.string(),
  from: z.string(),
  to: z.string(),
  publishedAt: z.string(),
  ...restsOn,
  restatements: z.array(restatementSummary),
});
export type PublicationSummary = z.output<typeof publicationSummary>;

export const publicationList = z.object({ publications: z.array(publicationSummary) });
export type PublicationList = z.output<typeof publicationList>;

/** With `unit`: its trees and chiefs too. */
export const publicationRequest = z.object({ unit: z.string().max(256).optional() });

export const publicationAnswer = z.object({
  publication: publicationSummary,
  /** What was said then, as the log holds it. */
  said: z.array(frozenUnit),
  /** Whether the facts below the positions give the same fingerprint again: byte-equal figures and trees. */
  reproduced: z.boolean(),
  rows: z.array(scorecardRow),
  trees: z.record(z.string(), scoreNode.nullable()).nullable(),
  chiefs: z.array(chiefOfPeriod).nullable(),
  basis,
});

export const restatementAnswer = z.object({
  publication: publicationSummary,
  restatement: restatementSummary,
  /** Whether both sides could be made again byte for byte. */
  reproduced: z.object({ before: z.boolean(), after: z.boolean() }),
  /** Exactly the cells that are not what they were. */
  changed: z.array(z.object({ unit: z.string(), cell: z.string(), before: z.unknown(), after: z.unknown() })),
});
export type RestatementAnswer = z.output<typeof restatementAnswer>;
