import { dateOf } from './naive-time.js';
import type { NaiveCase, NaiveRating, Party } from './naive-case.js';

/** What is asked: plain names and instants. */
export type NaiveQuestion = {
  readonly by: string | null;
  readonly only?: string | undefined;
  readonly filters: Readonly<Record<string, string | undefined>>;
  readonly policy: string;
  readonly from: number;
  readonly to: number;
  readonly reading: number;
  readonly until: number;
};

/** One row of a measure: what it adds, for whom, of which case. */
type Piece = { readonly party: Party; readonly value: number; readonly rating?: NaiveRating; readonly ofHolder?: true };
type Pieces = (one: NaiveCase, question: NaiveQuestion) => readonly Piece[];

const nobody: Party = { unit: '', staff: '', section: '', department: '', district: '' };

const caseValue =
  (value: (one: NaiveCase, question: NaiveQuestion) => number | null): Pieces =>
  (one, question) => {
    const found = value(one, question);
    return found === null ? [] : [{ party: nobody, value: found }];
  };

const when = (holds: (one: NaiveCase, question: NaiveQuestion) => boolean): Pieces => caseValue((one, question) => (holds(one, question) ? 1 : null));

const inside = (at: number | null | undefined, { from, to }: NaiveQuestion): boolean => at !== null && at !== undefined && at >= from && at < to;
const finishedIn = (one: NaiveCase, question: NaiveQuestion): boolean => inside(one.finishes[0], question);
const isOpen = (one: NaiveCase, { until }: NaiveQuestion): boolean =>
  one.acceptedAt !== null && one.acceptedAt <= until && one.finishes.filter((at) => at <= until).length === one.reopenings.filter((at) => at <= until).length;

const finishedWhen = (holds: (one: NaiveCase) => boolean): Pieces => when((one, question) => finishedIn(one, question) && holds(one));
const finishedValue = (value: (one: NaiveCase) => number | null): Pieces => caseValue((one, question) => (finishedIn(one, question) ? value(one) : null));
const count = (times: readonly number[], question: NaiveQuestion): number | null => times.filter((at) => inside(at, question)).length || null;

const verdict = (limit: 'promised' | 'statutory', holds: (finish: number, due: number) => boolean): Pieces =>
  finishedWhen((one) => {
    const due = one[limit]?.dueAtFirst;
    return due !== null && due !== undefined && holds(one.finishes[0] ?? 0, due);
  });

const signals = (level: number): Pieces =>
  caseValue((one, { from, reading }) => one.signals.filter((signal) => signal.level === level && signal.at >= from && signal.at < reading && !(signal.outweighed !== null && signal.outweighed < reading)).length || null);

const rated =
  (holds: (rating: NaiveRating, question: NaiveQuestion) => boolean, value: (rating: NaiveRating) => number = () => 1): Pieces =>
  (one, question) => one.ratings.filter((rating) => holds(rating, question)).map((rating) => ({ party: rating.party, value: value(rating), rating }));

const given = (holds: (rating: NaiveRating) => boolean, value?: (rating: NaiveRating) => number): Pieces => rated((rating, question) => inside(rating.at, question) && holds(rating), value);
const isValid = ({ active, setAside }: NaiveRating): boolean => active && !setAside;
const bad = (rating: NaiveRating): boolean => isValid(rating) && rating.level <= 2;
const dueIn = (rating: NaiveRating, { from, reading }: NaiveQuestion): boolean => bad(rating) && rating.due !== null && rating.due >= from && rating.due < reading;
const points = ({ level }: NaiveRating): number => [0, 0, 30, 60, 80, 100][level] ?? 0;
const revisited = (rating: NaiveRating, question: NaiveQuestion): boolean =>
  inside(rating.at, question) && bad(rating) && rating.named && rating.revisitedAt !== null && rating.revisitedAt <= question.until;

const called = (holds: (call: NonNullable<NaiveCase['callBack']>) => boolean): Pieces => when(({ callBack }, question) => callBack !== null && inside(callBack.at, question) && holds(callBack));

const held =
  (value: (own: NaiveCase['holdings'][number], one: NaiveCase) => number): Pieces =>
  (one, question) => (finishedIn(one, question) && one.used !== null ? one.holdings.map((own) => ({ party: own.party, value: value(own, one), ofHolder: true as const })) : []);
const delayOf = ({ holdings }: NaiveCase): number => holdings.reduce((sum, { delay }) => sum + delay, 0);

const bucket = (above: number, to: number): Pieces =>
  finishedWhen(({ used, promised }) => used !== null && promised !== null && (above < 0 || used / promised.limit > above / 100) && used / promised.limit <= to / 100);

/** Every measure once more, from the raw facts, without a line of the registry's. */
export const naiveMeasures: Readonly<Record<string, Pieces>> = {
  accepted: when((one, question) => inside(one.acceptedAt, question)),
  finished: when(finishedIn),
  open: when(isOpen),
  openOverdue: when((one, question) => {
    const due = one.promised?.due ?? one.statutory?.due;
    return isOpen(one, question) && due !== null && due !== undefined && due < question.reading;
  }),
  reopened: caseValue(({ reopenings }, question) => count(reopenings, question)),
  returned: caseValue(({ returned }, question) => count(returned, question)),
  complaints: when((one, question) => inside(one.acceptedAt, question) && one.kind === 'complaint'),
  onTimePromised: verdict('promised', (finish, due) => finish <= due),
  withPromised: verdict('promised', () => true),
  latePromised: verdict('promised', (finish, due) => finish > due),
  onTimeStatutory: verdict('statutory', (finish, due) => finish <= due),
  withStatutory: verdict('statutory', () => true),
  lateStatutory: verdict('statutory', (finish, due) => finish > due),
  usedMs: finishedValue(({ used }) => used),
  usedCases: finishedWhen(({ used }) => used !== null),
  promisedLimitMs: finishedValue(({ used, promised }) => (used === null || promised === null ? null : promised.limit)),
  savedMs: finishedValue(({ used, promised }) => (used === null || promised === null ? null : promised.limit - used)),
  savedCases: finishedWhen(({ used, promised }) => used !== null && promised !== null),
  statutoryLimitMs: finishedValue(({ used, statutory }) => (used === null || statutory === null ? null : statutory.limit)),
  usedWithStatutoryMs: finishedValue(({ used, statutory }) => (statutory === null ? null : used)),
  statutorySavedMs: finishedValue(({ used, statutory }) => (used === null || statutory === null ? null : statutory.limit - used)),
  statutoryCases: finishedWhen(({ used, statutory }) => used !== null && statutory !== null),
  suspendedMs: finishedValue(({ used, suspended }) => (used === null ? null : suspended || null)),
  usedAndSuspendedMs: finishedValue(({ used, suspended }) => (used === null ? null : used + (suspended ?? 0))),
  limitUsedTo25: bucket(-1, 25),
  limitUsedTo50: bucket(25, 50),
  limitUsedTo75: bucket(50, 75),
  limitUsedTo90: bucket(75, 90),
  limitUsedTo100: bucket(90, 100),
  limitUsedTo125: bucket(100, 125),
  limitUsedTo150: bucket(125, 150),
  limitUsedTo200: bucket(150, 200),
  limitUsedOver200: bucket(200, Infinity),
  transfers: finishedValue(({ transfers }) => transfers || null),
  firstContact: finishedWhen(({ transfers }) => transfers === 0),
  instantDecided: finishedWhen(({ acceptedAt, finishes }) => acceptedAt !== null && dateOf(acceptedAt) === dateOf(finishes[0] ?? 0)),
  warnings: signals(1),
  yellows: signals(2),
  reds: signals(3),
  rateable: finishedValue(({ rateable }) => rateable || null),
  ratedActive: given(({ active }) => active),
  ratedDefault: given(({ active }) => !active),
  setAside: given(({ setAside }) => setAside),
  valid: given(isValid),
  favourable: given((rating) => isValid(rating) && rating.level >= 3),
  favourableStrict: given((rating) => isValid(rating) && rating.level >= 4),
  negatives: given(bad),
  points: given(isValid, points),
  pointsSquared: given(isValid, (rating) => points(rating) ** 2),
  levelSum: given(isValid, ({ level }) => level),
  validWithDefault: given(({ setAside }) => !setAside),
  favourableWithDefault: given(({ setAside, level }) => !setAside && level >= 3),
  favourableStrictWithDefault: given(({ setAside, level }) => !setAside && level >= 4),
  negativesWithDefault: given(({ setAside, level }) => !setAside && level <= 2),
  pointsWithDefault: given(({ setAside }) => !setAside, points),
  negativesDue: rated(dueIn),
  rectifiedOnTime: rated((rating, question) => dueIn(rating, question) && rating.rectifiedAt !== null && rating.rectifiedAt <= (rating.due ?? 0)),
  revisitable: given((rating) => bad(rating) && rating.named),
  revisited: rated(revisited),
  revisitedSatisfied: rated((rating, question) => revisited(rating, question) && rating.pleased === true),
  calledBack: called(() => true),
  saidResponded: called(({ responded }) => responded !== null),
  responded: called(({ responded }) => responded === true),
  saidSolved: called(({ solved }) => solved !== null),
  solved: called(({ solved }) => solved === true),
  saidSatisfied: called(({ satisfied }) => satisfied !== null),
  satisfied: called(({ satisfied }) => satisfied === true),
  holdings: held(() => 1),
  heldMs: held(({ used }) => used),
  heldCaseMs: held((_own, { used }) => used ?? 0),
  delayMs: (one, question) => held(({ delay }) => delay)(one, question).filter(({ value }) => value > 0),
  heldCaseDelayMs: (one, question) => held((_own, whole) => delayOf(whole))(one, question).filter(({ value }) => value > 0),
};

type Placed = { readonly party: Party; readonly value: number; readonly rating?: NaiveRating | undefined; readonly one: NaiveCase };

/** Times are told from counts by their name alone, as a reader would. */
const isTime = (id: string): boolean => id.endsWith('Ms');

/** The parts of a value, cut where the shares added up so far cut it, so that nothing is lost to rounding. */
const parts = (value: number, shares: readonly number[]): number[] => {
  const cuts = shares.map((_, index) => shares.slice(0, index + 1).reduce((sum, share) => sum + share, 0));
  const upTo = (cut: number): number => Number((BigInt(value) * BigInt(cut)) / 1_000_000n);
  return cuts.map((cut, index) => upTo(cut) - upTo(cuts[index - 1] ?? 0));
};

const placed = (id: string, one: NaiveCase, question: NaiveQuestion): Placed[] => {
  const pieces = naiveMeasures[id]?.(one, question) ?? [];
  return pieces.flatMap(({ party, value, rating, ofHolder }): Placed[] => {
    if (ofHolder === true) return [{ party, value, one }];
    if (question.policy === 'first-receiver') return [{ party: one.receiver, value, rating, one }];
    if (question.policy === 'finisher') return [{ party: rating === undefined ? one.owner : party, value, rating, one }];
    const holders = one.holdings.length > 0 ? one.holdings : [{ party: one.owner, ppm: 1_000_000 }];
    const values = isTime(id) ? parts(value, holders.map(({ ppm }) => ppm)) : holders.map(({ ppm }) => value * ppm);
    return holders.map((holder, index) => ({ party: holder.party, value: values[index] ?? 0, rating, one }));
  });
};

const placeOf = (dimension: string, { party, rating, one }: Placed): string => {
  if (dimension === 'level') return rating === undefined ? '' : String(rating.level);
  if (dimension === 'service') return rating?.service ?? '';
  if (dimension === 'channel') return rating === undefined || rating.channel === '' ? one.channel : rating.channel;
  if (dimension in party) return party[dimension as keyof Party];
  return one[dimension as 'item' | 'kind' | 'applicantType'];
};

const isAsked = (question: NaiveQuestion, row: Placed): boolean =>
  Object.entries(question.filters).every(([dimension, value]) => value === undefined || placeOf(dimension, row) === value) &&
  (question.only === undefined || question.by === null || placeOf(question.by, row) === question.only);

/** A measure by child, and what each case adds to it. */
export const naiveFigure = (cases: readonly NaiveCase[], id: string, question: NaiveQuestion) => {
  const rows = cases.flatMap((one) => placed(id, one, question)).filter((row) => isAsked(question, row));
  const children = new Map<string, number>();
  const amounts = new Map<string, number>();
  for (const row of rows) {
    const child = question.by === null ? '' : placeOf(question.by, row);
    children.set(child, (children.get(child) ?? 0) + row.value);
    amounts.set(row.one.id, (amounts.get(row.one.id) ?? 0) + row.value);
  }
  return { total: rows.reduce((sum, { value }) => sum + value, 0), children, amounts };
};

/** As Excel's PERCENTILE.INC, on milliseconds, then in seconds with halves up; null without a case. */
export const naiveQuantile = (cases: readonly NaiveCase[], value: 'used' | 'elapsed', level: number, question: NaiveQuestion) => {
  const lists = new Map<string, number[]>();
  for (const one of cases) {
    const row: Placed = { party: question.policy === 'first-receiver' ? one.receiver : one.owner, value: 0, one };
    const own = one[value];
    if (!finishedIn(one, question) || own === null || !isAsked(question, row)) continue;
    const child = question.by === null ? '' : placeOf(question.by, row);
    lists.set(child, [...(lists.get(child) ?? []), own]);
  }
  return new Map([...lists].map(([child, list]) => {
    const sorted = list.sort((a, b) => a - b);
    const place = level * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.ceil(place)] ?? below;
    return [child, { seconds: Math.floor((below + (place - Math.floor(place)) * (above - below)) / 1000 + 0.5), n: sorted.length }] as const;
  }));
};
