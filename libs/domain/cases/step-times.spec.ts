import { at, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { buildReference } from '../reference/build-reference.js';
import { foldCase } from './fold-case.js';
import { stepTimes } from './step-times.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const reference = buildReference([calendarFact(), kindFact(kindOf('permit', { stages: [{ stage: 'review', title: {}, limit: days(1) }] }))]);
const accepted: Line = ['case.accepted', '2018-10-15T10:00', { kind: 'permit' }];
const step = (name: string, time: string): Line => ['case.step-completed', time, { step: name }];
const timesAt = (time: string, ...lines: Line[]) => stepTimes(foldCase('C-1', factsOf('C-1', lines), reference), reference, at(time));
const times = (...lines: Line[]) => timesAt('2018-12-01', ...lines);

describe('the time of a step', () => {
  it('runs from acceptance or from the step before it, against the limit of its stage', () =>
    expect(times(accepted, step('intake', '2018-10-16T10:00'), step('review', '2018-10-18T10:00'))).toMatchObject([
      { step: 'intake', usedMs: 86_400_000, limit: null, dueAt: null, late: null },
      { step: 'review', from: at('2018-10-16T10:00'), usedMs: 172_800_000, dueAt: at('2018-10-17T10:00'), late: true },
    ]));

  it('has the limit of its urgency where the stage tells urgencies apart', () => {
    const hours = (amount: number) => ({ amount, unit: 'hour' as const });
    const dispatch = { stage: 'dispatch', title: {}, limit: hours(2), limitsByUrgency: { urgent: hours(0.5) } };
    const tickets = buildReference([calendarFact(), kindFact(kindOf('ticket', { stages: [dispatch] }))]);
    const dueOf = (urgency?: string) => {
      const lines: Line[] = [['case.accepted', '2018-10-15T10:00', { kind: 'ticket', ...(urgency === undefined ? {} : { urgency }) }]];
      return stepTimes(foldCase('C-1', factsOf('C-1', lines), tickets), tickets, at('2018-10-15T11:00')).map(({ dueAt, late }) => [dueAt, late]);
    };
    expect(dueOf('urgent')).toEqual([[at('2018-10-15T10:30'), true]]);
    expect(dueOf('normal')).toEqual([[at('2018-10-15T12:00'), false]]);
    expect(dueOf()).toEqual([[at('2018-10-15T12:00'), false]]);
  });

  it('stands while the case does', () => {
    const pause: Line[] = [['case.suspended', '2018-10-15T12:00', { reason: 'hearing', appliedFor: days(1) }], ['case.resumed', '2018-10-16T12:00']];
    expect(times(accepted, ...pause, step('review', '2018-10-17T10:00'))).toMatchObject([{ usedMs: 86_400_000, dueAt: at('2018-10-17T10:00'), late: false }]);
  });

  it('is nothing before the acceptance, and unknown without one', () => {
    expect(times(step('review', '2018-10-14T10:00'), accepted)).toMatchObject([{ usedMs: 0, late: false }]);
    expect(times(step('review', '2018-10-14T10:00'))).toEqual([]);
  });

  it('runs for the next stage with a limit until somebody records it, and ends with the case', () => {
    const until = (time: string, ...lines: Line[]) => timesAt(time, accepted, ...lines).map(({ step, at: done, late }) => [step, done, late]);
    expect(until('2018-10-16T10:00')).toEqual([['review', null, false]]);
    expect(until('2018-10-16T10:01')).toEqual([['review', null, true]]);
    expect(until('2018-10-20T10:00', ['case.finished', '2018-10-19T10:00'])).toEqual([]);
  });

  it('is read as of an instant: what is done later is still to be done', () =>
    expect(timesAt('2018-10-16T09:00', accepted, step('review', '2018-10-18T10:00'))).toMatchObject([{ step: 'review', at: null, usedMs: 82_800_000, late: false }]));
});
