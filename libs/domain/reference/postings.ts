import { instantIn, textOf } from '../cases/data-fields.js';
import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import { chiefIn, chiefSpans } from './chief-spans.js';
import { namesOf } from './names.js';
import type { ChiefSpan, Posting } from './reference.js';
import { latestOfEach } from './timeline-by-key.js';

export type Postings = {
  postingsAt(staff: string, at: Instant): readonly Posting[];
  chiefAt(unit: string, at: Instant): string | null;
  chiefsOf(unit: string, from: Instant, until: Instant): readonly ChiefSpan[];
  servedIn(unit: string, from: Instant, until: Instant): readonly Posting[];
};

const none: readonly Posting[] = [];

const readPosting = ({ time, data }: Fact): Posting | null => {
  const staff = textOf(data['staff']);
  const unit = textOf(data['unit']);
  if (staff === null || unit === null) return null;
  return { staff, unit, role: textOf(data['role']), name: namesOf(data['name']), from: time, until: instantIn(data['until']) };
};

const latestFirst = (a: Posting, b: Posting): number => b.from - a.from || (a.staff + a.unit < b.staff + b.unit ? -1 : 1);

const groupBy = (postings: readonly Posting[], keyOf: (posting: Posting) => string): ReadonlyMap<string, readonly Posting[]> => {
  const groups = new Map<string, Posting[]>();
  for (const posting of postings) groups.set(keyOf(posting), [...(groups.get(keyOf(posting)) ?? []), posting]);
  return new Map([...groups].map(([key, group]) => [key, group.sort(latestFirst)]));
};

const covers = ({ from, until }: Posting, at: Instant): boolean => from <= at && (until === null || at < until);

/** Somebody sent elsewhere without an `until` has left: of the open-ended postings of one person only the latest runs. */
const endedByNext = (postings: readonly Posting[]): readonly Posting[] =>
  [...groupBy(postings, ({ staff }) => staff).values()].flatMap((ofOne) =>
    ofOne.map((posting) => {
      if (posting.until !== null) return posting;
      const next = ofOne.filter(({ from }) => from > posting.from).at(-1);
      return next === undefined ? posting : { ...posting, until: next.from };
    }),
  );

const byStaffThenBegin = (a: Posting, b: Posting): number => (a.staff === b.staff ? a.from - b.from : a.staff < b.staff ? -1 : 1);

/** The part of a posting within [from, until). */
const cut = (posting: Posting, from: Instant, until: Instant): Posting => ({
  ...posting,
  from: Math.max(posting.from, from),
  until: Math.min(posting.until ?? until, until),
});

/** Who serves where, as of an instant. Before somebody's first posting the first holds. */
export const buildPostings = (facts: readonly Fact[]): Postings => {
  const chosen = latestOfEach(facts, ({ data }) => `${String(data['staff'])}\u0000${String(data['unit'])}`);
  const postings = endedByNext([...chosen.values()].flat().flatMap((fact) => readPosting(fact) ?? []));
  const byStaff = groupBy(postings, ({ staff }) => staff);
  const chiefs = groupBy(postings.filter(({ role }) => role === 'chief'), ({ unit }) => unit);
  const postingsAt = (staff: string, at: Instant): readonly Posting[] => {
    const all = byStaff.get(staff) ?? none;
    const first = all.at(-1);
    return first !== undefined && at < first.from ? [first] : all.filter((posting) => covers(posting, at));
  };
  const chiefAt = (unit: string, at: Instant) => chiefIn(chiefs.get(unit) ?? none, at);
  const chiefsOf = (unit: string, from: Instant, until: Instant) => chiefSpans(chiefs.get(unit) ?? none, from, until);
  const servedIn = (unit: string, from: Instant, until: Instant) =>
    postings
      .filter((posting) => posting.unit === unit)
      .map((posting) => cut(posting, from, until))
      .filter((posting) => posting.until !== null && posting.from < posting.until)
      .sort(byStaffThenBegin);
  return { postingsAt, chiefAt, chiefsOf, servedIn };
};
