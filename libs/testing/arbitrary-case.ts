import type { Fact } from '@mingxiao/domain/events/fact';
import fc from 'fast-check';
import { at, fact } from './facts.js';

const start = at('2018-10-15T10:00');
const halfHour = 1_800_000;

/** Few instants, so that many facts share one; some before the acceptance, some at night and on weekends. */
const time = fc.integer({ min: -48, max: 1200 }).map((steps) => start + steps * halfHour);
const unit = fc.constantFrom('S-1', 'S-2', 'S-9', null);
const person = fc.constantFrom('U-1', 'U-2', null);
const amount = fc.option(
  fc.record({ amount: fc.constantFrom(0, 0.5, 1, 3, 7), unit: fc.constantFrom('working-day', 'working-hour', 'natural-day', 'hour', 'month') }),
  { nil: null },
);
const instantText = fc.option(time.map((instant) => new Date(instant).toISOString()), { nil: null });
const rank = fc.constantFrom('e-1', 'e-2', 'e-3', 'e-4', 'e-5', 'e-6', 'e-7', 'e-8', 'e-9');

const accepted = fc.record({
  kind: fc.constantFrom('permit', 'pausing', 'next-day', 'nobody-knows', null),
  unit,
  holder: person,
  promised: amount,
  statutory: amount,
  promisedDueAt: instantText,
  dueFinal: fc.constantFrom(true, false, null),
});

const dataByType: Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> = {
  'case.received': fc.constant({}),
  'case.accepted': accepted,
  'case.returned': fc.constant({}),
  'case.supplement-requested': fc.constant({}),
  'case.supplemented': fc.constant({}),
  'case.extended': fc.record({ by: amount, limit: fc.constantFrom('promised', 'statutory', 'other', null) }),
  'case.transferred': fc.record({ toUnit: unit, toHolder: person }),
  'case.suspended': fc.record({ reason: fc.constantFrom('hearing', 'survey', 'lunch', null), appliedFor: amount }),
  'case.resumed': fc.constant({}),
  'case.step-completed': fc.record({ step: fc.constantFrom('a', 'b'), staff: person }),
  'case.withdrawn': fc.constant({}),
  'case.finished': fc.record({ outcome: fc.constantFrom('granted', 'done', 'lost', null), unit, holder: person }),
  'case.reopened': fc.constant({}),
  'case.called-back': fc.record({ solved: fc.boolean() }),
  'case.rated': fc.record({ level: fc.integer({ min: 1, max: 5 }), mode: fc.constantFrom('active', 'default', 'odd', null), unit, staff: person }),
  'case.rating-set-aside': fc.record({ ratingId: fc.option(rank, { nil: null }), reviewer: person }),
  'case.rating-rectified': fc.record({ ratingId: fc.option(rank, { nil: null }) }),
  'case.warned': fc.constant({}),
  'fact.retracted': fc.record({ source: fc.constantFrom('urn:a', 'urn:b'), id: rank }),
};

const oneFact = fc.constantFrom(...Object.keys(dataByType)).chain((type) =>
  fc.record({
    type: fc.constant(type),
    time,
    data: dataByType[type] ?? fc.constant({}),
    source: fc.constantFrom('urn:a', 'urn:b'),
    id: rank,
    historical: fc.boolean(),
  }),
);

/** Facts of one case, plausible and not: shared instants, ids taken twice, resumes without suspensions, circles of retractions. */
export const anyFacts: fc.Arbitrary<Fact[]> = fc
  .array(oneFact, { maxLength: 14 })
  .map((drafts) => drafts.map(({ type, time: happened, data, ...options }, offset) => fact(type, happened, data, { ...options, offset })));

/** As `anyFacts`, but with an acceptance, and each id once: a case whose clock runs. */
export const acceptedFacts: fc.Arbitrary<Fact[]> = fc.tuple(accepted, anyFacts).map(([data, facts]) => [
  fact('case.accepted', start, data, { id: 'accepted', offset: 0 }),
  ...facts.filter(({ type }) => type !== 'fact.retracted').map((one, index) => fact(one.type, one.time, one.data, { id: `f-${index}`, offset: index + 1 })),
]);

/** The same facts as a log might hand them out: shuffled, and some of them again from a later place in the log. */
export const deliveryOf = (facts: readonly Fact[]): fc.Arbitrary<Fact[]> =>
  fc.subarray([...facts]).chain((again) => {
    const repeats = again.map((one, index) => ({ ...one, offset: 1000 + index, storedAt: one.storedAt + 1_000_000_000 }));
    const all = [...facts, ...repeats];
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
  });
