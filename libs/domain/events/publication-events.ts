import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { identifier, instantText, text } from './fields.js';

/** On what figures rest: log positions per partition, of the facts and of the reference data. */
const restsOn = {
  generation: identifier,
  positions: z.array(z.int().min(0)),
  referencePositions: z.array(z.int().min(0)),
  /** The instant open cases were read for. */
  at: instantText,
  versions: z.looseObject({}),
  /** SHA-256 of the canonical figures and trees. */
  fingerprint: identifier,
};

const actor = { actor: identifier };

/**
 * A set of scorecards is frozen: from here on it is what was said. Subject: the publication. Its trees are made again
 * from the facts below the positions; the headlines stand here, so that they survive any store.
 */
export const ScorePublished = defineEvent('score.published', {
  rank: 0,
  data: {
    ...actor,
    title: text.nullish(),
    scheme: identifier,
    schemeVersion: identifier,
    level: identifier,
    from: z.iso.date(),
    to: z.iso.date(),
    /** As it was asked: a date or an instant; null: as known when it was published. Events of before this field do not say. */
    asOf: text.nullish(),
    ...restsOn,
    units: z.array(z.looseObject({ unit: identifier })),
  },
});

/** What the same scheme gives on all facts that were known when somebody asked; the publication itself stays as it is. */
export const ScoreRestated = defineEvent('score.restated', {
  rank: 0,
  data: { ...actor, reason: text, number: z.int().min(1), ...restsOn, units: z.array(z.looseObject({ unit: identifier })) },
});

export const publicationEvents = [ScorePublished, ScoreRestated];
