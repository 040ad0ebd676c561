import { factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { buildReference } from '../reference/build-reference.js';
import { foldCase } from './fold-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const plain = { promised: days(7), statutory: days(10) };
const reference = buildReference([
  calendarFact(),
  kindFact(kindOf('permit', { limits: plain })),
  kindFact(kindOf('next-day', { limits: plain, counting: 'next-day' })),
]);

const lengths = (data: object, ...later: Line[]) => {
  const lines: Line[] = [['case.accepted', '2018-10-15T10:00', { kind: 'permit', ...data }], ...later];
  const { promisedLimitMs, statutoryLimitMs } = foldCase('C-1', factsOf('C-1', lines), reference);
  return [promisedLimitMs, statutoryLimitMs];
};

describe('the length of a limit', () => {
  it('is its working time from acceptance', () => expect(lengths({})).toEqual([7 * dayMs, 10 * dayMs]));

  it('grows by extensions, each by those that move it', () =>
    expect(lengths({}, ['case.extended', '2018-10-16', { by: days(5), limit: 'statutory' }], ['case.extended', '2018-10-17', { by: days(1) }])).toEqual([8 * dayMs, 16 * dayMs]));

  it('does not grow by suspensions, which move only the due instant', () =>
    expect(lengths({}, ['case.suspended', '2018-10-16', { reason: 'hearing' }], ['case.resumed', '2018-10-18'])).toEqual([7 * dayMs, 10 * dayMs]));

  it('given as an instant is the working time until then, and none where that lies before the acceptance', () => {
    expect(lengths({ promisedDueAt: '2018-10-22T10:00:00+08:00' })).toEqual([5 * dayMs, 10 * dayMs]);
    expect(lengths({ promisedDueAt: '2018-10-12T10:00:00+08:00' })).toEqual([0, 10 * dayMs]);
  });

  it('is counted on the clock of the used time, so that the two compare', () => {
    expect(lengths({ promised: { amount: 3, unit: 'working-hour' }, statutory: { amount: 1, unit: 'natural-day' } })).toEqual([3 * hourMs, 6.5 * hourMs]);
    expect(lengths({ promised: { amount: 48, unit: 'hour' }, statutory: days(5) })).toEqual([48 * hourMs, 7 * dayMs]);
  });

  it('counted from the next day runs until the office closes on its last one', () => expect(lengths({ kind: 'next-day' })).toEqual([7 * dayMs + 7 * hourMs, 10 * dayMs + 7 * hourMs]));

  it('is unknown without that limit or without the calendar it takes', () => {
    const accepted: Line = ['case.accepted', '2018-10-15T10:00', { promisedDueAt: '2018-10-22T10:00:00+08:00' }];
    expect(foldCase('C-1', factsOf('C-1', [accepted]), buildReference([]))).toMatchObject({ promisedLimitMs: null, statutoryLimitMs: null });
  });
});
