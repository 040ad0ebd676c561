import { at } from '@mingxiao/testing/facts';
import { plainWeek } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../calendar/working-calendar.js';
import type { Amount, AmountUnit } from '../events/fields.js';
import { dueInstant, type ClockCourse, type LimitBasis, type Threshold } from './due-instant.js';
import type { Interval } from './intervals.js';
import { clockUnitOf } from './measure.js';

const calendar = compileCalendar(plainWeek);
const days = (amount: number): Amount => ({ amount, unit: 'working-day' });
const limit = (amount: number, unit: AmountUnit = 'working-day'): LimitBasis => ({ from: 'kind', amount: { amount, unit }, unit: clockUnitOf({ amount, unit }) });
const supplied = (time: string, final = false): LimitBasis => ({ from: 'source-instant', instant: at(time), final, unit: 'working-day', amount: null });
const span = (from: string, to: string): Interval => ({ from: at(from), to: at(to) });
const course = (part: Partial<ClockCourse> = {}): ClockCourse => ({
  calendar,
  mode: 'clock',
  acceptedAt: at('2018-10-15T10:00'),
  extensions: [],
  stopped: [],
  ...part,
});
const due = (basis: LimitBasis, part: Partial<ClockCourse> = {}, threshold?: Threshold) => dueInstant(course(part), basis, threshold)?.at;

describe('golden vectors from Monday 2018-10-15 10:00 (domain guide §6)', () => {
  it.each([
    ['permit: warning', 7, -3, '2018-10-19T10:00'],
    ['permit: yellow', 7, 0, '2018-10-24T10:00'],
    ['permit: red on statutory', 10, 0, '2018-10-29T10:00'],
    ['suspension: warning', 7, -3, '2018-10-19T10:00'],
    ['suspension: red', 7, 1, '2018-10-25T10:00'],
    ['pre-acceptance: warning', 2, 0, '2018-10-17T10:00'],
    ['pre-acceptance: yellow', 2, 3, '2018-10-22T10:00'],
    ['pre-acceptance: red', 2, 5, '2018-10-24T10:00'],
    ['certificate: yellow', 3, 0, '2018-10-18T10:00'],
    ['complaint: warning', 5, -3, '2018-10-17T10:00'],
    ['complaint: yellow', 5, 0, '2018-10-22T10:00'],
    ['complaint: red', 5, 1, '2018-10-23T10:00'],
  ])('%s: %i days and %i', (_, amount, offset, expected) => {
    expect(due(limit(amount), {}, { share: 1, offset: offset === 0 ? null : days(offset) })).toBe(at(expected));
  });
});

describe('a threshold', () => {
  it('is a share of the limit: 4/5 of 5 working days', () =>
    expect(due(limit(5), {}, { share: 0.8, offset: null })).toBe(at('2018-10-19T10:00')));

  it('on a supplied instant moves by its offset, also when the instant is final', () => {
    const red = { share: 1, offset: days(1) };
    expect(due(supplied('2018-10-22T12:00'), {}, red)).toBe(at('2018-10-23T12:00'));
    expect(due(supplied('2018-10-22T12:00', true), { stopped: [span('2018-10-16', '2018-10-17')] }, red)).toBe(at('2018-10-23T12:00'));
  });

  it('as a share of a supplied instant takes the working time up to it as the limit', () =>
    expect(due(supplied('2018-10-22T10:00'), {}, { share: 0.8, offset: null })).toBe(at('2018-10-19T10:00')));

  it('moves with pauses and extensions exactly as the limit does', () =>
    expect(due(limit(7), { extensions: [days(3)], stopped: [span('2018-10-16T10:00', '2018-10-17T10:00')] }, { share: 1, offset: days(-3) })).toBe(
      at('2018-10-25T10:00'),
    ));
});

describe('a pause', () => {
  const stopped = (...intervals: Interval[]) => due(limit(3), { stopped: intervals });

  it('moves the due instant by its working time', () => {
    expect(stopped(span('2018-10-16T10:00', '2018-10-17T10:00'))).toBe(at('2018-10-19T10:00'));
    expect(stopped(span('2018-10-16T10:00', '2018-10-16T22:30'))).toBe(at('2018-10-18T22:30'));
  });

  it('on a weekend moves nothing', () => expect(stopped(span('2018-10-13T00:00', '2018-10-15T00:00'))).toBe(at('2018-10-18T10:00')));

  it('before acceptance counts only from acceptance on', () =>
    expect(stopped(span('2018-10-12T10:00', '2018-10-16T10:00'))).toBe(at('2018-10-19T10:00')));

  it('that begins when the limit is over comes too late', () => {
    expect(stopped(span('2018-10-18T10:00', '2018-10-22T10:00'))).toBe(at('2018-10-18T10:00'));
    expect(stopped(span('2018-10-23T10:00', '2018-10-24T10:00'))).toBe(at('2018-10-18T10:00'));
  });

  it('that only an earlier pause made timely does move it', () =>
    expect(stopped(span('2018-10-16T10:00', '2018-10-17T10:00'), span('2018-10-18T15:00', '2018-10-19T15:00'))).toBe(at('2018-10-22T10:00')));

  it('without an end leaves nothing due, unless the limit was over before', () => {
    const endless = (from: string) => ({ from: at(from), to: Infinity });
    expect(stopped(endless('2018-10-17T10:00'))).toBeNull();
    expect(stopped(endless('2018-10-19T10:00'))).toBe(at('2018-10-18T10:00'));
  });

  it('moves limits of natural time by natural time', () =>
    expect(due(limit(5, 'natural-day'), { stopped: [span('2018-10-19T10:00', '2018-10-22T10:00')] })).toBe(at('2018-10-23T10:00')));

  it('moves working hours by office hours', () =>
    expect(due(limit(3, 'working-hour'), { stopped: [span('2018-10-15T10:30', '2018-10-15T14:00')] })).toBe(at('2018-10-15T16:30')));
});

describe('an extension', () => {
  it('of the same unit lengthens the limit', () => expect(due(limit(7), { extensions: [days(10)] })).toBe(at('2018-11-07T10:00')));

  it('of another unit follows on the limit', () =>
    expect(due(limit(7), { extensions: [{ amount: 1, unit: 'month' }] })).toBe(at('2018-11-24T10:00')));

  it('makes a pause timely that began after the first limit', () => {
    const part = { extensions: [days(2)], stopped: [span('2018-10-19T10:00', '2018-10-22T10:00')] };
    expect(due(limit(3), part)).toBe(at('2018-10-23T10:00'));
  });

  it('moves a supplied instant, unless that is final', () => {
    expect(due(supplied('2018-10-22T12:00'), { extensions: [days(1)] })).toBe(at('2018-10-23T12:00'));
    expect(due(supplied('2018-10-22T12:00', true), { extensions: [days(1)] })).toBe(at('2018-10-22T12:00'));
  });
});

describe('next-day counting', () => {
  const nextDay = (basis: LimitBasis, part: Partial<ClockCourse> = {}) => due(basis, { mode: 'next-day', ...part });

  it('ends with the office hours of the last day', () => {
    expect(nextDay(limit(3))).toBe(at('2018-10-18T17:00'));
    expect(nextDay(limit(5, 'natural-day'))).toBe(at('2018-10-22T17:00'));
  });

  it('moves by whole days, rounded up, from where the limit was counted', () => {
    expect(nextDay(limit(3), { stopped: [span('2018-10-16T10:00', '2018-10-16T11:00')] })).toBe(at('2018-10-19T17:00'));
    expect(nextDay(limit(5, 'natural-day'), { stopped: [span('2018-10-16T10:00', '2018-10-17T10:00')] })).toBe(at('2018-10-22T17:00'));
  });

  it('leaves a supplied instant to the clock', () =>
    expect(nextDay(supplied('2018-10-22T12:00'), { stopped: [span('2018-10-16T10:00', '2018-10-16T11:00')] })).toBe(at('2018-10-22T13:00')));
});

describe('without a calendar', () => {
  it('working limits are unknown, natural ones are not', () => {
    expect(dueInstant(course({ calendar: null }), limit(3))).toBeNull();
    expect(due(limit(3, 'natural-day'), { calendar: null })).toBe(at('2018-10-18T10:00'));
  });
});
