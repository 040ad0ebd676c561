import { at, fact, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf } from '@mingxiao/testing/reference-facts';
import { signalRuleFacts } from '@mingxiao/testing/signal-rules';
import { factOfWatch } from '@mingxiao/testing/watch-facts';
import { describe, expect, it } from 'vitest';
import { foldCase } from '../cases/fold-case.js';
import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import { buildReference } from '../reference/build-reference.js';
import { cardsOf } from './cards.js';
import { dueNow } from './missing-records.js';
import { ordersOf } from './orders.js';
import { recordsDue } from './records-due.js';
import { signalsOfCase } from './signals-of-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const onRedCard = { kind: 'supervision-order', issueWithin: days(5), closeWithin: days(20) };
const reference = buildReference([
  calendarFact(),
  kindFact(kindOf('permit', { limits: { promised: days(7), statutory: days(10) }, onRedCard })),
  ...signalRuleFacts(),
]);

const accepted: Line = ['case.accepted', '2018-10-15T10:00', { kind: 'permit', unit: 'S-1' }];
const late = at('2018-11-01T10:00');

const read = (facts: readonly Fact[]) => signalsOfCase(foldCase('C-1', facts, reference), facts, reference);
const shown = (facts: readonly Fact[], instant: Instant = late) =>
  cardsOf(facts, read(facts).derived, instant).filter(({ level }) => level !== 'timeout').map(({ level, state, highest }) => `${level} ${state}${highest ? ' *' : ''}`);

/** What the watch does at an instant, appended behind the facts. */
const watched = (facts: readonly Fact[], now: Instant): Fact[] => [
  ...facts,
  ...recordsDue('C-1', facts, dueNow(read(facts).gaps, now)).map((event, index) => factOfWatch(event, { offset: 100 + facts.length + index, storedAt: now })),
];

const open = factsOf('C-1', [accepted]);
const carded = watched(open, late);
const human = (type: string, time: string, data: object, offset: number) =>
  fact(type, time, { card: 'C-1/case/red/0/issued', ...data }, { source: 'urn:mingxiao:command', id: `${type}-${offset}`, offset, storedAt: at(time) });

describe('the cards of a case', () => {
  it('are derived before they are recorded, and recorded once', () => {
    expect(shown(open)).toEqual(['warning derived', 'yellow derived', 'red derived *']);
    expect(carded.slice(1).map(({ type, time, id }) => [type, time, id])).toEqual([
      ['case.warned', at('2018-10-19T10:00'), 'C-1/case/warning/0/issued'],
      ['case.timed-out', at('2018-10-24T10:00'), 'C-1/case/timeout/0/issued'],
      ['case.card-issued', at('2018-10-24T10:00'), 'C-1/case/yellow/0/issued'],
      ['case.card-issued', at('2018-10-29T10:00'), 'C-1/case/red/0/issued'],
    ]);
    expect(shown(carded)).toEqual(['warning issued', 'yellow issued', 'red issued *']);
    expect(watched(carded, late + 1)).toHaveLength(carded.length);
  });

  it('keep the rule and versions they were issued under', () =>
    expect(carded.at(-1)?.data).toMatchObject({ rule: 'family-b', ruleVersion: '1', calendarVersion: reference.versions.calendar, round: 0 }));

  it('are there strictly after their instant, and a warning lapses', () => {
    expect(shown(carded, at('2018-10-24T10:00'))).toEqual(['warning issued *']);
    expect(shown(carded, at('2018-10-24T10:00') + 1)).toEqual(['warning issued', 'yellow issued *']);
    expect(shown(carded, at('2018-11-16T10:00'))).toEqual(['warning lapsed', 'yellow issued', 'red issued *']);
  });

  it('of a warning that came and went while nobody watched are made up for, but not in cases of the past', () => {
    const inTime = (historical: boolean) => factsOf('C-1', [[accepted[0], accepted[1], accepted[2] ?? {}, { historical }], ['case.finished', '2018-10-22T10:00']]);
    expect(shown(inTime(true))).toEqual(['warning lapsed']);
    expect(watched(inTime(true), late)).toHaveLength(2);
    expect(watched(inTime(false), late).map(({ type }) => type)).toEqual(['case.accepted', 'case.finished', 'case.warned']);
    expect(shown(watched(inTime(false), late))).toEqual(['warning lapsed']);
  });
});

describe('a fact that arrives late and proves that a case was in time', () => {
  const proof = fact('case.finished', '2018-10-22T10:00', {}, { offset: 500, storedAt: at('2018-11-02T09:00') });
  const withdrawn = watched([...carded, proof], at('2018-11-02T10:00'));

  it('withdraws what it disproves by a new event, dated when the fact was known, and erases nothing', () => {
    expect(withdrawn.slice(carded.length + 1).map(({ type, time, data }) => [type, time, data['card']])).toEqual([
      ['case.card-withdrawn', at('2018-11-02T09:00'), 'C-1/case/timeout/0/issued'],
      ['case.card-withdrawn', at('2018-11-02T09:00'), 'C-1/case/yellow/0/issued'],
      ['case.card-withdrawn', at('2018-11-02T09:00'), 'C-1/case/red/0/issued'],
    ]);
    expect(shown(withdrawn, at('2018-11-03'))).toEqual(['warning lapsed', 'yellow withdrawn', 'red withdrawn']);
  });

  it('and is itself retracted, brings the card back in the next round', () => {
    const retraction = fact('fact.retracted', '2018-11-04T10:00', { source: proof.source, id: proof.id }, { id: 'r', offset: 600, storedAt: at('2018-11-04T10:00') });
    const again = watched([...withdrawn, retraction], at('2018-11-05'));
    expect(again.slice(withdrawn.length + 1).map(({ id }) => id)).toEqual(['C-1/case/timeout/1/issued', 'C-1/case/yellow/1/issued', 'C-1/case/red/1/issued']);
    expect(shown(again, at('2018-11-06')).at(-1)).toBe('red issued *');
  });

  it('such as an extension withdraws only until the new limit has passed as well', () => {
    const extended = [...carded, fact('case.extended', '2018-10-30T10:00', { by: days(5) }, { offset: 700, storedAt: at('2018-11-01T11:00') })];
    expect(watched(extended, at('2018-10-31T10:00')).slice(extended.length).map(({ data }) => data['level'])).toEqual(['timeout', 'yellow', 'red']);
    expect(watched(extended, at('2018-11-08T10:00'))).toHaveLength(extended.length);
  });
});

describe('what people decide', () => {
  const appealed = [...carded, human('case.card-appealed', '2018-11-02T10:00', { actor: 'U-1', reason: 'papers were missing' }, 800)];
  const decided = (decision: string) => [...appealed, human('case.card-decided', '2018-11-03T10:00', { actor: 'U-9', decision }, 801)];
  const redAfter = (facts: readonly Fact[]) => shown(facts, at('2018-11-05')).at(-1);

  it('leads from issued over appealed to revoked, upheld or escalated', () => {
    expect(redAfter(appealed)).toBe('red appealed *');
    expect(redAfter(decided('upheld'))).toBe('red upheld *');
    expect(redAfter(decided('escalated'))).toBe('red escalated *');
    expect(redAfter(decided('revoked'))).toBe('red revoked');
  });

  it('lets the next lower card count where the highest does not any more', () =>
    expect(shown(decided('revoked'), at('2018-11-05'))).toContain('yellow issued *'));

  it('takes a card down with who, when and why', () => {
    const down = [...carded, human('case.card-taken-down', '2018-11-02T10:00', { actor: 'U-9', reason: 'rectified' }, 802)];
    expect(redAfter(down)).toBe('red taken-down');
    expect(read(down).recorded.at(-1)?.takenDown).toMatchObject({ actor: 'U-9', at: at('2018-11-02T10:00'), reason: 'rectified' });
  });

  it('is not overruled by the watch: a card revoked or taken down is neither issued again nor withdrawn', () => {
    expect(watched(decided('revoked'), at('2018-11-05'))).toHaveLength(decided('revoked').length);
    const proof = fact('case.finished', '2018-10-22T10:00', {}, { offset: 900 });
    const levels = watched([...decided('revoked'), proof], at('2018-11-05')).slice(decided('revoked').length + 1).map(({ data }) => data['level']);
    expect(levels).toEqual(['timeout', 'yellow']);
  });

  it('cannot be said for the watch by another source', () => {
    const forged = [...open, fact('case.card-issued', '2018-10-16T10:00', { clock: 'case', level: 'red' }, { id: 'forged' })];
    expect(read(forged).recorded).toEqual([]);
  });
});

describe('supervision orders', () => {
  const ordersAfter = (facts: readonly Fact[]) => {
    const state = foldCase('C-1', facts, reference);
    return ordersOf(state, read(facts).recorded, reference).map(({ caseId, wanted }) => `${caseId} ${wanted}`);
  };

  it('are called for by a red card once it is recorded, one a card', () => {
    expect(ordersAfter(open)).toEqual([]);
    expect(ordersAfter(carded)).toEqual(['C-1/order/1 true']);
  });

  it('are cancelled with their card, and opened by no fact of the past', () => {
    const proof = fact('case.finished', '2018-10-22T10:00', {}, { offset: 500, storedAt: at('2018-11-02T09:00') });
    expect(ordersAfter(watched([...carded, proof], at('2018-11-02T10:00')))).toEqual(['C-1/order/1 false']);
    const past = factsOf('C-1', [[accepted[0], accepted[1], accepted[2] ?? {}, { historical: true }]]);
    expect(ordersAfter(watched(past, late))).toEqual([]);
  });
});
