import { foldCase } from '@mingxiao/domain/cases/fold-case';
import { explainClock } from '@mingxiao/domain/explain/explain-clock';
import type { AmountUnit } from '@mingxiao/domain/events/fields';
import { at, factsOf, type Line } from '@mingxiao/testing/facts';
import { describe, expect, it } from 'vitest';
import { shippedReference } from './shipped-reference.js';

/** Kinds and calendars as they ship: the vectors of the domain guide through the whole fold. */
const reference = shippedReference();
const dayMs = 86_400_000;

const read = (lines: readonly Line[], instant = '2027-06-01') => {
  const state = foldCase('C-1', factsOf('C-1', lines), reference);
  return { state, ...explainClock(state, reference, at(instant), 'Asia/Shanghai') };
};
const accepted = (time: string, amount: number, unit: AmountUnit, kind = 'permit'): Line => ['case.accepted', time, { kind, unit: 'S-1', holder: 'U-1', promised: { amount, unit } }];
const dueOf = (line: Line) => read([line], line[1]).promised;

describe('a promised limit of a permit under the national calendar', () => {
  it.each<[string, string, number, AmountUnit, string]>([
    ['seven working days, Monday 10:00', '2018-10-15T10:00', 7, 'working-day', '2018-10-24T10:00'],
    ['ten working days, Monday 10:00', '2018-10-15T10:00', 10, 'working-day', '2018-10-29T10:00'],
    ['accepted in the last second of a day', '2026-03-02T23:59:59+08:00', 1, 'working-day', '2026-03-03T23:59:59+08:00'],
    ['accepted in the last second before a weekend', '2026-03-06T23:59:59+08:00', 1, 'working-day', '2026-03-09T23:59:59+08:00'],
    ['accepted on a Saturday', '2018-10-20T15:00', 1, 'working-day', '2018-10-23T00:00'],
    ['accepted on a holiday', '2026-02-17T15:00', 1, 'working-day', '2026-02-25T00:00'],
    ['accepted in the lunch break, in days', '2026-03-02T12:30', 1, 'working-day', '2026-03-03T12:30'],
    ['accepted in the lunch break, in office hours', '2026-03-02T12:30', 1, 'working-hour', '2026-03-02T14:30'],
    ['three office hours that end where lunch begins', '2026-03-02T09:00', 3, 'working-hour', '2026-03-02T12:00'],
    ['office hours over a night', '2026-03-02T16:00', 2, 'working-hour', '2026-03-03T10:00'],
    ['onto a make-up workday', '2026-02-13T10:00', 1, 'working-day', '2026-02-14T10:00'],
    ['accepted on a make-up workday', '2026-02-14T10:00', 1, 'working-day', '2026-02-24T10:00'],
    ['over the spring festival', '2026-02-13T10:00', 2, 'working-day', '2026-02-24T10:00'],
    ['twenty working days over the spring festival', '2026-02-10T10:00', 20, 'working-day', '2026-03-16T10:00'],
    ['over the year end, onto a make-up Sunday', '2025-12-31T10:00', 1, 'working-day', '2026-01-04T10:00'],
    ['natural days over a holiday', '2026-02-15T10:00', 2, 'natural-day', '2026-02-17T10:00'],
    ['hours over midnight', '2026-02-15T22:00', 5, 'hour', '2026-02-16T03:00'],
    ['a month into a shorter one', '2026-01-31T10:00', 1, 'month', '2026-02-28T10:00'],
    ['a month into a leap February', '2024-01-31T10:00', 1, 'month', '2024-02-29T10:00'],
    ['a month from the end of a short one', '2026-02-28T10:00', 1, 'month', '2026-03-28T10:00'],
    ['two months over the year end', '2025-12-31T10:00', 2, 'month', '2026-02-28T10:00'],
  ])('%s: from %s, %d %s', (...[, from, amount, unit, due]) => expect(dueOf(accepted(from, amount, unit))).toMatchObject({ dueAt: at(due), provisional: false }));

  it('is provisional as soon as it rests on a year not gazetted', () => {
    expect(dueOf(accepted('2026-12-28T10:00', 3, 'working-day'))).toMatchObject({ dueAt: at('2026-12-31T10:00'), provisional: false });
    expect(dueOf(accepted('2026-12-28T10:00', 4, 'working-day'))).toMatchObject({ provisional: true });
    expect(dueOf(accepted('2026-12-28T10:00', 1, 'month'))).toMatchObject({ provisional: false });
  });
});

describe('a promised limit counted from the next day', () => {
  it.each<[string, string, number, AmountUnit, string]>([
    ['a working day accepted in its last second', '2026-03-02T23:59:59+08:00', 1, 'working-day', '2026-03-03T17:00'],
    ['a working day accepted on a holiday', '2026-02-17T15:00', 1, 'working-day', '2026-02-24T17:00'],
    ['natural days that end on a holiday', '2026-02-11T10:00', 7, 'natural-day', '2026-02-24T17:00'],
    ['a month that ends on a make-up workday', '2026-01-14T10:00', 1, 'month', '2026-02-14T17:00'],
  ])('%s: from %s, %d %s', (...[, from, amount, unit, due]) => expect(dueOf(accepted(from, amount, unit, 'policy-push'))).toMatchObject({ counting: 'next-day', dueAt: at(due) }));
});

describe('a limit over a change of the clocks, in Amsterdam', () => {
  it.each<[string, string, number, AmountUnit, string]>([
    ['a working day over the spring weekend keeps its hour', '2012-03-23T10:00:00+01:00', 1, 'working-day', '2012-03-26T10:00:00+02:00'],
    ['a working day over the autumn weekend keeps its hour', '2012-10-26T10:00:00+02:00', 1, 'working-day', '2012-10-29T10:00:00+01:00'],
    ['hours elapse through the missing one', '2012-03-24T10:00:00+01:00', 24, 'hour', '2012-03-25T11:00:00+02:00'],
    ['hours elapse through the repeated one', '2012-10-27T10:00:00+02:00', 24, 'hour', '2012-10-28T09:00:00+01:00'],
    ['a month keeps the wall clock', '2012-03-01T10:00:00+01:00', 1, 'month', '2012-04-01T10:00:00+02:00'],
  ])('%s', (...[, from, amount, unit, due]) => expect(dueOf(accepted(from, amount, unit, 'imported-permit'))).toMatchObject({ dueAt: Date.parse(due) }));
});

describe('a permit with pauses, promised seven working days from Monday 2026-03-02 10:00', () => {
  const begin = accepted('2026-03-02T10:00', 7, 'working-day');
  const finish: Line = ['case.finished', '2026-03-20T10:00', { outcome: 'granted' }];
  const pause = (time: string, reason = 'hearing', amount: number | null = 2): Line => ['case.suspended', time, { reason, ...(amount === null ? {} : { appliedFor: { amount, unit: 'working-day' } }) }];
  const resume = (time: string): Line => ['case.resumed', time];

  it.each<[string, readonly Line[], number, string]>([
    ['none', [], 14, '2026-03-11T10:00'],
    ['of no length', [pause('2026-03-03T10:00'), resume('2026-03-03T10:00')], 14, '2026-03-11T10:00'],
    ['one working day', [pause('2026-03-03T10:00'), resume('2026-03-04T10:00')], 13, '2026-03-12T10:00'],
    ['over a weekend', [pause('2026-03-07T00:00'), resume('2026-03-09T00:00')], 14, '2026-03-11T10:00'],
    ['two that overlap', [pause('2026-03-03T10:00'), pause('2026-03-04T10:00', 'inspection'), resume('2026-03-05T10:00'), resume('2026-03-06T10:00')], 11, '2026-03-16T10:00'],
    ['longer than applied for', [pause('2026-03-03T10:00'), resume('2026-03-10T10:00')], 12, '2026-03-13T10:00'],
    ['left open until the finish', [pause('2026-03-03T10:00')], 12, '2026-03-13T10:00'],
    ['for a reason the kind does not know', [pause('2026-03-03T10:00', 'lunch'), resume('2026-03-04T10:00')], 14, '2026-03-11T10:00'],
    ['without an amount, to the longest stay of the kind', [pause('2026-03-03T10:00', 'testing', null), resume('2026-03-05T10:00')], 12, '2026-03-13T10:00'],
    ['that began when the limit was over', [pause('2026-03-12T10:00'), resume('2026-03-13T10:00')], 13, '2026-03-11T10:00'],
  ])('%s', (_, pauses, usedDays, due) => {
    const { clock, sums, promised } = read([begin, ...pauses, finish]);
    expect({ used: clock.usedMs, due: promised?.dueAt }).toEqual({ used: usedDays * dayMs, due: at(due) });
    expect(sums.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(18 * 86_400);
    expect(sums.reduce((sum, { countedSeconds }) => sum + countedSeconds, 0)).toBe(usedDays * 86_400);
    expect(clock.segments.every(({ seconds }) => seconds > 0)).toBe(true);
  });

  it('left open is assumed to last its cap, and runs on behind it', () => {
    const { state, clock, promised } = read([begin, pause('2026-03-03T10:00')], '2026-03-10T10:00');
    expect([state.status, promised?.dueAt, clock.usedMs]).toEqual(['suspended', at('2026-03-13T10:00'), 4 * dayMs]);
    expect(clock.segments.at(-1)).toMatchObject({ kind: 'running', reason: 'suspension-over-cap' });
  });
});
