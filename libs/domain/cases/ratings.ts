import type { Fact } from '../events/fact.js';
import type { CaseContext } from './case-context.js';
import type { CompletedStep, CountedRating } from './case-state.js';
import { flagOf, textOf } from './data-fields.js';
import { amountAfter } from './measure.js';
import type { Finish } from './walk.js';

/** What a rating needs to know of its case. */
export type RatedCase = {
  readonly context: CaseContext;
  readonly finishes: readonly Finish[];
  readonly steps: readonly CompletedStep[];
  /** The holder when nobody has finished the case yet. */
  readonly present: Party;
};

type Party = { readonly unit: string | null; readonly staff: string | null };
type Draft = { -readonly [Key in keyof CountedRating]: CountedRating[Key] };

/** The one service of a case whose kind lists none. */
export const wholeCase = '';

const negativeMax = 2;

/** The service a rating is about; null when the kind lists services and this is none of them. */
const serviceOf = ({ context }: RatedCase, stated: string | null): string | null => {
  const { services } = context.kind.rating;
  if (services.length === 0) return wholeCase;
  if (stated === null) return services[0] ?? wholeCase;
  return services.includes(stated) ? stated : null;
};

/** Silence never passes for a person's word: a mode nobody knows counts as default. */
const modeOf = (stated: string | null, flags: Set<string>): CountedRating['mode'] => {
  if (stated !== null && stated !== 'active' && stated !== 'default') flags.add('unknown-rating-mode');
  return stated === null || stated === 'active' ? 'active' : 'default';
};

/** Whoever finished last before the rating; a rating given on the spot goes to whoever finishes later. */
const finisherAt = ({ finishes, present }: RatedCase, fact: Fact): Party => {
  const finish = finishes.filter(({ at }) => at <= fact.time).at(-1) ?? finishes[0];
  return finish === undefined ? present : { unit: finish.unit, staff: finish.holder };
};

/** The holder of the rated service (who completed the step of that name), else the finisher. */
const servedBy = (rated: RatedCase, fact: Fact): Party => {
  const service = textOf(fact.data['service']);
  const step = service === null ? undefined : rated.steps.filter((done) => done.step === service).at(-1);
  const finisher = finisherAt(rated, fact);
  return step === undefined ? finisher : { unit: step.unit ?? finisher.unit, staff: step.staff ?? finisher.staff };
};

/** A rating belongs to whom it names, else to whoever served (domain guide §7). */
const belongsTo = (rated: RatedCase, fact: Fact): Party => {
  const unit = textOf(fact.data['unit']);
  const staff = textOf(fact.data['staff']);
  const served = servedBy(rated, fact);
  if (staff !== null) return { staff, unit: unit ?? rated.context.reference.postingsAt(staff, fact.time)[0]?.unit ?? served.unit };
  return unit === null || unit === served.unit ? served : { unit, staff: null };
};

const levelOf = (value: unknown): number | null => (typeof value === 'number' && Number.isInteger(value) ? value : null);

const rectifyDue = ({ kind, calendar }: CaseContext, at: number, level: number): number | null => {
  const { rectifyWithin } = kind.rating;
  return level > negativeMax || rectifyWithin === null ? null : (amountAfter(calendar, at, rectifyWithin, kind.counting)?.at ?? null);
};

/** The rating a `case.rated` stands for; null, and flagged, when it rates a service that the kind does not list. */
const readRating = (rated: RatedCase, fact: Fact, flags: Set<string>): Draft | null => {
  const service = serviceOf(rated, textOf(fact.data['service']));
  const level = levelOf(fact.data['level']);
  if (service === null) flags.add('unknown-service');
  if (service === null || level === null) return null;
  return {
    source: fact.source,
    id: fact.id,
    at: fact.time,
    level,
    mode: modeOf(textOf(fact.data['mode']), flags),
    service,
    channel: textOf(fact.data['channel']),
    named: flagOf(fact.data['named']),
    ...belongsTo(rated, fact),
    setAside: false,
    founded: null,
    verifiedAt: null,
    rectifyDueAt: rectifyDue(rated.context, fact.time, level),
    rectifiedAt: null,
    revisitedAt: null,
    satisfiedAfterRevisit: null,
  };
};

/** Active beats default, else the later one counts. */
const supersedes = (next: Draft, counted: Draft | undefined): boolean =>
  counted === undefined || next.mode === counted.mode || next.mode === 'active';

/** The review has to be another person's; a rating set aside by the one it is about stays visible as such. */
const setAside = (rating: Draft, { data }: Fact, flags: Set<string>): void => {
  rating.setAside = true;
  const reviewer = textOf(data['reviewer']);
  if (reviewer === null || reviewer === rating.staff || reviewer === textOf(data['actor'])) flags.add('set-aside-unreviewed');
};

const apply = (rating: Draft, fact: Fact, flags: Set<string>): void => {
  if (fact.type === 'case.rating-set-aside') setAside(rating, fact, flags);
  else if (fact.type === 'case.rating-rectified') rating.rectifiedAt ??= fact.time;
  else if (fact.type === 'case.rating-verified') {
    rating.verifiedAt = fact.time;
    rating.founded = flagOf(fact.data['founded']) ?? rating.founded;
  } else {
    rating.revisitedAt ??= fact.time;
    rating.satisfiedAfterRevisit = flagOf(fact.data['satisfied']);
  }
};

/** The rating a later event speaks of: the one it names, else the one that counts for its service so far. */
const target = (rated: RatedCase, fact: Fact, all: readonly Draft[], counted: ReadonlyMap<string, Draft>): Draft | undefined => {
  const id = textOf(fact.data['ratingId']);
  const source = textOf(fact.data['ratingSource']);
  if (id !== null) return all.find((rating) => rating.id === id && (source === null || rating.source === source));
  const service = textOf(fact.data['service']);
  return service === null && counted.size === 1 ? [...counted.values()][0] : counted.get(serviceOf(rated, service) ?? service ?? wholeCase);
};

/**
 * The ratings of a case as they count, one per rateable service, by service.
 *
 * @param facts `case.rated` and `case.rating-*` in the order of the case
 * @param flags takes what is odd
 */
export const countRatings = (rated: RatedCase, facts: readonly Fact[], flags: Set<string>): readonly CountedRating[] => {
  const read = new Map(facts.filter(({ type }) => type === 'case.rated').map((fact) => [fact, readRating(rated, fact, flags)]));
  const all = [...read.values()].filter((rating) => rating !== null);
  const counted = new Map<string, Draft>();
  for (const fact of facts) {
    const rating = read.get(fact);
    if (rating !== undefined) {
      if (rating !== null && supersedes(rating, counted.get(rating.service))) counted.set(rating.service, rating);
      continue;
    }
    const about = target(rated, fact, all, counted);
    if (about === undefined) flags.add('unmatched-rating-event');
    else apply(about, fact, flags);
  }
  return [...counted.values()].sort((a, b) => (a.service < b.service ? -1 : 1));
};
