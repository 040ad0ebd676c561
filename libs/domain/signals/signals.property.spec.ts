import { acceptedFacts, anyFacts, deliveryOf } from '@mingxiao/testing/arbitrary-case';
import { at } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, plainWeek } from '@mingxiao/testing/reference-facts';
import { signalRuleFacts } from '@mingxiao/testing/signal-rules';
import { factOfWatch } from '@mingxiao/testing/watch-facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCase } from '../cases/fold-case.js';
import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import { buildReference } from '../reference/build-reference.js';
import { cardsOf } from './cards.js';
import { isThereAt, keyOfSignal } from './derive-signals.js';
import { dueNow } from './missing-records.js';
import { recordsDue } from './records-due.js';
import { signalsOfCase } from './signals-of-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const pauses = [{ reason: 'hearing', title: {}, longest: days(2), approvers: [], legalBasis: null }];
const limits = { promised: days(3), statutory: days(5) };
const reference = buildReference([
  calendarFact({ ...plainWeek, exceptions: { '2018-10-18': false, '2018-10-20': true } }),
  kindFact(kindOf('permit', { limits, pauses })),
  kindFact(kindOf('pausing', { limits, supplementPauses: true, signalRule: 'family-c' })),
  kindFact(kindOf('next-day', { limits: { promised: days(3), statutory: { amount: 1, unit: 'month' } }, counting: 'next-day', signalRule: 'family-a' })),
  ...signalRuleFacts(),
]);

const read = (facts: readonly Fact[]) => signalsOfCase(foldCase('C-1', facts, reference), facts, reference);

describe('the same facts', () => {
  it('derive the same signals in whatever order and however often they are delivered', () => {
    const deliveries = anyFacts.chain((facts) => fc.tuple(fc.constant(facts), deliveryOf(facts)));
    fc.assert(fc.property(deliveries, ([facts, delivered]) => void expect(read(delivered)).toEqual(read(facts))), { numRuns: 150 });
  });

  it('are late exactly where a signal at the limit itself is derived', () => {
    fc.assert(
      fc.property(acceptedFacts, (facts) => {
        const { promised, finishedAt } = foldCase('C-1', facts, reference);
        const late = promised !== null && promised.dueAt !== null && finishedAt !== null && finishedAt > promised.dueAt;
        const noted = read(facts).derived.some(({ clock, level, begins }) => clock === 'case' && level === 'timeout' && finishedAt !== null && begins < finishedAt);
        if (promised !== null && finishedAt !== null && finishedAt > at('2018-10-15T10:00')) expect(noted).toBe(late);
      }),
      { numRuns: 150 },
    );
  });
});

/** What happens in the log of one case: a fact arrives, or a watch looks at as much of it as it has folded and appends. */
type Turn = { readonly kind: 'fact' } | { readonly kind: 'watch'; readonly behind: number };

const turn: fc.Arbitrary<Turn> = fc.oneof(
  fc.constant<Turn>({ kind: 'fact' }),
  fc.record({ kind: fc.constant('watch' as const), behind: fc.constantFrom(0, 0, 1, 3) }),
);

const start = at('2018-10-15T10:00');
const hour = 3_600_000;

/** Appends what a watch that has read the log up to `folded` records at `now`. */
const watched = (log: readonly Fact[], folded: readonly Fact[], now: Instant): Fact[] => [
  ...log,
  ...recordsDue('C-1', folded, dueNow(read(folded).gaps, now)).map((event, index) => factOfWatch(event, { offset: log.length + index, storedAt: now })),
];

/** Plays a history of deliveries and watches, one or several, some of them behind; at the end everything has been delivered. */
const play = (facts: readonly Fact[], turns: readonly Turn[], end: Instant): Fact[] => {
  let log: Fact[] = [];
  let waiting = [...facts];
  turns.forEach((step, index) => {
    const now = Math.min(end, start + (index + 1) * 15 * hour);
    if (step.kind === 'watch') log = watched(log, log.slice(0, log.length - step.behind), now);
    else log = [...log, ...waiting.slice(0, 1).map((one) => ({ ...one, offset: log.length, storedAt: now }))];
    if (step.kind === 'fact') waiting = waiting.slice(1);
  });
  log = [...log, ...waiting.map((one, index) => ({ ...one, offset: log.length + index, storedAt: end }))];
  return watched(watched(log, log, end), log, end);
};

const inForce = (facts: readonly Fact[], now: Instant) => {
  const { derived } = read(facts);
  const cards = cardsOf(facts, derived, now + 1).filter(({ inForce: holds }) => holds);
  return { cards, derived: derived.filter((signal) => isThereAt(signal, now + 1)).map(keyOfSignal).sort() };
};

describe('whatever the order of arrival, however often and however late watches looked', () => {
  const histories = fc.tuple(
    acceptedFacts.chain((facts) => fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length })),
    fc.array(turn, { maxLength: 24 }),
    fc.integer({ min: 0, max: 900 }).map((hours) => start + hours * hour),
  );

  it('the recorded cards in force are those that follow from the facts, each once', () => {
    fc.assert(
      fc.property(histories, ([facts, turns, end]) => {
        const { cards, derived } = inForce(play(facts, turns, end), end);
        expect(cards.map(keyOfSignal).sort()).toEqual(derived);
        const unrecorded = cards.filter(({ recorded, begins }) => recorded === null && begins < end);
        expect(unrecorded).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it('a watch that comes back finds nothing more to do', () => {
    fc.assert(
      fc.property(histories, ([facts, turns, end]) => {
        const log = play(facts, turns, end);
        expect(watched(log, log, end)).toHaveLength(log.length);
      }),
      { numRuns: 80 },
    );
  });
});
