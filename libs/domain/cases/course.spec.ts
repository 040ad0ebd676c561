import { at, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, unitFact } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { buildReference } from '../reference/build-reference.js';
import { fact } from '@mingxiao/testing/facts';
import { clockAt } from './clock-at.js';
import { foldCase } from './fold-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const dayMs = 86_400_000;

const reference = buildReference([
  calendarFact(),
  kindFact(kindOf('permit', { limits: { promised: days(7), statutory: days(10) } })),
  kindFact(kindOf('ticket', { limits: { promised: days(5), statutory: null }, limitsByUrgency: { urgent: { promised: { amount: 24, unit: 'hour' }, statutory: null } } })),
  kindFact(kindOf('struck-off', { finishing: { by: ['chief'], check: 'other-than-doer' } })),
  kindFact(kindOf('request', { dueRequired: true })),
  kindFact(kindOf('imported', { dueFinal: true })),
  fact('item.defined', '2018-01-01', { item: 'I-1', kind: 'permit', promised: days(4) }, { subject: 'I-1' }),
  unitFact('S-1', 'section', 'D-1'),
  unitFact('S-2', 'section', 'D-2'),
  unitFact('D-1', 'department', null),
  unitFact('D-2', 'department', null),
  unitFact('S-2', 'section', 'D-3', '2018-10-20'),
  unitFact('D-3', 'department', null),
]);
const accepted: Line = ['case.accepted', '2018-10-15T10:00', { kind: 'permit', unit: 'S-1', holder: 'U-1' }];
const finished = (time: string, data: Record<string, unknown> = { outcome: 'granted' }): Line => ['case.finished', time, data];
const fold = (...lines: Line[]) => foldCase('C-1', factsOf('C-1', lines), reference);

describe('which limit a case has', () => {
  const limitsOf = (data: Record<string, unknown>) => fold(['case.accepted', '2018-10-15T10:00', data]);

  it('an instant of the source goes before an amount in the event, that before the item, that before the kind', () => {
    const instant = { kind: 'permit', item: 'I-1', promised: days(2), promisedDueAt: '2018-10-30T12:00:00+08:00' };
    expect(limitsOf(instant).promised).toMatchObject({ from: 'source-instant', dueAt: at('2018-10-30T12:00'), supplied: true, final: false, amount: days(2) });
    expect(limitsOf({ kind: 'permit', item: 'I-1', promised: days(2) }).promised).toMatchObject({ from: 'event', dueAt: at('2018-10-17T10:00') });
    expect(limitsOf({ kind: 'permit', item: 'I-1' }).promised).toMatchObject({ from: 'item', dueAt: at('2018-10-19T10:00') });
    expect(limitsOf({ kind: 'permit' }).promised).toMatchObject({ from: 'kind', dueAt: at('2018-10-24T10:00') });
  });

  it('is found for promise and law apart, and the item may name the kind', () =>
    expect(limitsOf({ item: 'I-1' })).toMatchObject({ kind: 'permit', promised: { from: 'item' }, statutory: { from: 'kind' } }));

  it('follows the urgency where the kind tells urgencies apart, and its clock with it', () => {
    expect(limitsOf({ kind: 'ticket', urgency: 'urgent' })).toMatchObject({ clockUnit: 'elapsed', promised: { dueAt: at('2018-10-16T10:00') } });
    expect(limitsOf({ kind: 'ticket', urgency: 'odd' })).toMatchObject({ clockUnit: 'working-day', promised: { dueAt: at('2018-10-22T10:00') } });
  });

  it('is final where the event says so, or the kind does and the event does not object', () => {
    const due = { promisedDueAt: '2018-10-30T12:00:00+08:00' };
    const extended: Line = ['case.extended', '2018-10-16T10:00', { by: days(1) }];
    const dueOf = (data: Record<string, unknown>) => fold(['case.accepted', '2018-10-15T10:00', { ...due, ...data }], extended).promised?.dueAt;
    expect(dueOf({ dueFinal: true })).toBe(at('2018-10-30T12:00'));
    expect(dueOf({ kind: 'imported' })).toBe(at('2018-10-30T12:00'));
    expect(dueOf({ kind: 'imported', dueFinal: false })).toBe(at('2018-10-31T12:00'));
    expect(dueOf({})).toBe(at('2018-10-31T12:00'));
  });

  it('is flagged when the law is stricter than the promise by more than a second, or missing where it must be', () => {
    const pair = (promised: string, statutory: string) => limitsOf({ promisedDueAt: promised, statutoryDueAt: statutory }).flags;
    expect(pair('2018-10-30T12:00:01+08:00', '2018-10-30T12:00:00+08:00')).toEqual([]);
    expect(pair('2018-10-30T12:00:02+08:00', '2018-10-30T12:00:00+08:00')).toEqual(['limit-inverted']);
    expect(limitsOf({ kind: 'request' }).flags).toEqual(['due-date-missing']);
  });
});

describe('an extension', () => {
  const extended = (limit?: string): Line => ['case.extended', '2018-10-16T10:00', { by: days(10), basis: 'Art. 42', approver: 'U-9', limit }];
  const dues = (...lines: Line[]) => {
    const { promised, statutory } = fold(accepted, ...lines);
    return [promised?.dueAt, statutory?.dueAt];
  };

  it('moves both limits unless it says which', () => {
    expect(dues(extended())).toEqual([at('2018-11-07T10:00'), at('2018-11-12T10:00')]);
    expect(dues(extended('statutory'))).toEqual([at('2018-10-24T10:00'), at('2018-11-12T10:00')]);
  });

  it('of a limit nobody knows moves both and is flagged', () => {
    expect(dues(extended('moral'))).toEqual(dues(extended()));
    expect(fold(accepted, extended('moral')).flags).toEqual(['unknown-extension-limit']);
  });

  it('after the finish moves nothing', () => {
    const state = fold(accepted, finished('2018-10-15T12:00'), extended());
    expect(state).toMatchObject({ extensions: 0, promised: { dueAt: at('2018-10-24T10:00') }, flags: ['event-after-finish'] });
  });
});

describe('who a case belongs to', () => {
  const passed: Line = ['case.transferred', '2018-10-16T10:00', { toUnit: 'S-2', toHolder: 'U-2' }];

  it('the present holder while it is open, in the tree of the day the unit got it', () => {
    expect(fold(accepted, passed)).toMatchObject({ unit: 'S-2', holder: 'U-2', department: 'D-2', acceptedUnit: 'S-1', acceptedHolder: 'U-1', transfers: 1 });
    expect(fold(accepted, passed).holders).toEqual([
      { from: at('2018-10-15T10:00'), to: at('2018-10-16T10:00'), unit: 'S-1', holder: 'U-1' },
      { from: at('2018-10-16T10:00'), to: null, unit: 'S-2', holder: 'U-2' },
    ]);
  });

  it('the finisher once it is finished, in the tree of that day', () =>
    expect(fold(accepted, passed, finished('2018-10-22T10:00'))).toMatchObject({ unit: 'S-2', department: 'D-3' }));

  it('whom the source names as finisher, if it names one', () => {
    expect(fold(accepted, finished('2018-10-22T10:00', { unit: 'S-9' }))).toMatchObject({ unit: 'S-9', holder: null, section: 'S-9', department: null });
    expect(fold(accepted, finished('2018-10-22T10:00', { holder: 'U-7' }))).toMatchObject({ unit: 'S-1', holder: 'U-7' });
  });

  it('stays in its unit when only a person is named, and waits for one when only a unit is', () => {
    expect(fold(accepted, ['case.transferred', '2018-10-16T10:00', { toHolder: 'U-3' }])).toMatchObject({ unit: 'S-1', holder: 'U-3' });
    expect(fold(accepted, ['case.transferred', '2018-10-16T10:00', { toUnit: 'S-2' }])).toMatchObject({ unit: 'S-2', holder: null });
    expect(fold(accepted, ['case.transferred', '2018-10-16T10:00', {}]).flags).toEqual(['transfer-to-nobody']);
  });

  it('is not changed by a transfer after the finish', () =>
    expect(fold(accepted, finished('2018-10-15T12:00'), passed)).toMatchObject({ unit: 'S-1', flags: ['event-after-finish'] }));

  it('the one who accepted it when it is said to have finished before that', () =>
    expect(fold(accepted, finished('2018-10-14T10:00'))).toMatchObject({ unit: 'S-1', holder: 'U-1', usedMs: 0, elapsedMs: 0, flags: ['finished-before-accepted'] }));
});

describe('a case reopened', () => {
  const reopened: Line = ['case.reopened', '2018-10-22T10:00', { reason: 'unsolved' }];
  const first = [accepted, finished('2018-10-17T10:00')] as const;

  it('keeps its first verdict and runs on without the closed time', () => {
    const state = fold(...first, reopened);
    expect(state).toMatchObject({ status: 'open', finishedAt: null, firstFinishedAt: at('2018-10-17T10:00'), usedMs: 2 * dayMs, outcome: null });
    expect(state.firstVerdict).toMatchObject({ promisedDueAt: at('2018-10-24T10:00'), promisedLate: false, outcome: 'granted' });
    expect(state.promised?.dueAt).toBe(at('2018-10-29T10:00'));
    expect(clockAt(state, reference, at('2018-10-23T10:00'))).toMatchObject({ usedMs: 3 * dayMs, elapsedMs: 8 * dayMs });
  });

  it('and extended later leaves the first verdict as it was', () => {
    const late = fold(accepted, finished('2018-10-25T10:00'), ['case.reopened', '2018-10-26T10:00'], ['case.extended', '2018-10-26T11:00', { by: days(10) }]);
    expect(late.firstVerdict).toMatchObject({ promisedDueAt: at('2018-10-24T10:00'), promisedLate: true, statutoryLate: false });
  });

  it('counts for its first finisher once closed, for the present holder while open', () => {
    const passed: Line = ['case.transferred', '2018-10-23T10:00', { toUnit: 'S-2' }];
    expect(fold(...first, reopened, passed)).toMatchObject({ unit: 'S-2' });
    const again = fold(...first, reopened, passed, finished('2018-10-24T10:00', { outcome: 'refused' }));
    expect(again).toMatchObject({ unit: 'S-1', outcome: 'refused', finishedAt: at('2018-10-24T10:00'), finishes: [at('2018-10-17T10:00'), at('2018-10-24T10:00')] });
    expect(again.firstVerdict?.unit).toBe('S-1');
  });

  it('while it is open is flagged and changes nothing', () =>
    expect(fold(accepted, ['case.reopened', '2018-10-16T10:00'])).toMatchObject({ status: 'open', reopenedAt: [], flags: ['unmatched-reopening'] }));
});

describe('a withdrawal', () => {
  const withdrawn: Line = ['case.withdrawn', '2018-10-16T10:00', { reason: 'moved away' }];

  it('ends the case at its own instant', () =>
    expect(fold(accepted, withdrawn)).toMatchObject({ status: 'finished', outcome: 'withdrawn', finishedAt: at('2018-10-16T10:00'), usedMs: dayMs, flags: [] }));

  it('gives way to the finish by which the office closes the case', () =>
    expect(fold(accepted, withdrawn, finished('2018-10-17T10:00', { outcome: 'withdrawn' }))).toMatchObject({ usedMs: 2 * dayMs, outcome: 'withdrawn', flags: [] }));
});

describe('what is odd is kept and flagged', () => {
  const received: Line = ['case.received', '2018-10-14T10:00'];
  const step = (time: string): Line => ['case.step-completed', time, { step: 'a' }];

  it.each<[string, Line[], string[]]>([
    ['a second acceptance', [accepted, ['case.accepted', '2018-10-16T10:00', { unit: 'S-2' }]], ['duplicate-acceptance']],
    ['a second finish', [accepted, finished('2018-10-16T10:00'), finished('2018-10-17T10:00')], ['duplicate-finish']],
    ['no acceptance', [finished('2018-10-16T10:00')], ['no-acceptance']],
    ['received only', [received], []],
    ['received and turned away', [received, finished('2018-10-16T10:00', { outcome: 'not-accepted', reason: 'outside the duties of this office' })], []],
    ['received and handled', [received, step('2018-10-16T10:00')], ['no-acceptance']],
    ['an outcome nobody knows', [accepted, finished('2018-10-16T10:00', { outcome: 'lost' })], ['unknown-outcome']],
    ['three steps at the closing instant', [accepted, step('2018-10-16'), step('2018-10-16'), step('2018-10-16'), finished('2018-10-16')], ['degenerate-trace']],
    ['two steps at the closing instant', [accepted, step('2018-10-16'), step('2018-10-16'), finished('2018-10-16')], []],
    ['finished at the instant of acceptance', [accepted, finished('2018-10-15T10:00')], []],
    ['a kind nobody knows', [['case.accepted', '2018-10-15T10:00', { kind: 'new' }]], ['unknown-kind']],
    ['a finish nobody checked', [['case.accepted', '2018-10-15T10:00', { kind: 'struck-off', holder: 'U-1' }], finished('2018-10-16')], ['finish-unchecked']],
    ['a finish checked by the doer', [['case.accepted', '2018-10-15T10:00', { kind: 'struck-off', holder: 'U-1' }], finished('2018-10-16', { checker: 'U-1' })], ['checker-is-doer']],
    ['a finish checked by another', [['case.accepted', '2018-10-15T10:00', { kind: 'struck-off', holder: 'U-1' }], finished('2018-10-16', { checker: 'U-2' })], []],
  ])('%s', (_, lines, flags) => expect(fold(...lines).flags).toEqual(flags));

  it('an entry more than seven days after the event, unless it is history', () => {
    const entered = (daysLater: number, historical: boolean) =>
      fold(['case.accepted', '2018-10-15T10:00', {}, { storedAt: at('2018-10-15T10:00') + daysLater * dayMs + 1, historical }]).flags;
    expect(entered(7, false)).toEqual(['entered-long-after']);
    expect(entered(7, true)).toEqual([]);
    expect(entered(6, false)).toEqual([]);
  });

  it('fields of a type nobody expects read as absent', () =>
    expect(fold(['case.accepted', '2018-10-15T10:00', { unit: 7, promised: 'soon', promisedDueAt: 'tomorrow', kind: {} }], ['case.extended', '2018-10-16', { by: 3 }])).toMatchObject({
      unit: null,
      promised: null,
      kind: null,
      extensions: 0,
    }));
});

describe('what is counted', () => {
  it('returns, steps and the latest call-back', () => {
    const state = fold(accepted, ['case.returned', '2018-10-16'], ['case.returned', '2018-10-17'], ['case.step-completed', '2018-10-17', { step: 'review', staff: 'U-1' }], ['case.called-back', '2018-10-18', { solved: false }], ['case.called-back', '2018-10-19', { responded: true, solved: true }]);
    expect(state).toMatchObject({ returnedAt: [at('2018-10-16'), at('2018-10-17')], steps: 1, completedSteps: [{ step: 'review', staff: 'U-1' }], calledBack: { at: at('2018-10-19'), responded: true, solved: true, satisfied: null } });
  });
});
