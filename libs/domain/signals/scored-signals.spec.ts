import { at, fact, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf } from '@mingxiao/testing/reference-facts';
import { signalRuleFacts } from '@mingxiao/testing/signal-rules';
import { factOfWatch } from '@mingxiao/testing/watch-facts';
import { describe, expect, it } from 'vitest';
import { foldCase } from '../cases/fold-case.js';
import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import { buildReference } from '../reference/build-reference.js';
import { readSignals } from './cards.js';
import { dueNow } from './missing-records.js';
import { recordsDue } from './records-due.js';
import { scoredSignals } from './scored-signals.js';
import { signalsOfCase } from './signals-of-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const reference = buildReference([
  calendarFact(),
  kindFact(kindOf('permit', { limits: { promised: days(7), statutory: days(10) } })),
  ...signalRuleFacts(),
]);
const accepted: Line = ['case.accepted', '2018-10-15T10:00', { kind: 'permit', unit: 'S-1' }];
const [warning, yellow, red] = [at('2018-10-19T10:00'), at('2018-10-24T10:00'), at('2018-10-29T10:00')];

const read = (facts: readonly Fact[]) => signalsOfCase(foldCase('C-1', facts, reference), facts, reference);
const scored = (facts: readonly Fact[]) => scoredSignals(read(facts).records);
const watched = (facts: readonly Fact[], now: Instant): Fact[] => [
  ...facts,
  ...recordsDue('C-1', facts, dueNow(read(facts).gaps, now)).map((event, index) => factOfWatch(event, { offset: 100 + index, storedAt: now })),
];

describe('the signals of a case that count', () => {
  it('are its warnings and cards, each with the first weightier one of its clock', () =>
    expect(scored(factsOf('C-1', [accepted]))).toMatchObject([
      { level: 'warning', begins: warning, outweighedAt: yellow },
      { level: 'yellow', begins: yellow, outweighedAt: red },
      { level: 'red', begins: red, outweighedAt: null },
    ]));

  it('say with an instant which one is in force and the weightiest, as the list of cards does', () => {
    const facts = watched(factsOf('C-1', [accepted]), red + 1);
    for (const instant of [warning, warning + 1, yellow, yellow + 1, red, red + 1]) {
      const listed = readSignals(read(facts).records, instant).filter(({ highest }) => highest);
      const counted = scored(facts).filter(({ begins, ends, outweighedAt }) => begins < instant && (ends === null || ends > instant) && (outweighedAt ?? Infinity) >= instant);
      expect(counted.map(({ level }) => level)).toEqual(listed.map(({ level }) => level));
    }
  });

  it('leave out a card that was taken down, and the one below it counts again', () => {
    const facts = watched(factsOf('C-1', [accepted]), red + 1);
    const down = fact('case.card-taken-down', '2018-11-02', { card: 'C-1/case/red/0/issued' }, { source: 'urn:mingxiao:command', id: 'down', offset: 200 });
    expect(scored([...facts, down])).toMatchObject([{ level: 'warning' }, { level: 'yellow', outweighedAt: null }]);
  });

  it('are none of a case that finished in good time', () => expect(scored(factsOf('C-1', [accepted, ['case.finished', '2018-10-16T10:00']]))).toEqual([]));
});
