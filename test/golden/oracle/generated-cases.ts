import fc from 'fast-check';
import { epochOf, type RawCase, type RawFact } from './raw-case.js';

const begin = epochOf('2026-03-02T08:00');
const units = ['S-1', 'S-2', 'S-3', 'D-1', 'S-unheard-of', null] as const;
const people = ['U-1', 'U-2', 'U-3', null] as const;

/** Draws one after another from a list of chances; the same chances always tell the same case. */
const drawing = (chances: readonly number[]) => {
  let drawn = 0;
  const next = (below: number): number => (chances[drawn++ % chances.length] ?? 0) % below;
  return { next, one: <Item>(items: readonly Item[]): Item => items[next(items.length)] as Item, happens: (percent: number): boolean => next(100) < percent };
};

type Draw = ReturnType<typeof drawing>;

/** Collects facts at growing instants; now and then at one of the boundaries that figures turn on. */
const telling = (id: string, { next, happens }: Draw) => {
  const facts: RawFact[] = [];
  let now = begin + next(100) * 86_400_000 + next(86_400_000);
  const boundaries = [epochOf('2026-04-01T00:00'), epochOf('2026-05-01T00:00') - 1, epochOf('2026-05-01T00:00')];
  const pass = (): number => {
    const ahead = boundaries.find((boundary) => boundary > now);
    const step = 1 + next(happens(50) ? 40_000_000 : 400_000_000);
    now = ahead !== undefined && happens(4) ? ahead : now + step;
    return now;
  };
  const tell = (type: string, data: Readonly<Record<string, unknown>> = {}): string => {
    const name = `${id}/${facts.length}`;
    facts.push({ id: name, type, time: pass(), data });
    return name;
  };
  return { facts, tell };
};

const steps = (draw: Draw, unit: string, tell: ReturnType<typeof telling>['tell']): void => {
  const { next, one } = draw;
  const amount = () => ({ amount: 1 + next(4), unit });
  const moves: readonly (() => unknown)[] = [
    () => tell('case.transferred', { toUnit: one(['S-1', 'S-2', 'S-3', null]), toHolder: one(['U-1', 'U-2', 'U-3']) }),
    () => tell('case.suspended', { reason: 'hearing', appliedFor: draw.happens(80) ? amount() : null }),
    () => tell('case.resumed'),
    () => tell('case.supplement-requested'),
    () => tell('case.supplemented'),
    () => tell('case.extended', { by: amount(), limit: one(['promised', 'both', null]) }),
    () => tell('case.returned', { reason: 'papers' }),
  ];
  for (let count = next(6); count > 0; count -= 1) one(moves)();
};

const rate = (draw: Draw, tell: ReturnType<typeof telling>['tell']): void => {
  const { next, one, happens } = draw;
  const rating = tell('case.rated', {
    level: 1 + next(5),
    mode: one(['active', 'active', 'active', 'default', null]),
    service: one(['advice', 'decision', null]),
    channel: one(['window', 'phone', null]),
    named: one([true, true, false, null]),
    unit: happens(20) ? one(['S-1', 'S-3']) : null,
  });
  if (happens(15)) tell('case.rating-set-aside', { ratingId: rating, reviewer: 'U-9' });
  if (happens(40)) tell('case.rating-rectified', { ratingId: rating });
  if (happens(40)) tell('case.rating-revisited', { ratingId: rating, satisfied: one([true, false, null]) });
};

const course = (id: string, chances: readonly number[]): RawCase => {
  const draw = drawing(chances);
  const { next, one, happens } = draw;
  const { facts, tell } = telling(id, draw);
  if (happens(4)) {
    tell('case.received');
    return { id, facts };
  }
  const unit = one(['working-day', 'working-day', 'natural-day']);
  const limit = (most: number) => (happens(75) ? { amount: 1 + next(most), unit } : null);
  tell('case.accepted', {
    kind: one(['permit', 'permit', 'complaint']),
    item: one(['I-1', 'I-2', null]),
    channel: one(['window', 'net', null]),
    applicant: { type: one(['person', 'enterprise']) },
    unit: one(units),
    holder: one(people),
    promised: limit(6),
    statutory: limit(15),
  });
  steps(draw, unit, tell);
  const finish = () => tell('case.finished', { outcome: 'granted', ...(happens(15) ? { unit: one(['S-1', 'S-2']) } : {}) });
  if (happens(85)) {
    finish();
    if (happens(15)) {
      tell('case.reopened');
      if (happens(50)) tell('case.transferred', { toUnit: 'S-3', toHolder: 'U-2' });
      if (happens(50)) tell('case.extended', { by: { amount: 9, unit }, limit: 'both' });
      if (happens(70)) finish();
    }
  }
  if (happens(30)) tell('case.called-back', { responded: one([true, false, null]), solved: one([true, false, null]), satisfied: one([true, false, null]) });
  for (let count = next(3); count > 0; count -= 1) rate(draw, tell);
  // A correction: the fact no longer counts, as if it had never been told.
  const last = facts[facts.length - 1];
  if (happens(8) && last !== undefined && facts.length > 1) tell('fact.retracted', { source: 'urn:test:hall', id: last.id });
  return { id, facts };
};

const chances = fc.array(fc.nat({ max: 1_000_000_007 }), { minLength: 60, maxLength: 120 });

/** Cases as an office might have them: handed on, paused, extended, returned, reopened, called back, rated, corrected. */
export const generatedCases = (count: number, seed: number): RawCase[] => fc.sample(chances, { numRuns: count, seed }).map((list, index) => course(`C-${index}`, list));
