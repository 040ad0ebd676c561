import { textOf } from '../cases/data-fields.js';
import { ScorePublished, ScoreRestated } from '../events/publication-events.js';
import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import { settleReferenceFacts } from '../reference/settle-reference-facts.js';

/** The source under which publications enter the log. */
export const publicationSource = 'urn:mingxiao:publication';

/** What figures rest on, so that they can be made again for as long as the log stands. */
export type RestsOn = {
  readonly generation: string;
  readonly positions: readonly number[];
  readonly referencePositions: readonly number[];
  /** ISO 8601: the instant open cases were read for. */
  readonly at: string;
  readonly versions: Readonly<Record<string, unknown>>;
  readonly fingerprint: string;
};

/** A unit as it was said: headline, rank, cases. What else it holds is the shell's. */
export type FrozenUnit = Readonly<Record<string, unknown>> & { readonly unit: string };

export type Restatement = RestsOn & {
  readonly number: number;
  readonly actor: string;
  readonly reason: string;
  readonly restatedAt: Instant;
  readonly units: readonly FrozenUnit[];
};

export type Publication = RestsOn & {
  readonly id: string;
  readonly actor: string;
  readonly title: string | null;
  readonly scheme: string;
  readonly schemeVersion: string;
  readonly level: string;
  readonly from: string;
  readonly to: string;
  /** As it was asked, a date or an instant; null: as known when it was published; undefined: the event does not say. */
  readonly asOf: string | null | undefined;
  readonly publishedAt: Instant;
  readonly units: readonly FrozenUnit[];
  /** In the order of their numbers. */
  readonly restatements: readonly Restatement[];
};

const published = (fact: Fact): Omit<Publication, 'restatements'> | null => {
  const parsed = ScorePublished.schema.safeParse(fact.data);
  if (!parsed.success) return null;
  return { ...parsed.data, id: fact.subject, title: textOf(parsed.data.title), asOf: parsed.data.asOf, publishedAt: fact.time };
};

const restated = (fact: Fact): readonly Restatement[] => {
  const parsed = ScoreRestated.schema.safeParse(fact.data);
  return parsed.success ? [{ ...parsed.data, restatedAt: fact.time }] : [];
};

/**
 * The publications that facts tell of, by the instant of publishing, each with its restatements. Other facts are passed
 * over; the first fact of a number counts, since the log arbitrates between two that were made at once.
 */
export const readPublications = (facts: readonly Fact[]): readonly Publication[] => {
  const own = settleReferenceFacts(facts.filter(({ source, type }) => source === publicationSource && (type === ScorePublished.type || type === ScoreRestated.type)));
  const restatementsOf = (id: string): readonly Restatement[] => {
    const all = own.filter(({ subject, type }) => subject === id && type === ScoreRestated.type).flatMap(restated);
    return all.filter(({ number }, index) => all.findIndex((one) => one.number === number) === index).sort((a, b) => a.number - b.number);
  };
  return own
    .flatMap((fact) => (fact.type === ScorePublished.type ? (published(fact) ?? []) : []))
    .map((one) => ({ ...one, restatements: restatementsOf(one.id) }))
    .sort((a, b) => a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1));
};
