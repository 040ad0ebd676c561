import { at, fact, factsOf } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, plainWeek, unitFact } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { foldCase } from '../cases/fold-case.js';
import type { Fact } from '../events/fact.js';
import { buildReference } from '../reference/build-reference.js';
import { earlierVerdicts, verdictUnder } from './earlier-verdicts.js';
import { referenceChanges } from './reference-changes.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const storedOn = (one: Fact, day: string): Fact => ({ ...one, storedAt: at(day) });
const permit = kindOf('permit', { limits: { promised: days(7), statutory: null } });
const first = [calendarFact(), kindFact(permit), unitFact('S-1', 'section', 'D-1'), unitFact('D-1', 'department')].map((one) => storedOn(one, '2018-01-01'));
const holiday = storedOn(calendarFact({ ...plainWeek, version: '2', exceptions: { '2018-10-17': false } }), '2018-10-20');
const noise = [kindFact(kindOf('other')), unitFact('S-2', 'section', 'D-1'), calendarFact({ ...plainWeek, name: 'elsewhere' })].map((one) => storedOn(one, '2018-10-19'));
const moved = storedOn(unitFact('S-1', 'section', 'D-2', '2018-10-10'), '2018-10-21');
const facts = factsOf('C-1', [['case.accepted', '2018-10-15T10:00', { kind: 'permit', unit: 'S-1' }]]);

const earlier = (reference: readonly Fact[]) => {
  const now = buildReference(reference);
  const state = foldCase('C-1', facts, now);
  const changes = referenceChanges(state, reference, facts[0]?.storedAt ?? 0);
  const spans = changes.map((until, index) => ({
    from: changes[index - 1] ?? facts[0]?.storedAt ?? 0,
    until,
    reference: buildReference(reference.filter(({ storedAt }) => storedAt < until)),
  }));
  return earlierVerdicts('C-1', facts, spans, { present: verdictUnder(state, now, at('2018-12-01')), at: at('2018-12-01') });
};

describe('earlier verdicts', () => {
  it('are none while no definition that concerns the case has come in since', () => expect(earlier([...first, ...noise])).toEqual([]));

  it('stand beside the new one after a calendar was published', () =>
    expect(earlier([...first, ...noise, holiday])).toMatchObject([{ until: at('2018-10-20'), promisedDueAt: at('2018-10-24T10:00'), latePromised: true, versions: { calendar: expect.stringMatching(/^2-/) } }]));

  it('tell each change of its own, oldest first', () =>
    expect(earlier([...first, holiday, moved])).toMatchObject([
      { promisedDueAt: at('2018-10-24T10:00'), department: 'D-1', until: at('2018-10-20') },
      { promisedDueAt: at('2018-10-25T10:00'), department: 'D-1', from: at('2018-10-20'), until: at('2018-10-21') },
    ]));

  it('leave out a publication that changed nothing for the case', () =>
    expect(earlier([...first, storedOn(calendarFact({ ...plainWeek, version: '2', exceptions: { '2019-10-17': false } }), '2018-10-20')])).toEqual([]));

  it('tell that a calendar was taken back, and stand while it was in force', () => {
    const takenBack = fact('fact.retracted', '2018-10-22', { source: holiday.source, id: holiday.id, reason: 'a slip' }, { subject: holiday.subject, offset: 9, storedAt: at('2018-10-22') });
    expect(earlier([...first, holiday, takenBack])).toMatchObject([
      { promisedDueAt: at('2018-10-24T10:00'), until: at('2018-10-20') },
      { promisedDueAt: at('2018-10-25T10:00'), from: at('2018-10-20'), until: at('2018-10-22') },
    ]);
    const ofAnother = fact('fact.retracted', '2018-10-22', { source: 'urn:test:hall', id: 'unheard-of' }, { subject: holiday.subject, offset: 9, storedAt: at('2018-10-22') });
    expect(earlier([...first, holiday, ofAnother])).toHaveLength(1);
  });

  it('do not reach back before the case was known', () => expect(earlier([...first, storedOn(holiday, '2018-10-01'), fact('org.posting', '2018-10-10')])).toEqual([]));
});
