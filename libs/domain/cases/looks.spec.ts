import { factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { buildReference } from '../reference/build-reference.js';
import { foldCase } from './fold-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const reference = buildReference([calendarFact(), kindFact(kindOf('permit', { limits: { promised: days(10), statutory: null } }))]);
const accepted: Line = ['case.accepted', '2018-10-15T10:00', { kind: 'permit', unit: 'S-1', holder: 'U-1' }];
const flagsOf = (...lines: Line[]) => foldCase('C-1', factsOf('C-1', [accepted, ...lines]), reference).flags;
const to = (unit: string, time: string, holder: string | null = null): Line => ['case.transferred', time, { toUnit: unit, ...(holder === null ? {} : { toHolder: holder }) }];

describe('several returns', () => {
  it('are worth a look from the second on', () => {
    expect(flagsOf(['case.returned', '2018-10-16T10:00'])).toEqual([]);
    expect(flagsOf(['case.returned', '2018-10-16T10:00'], ['case.returned', '2018-10-17T10:00'])).toEqual(['several-returns']);
  });
});

describe('a case passed between two holders', () => {
  it('is worth a look once it is passed on, back, and on again', () => {
    expect(flagsOf(to('S-2', '2018-10-15T11:00'), to('S-1', '2018-10-15T12:00'))).toEqual([]);
    expect(flagsOf(to('S-2', '2018-10-15T11:00'), to('S-1', '2018-10-15T12:00'), to('S-2', '2018-10-15T13:00'))).toEqual(['ping-pong']);
  });

  it('is one also where different people of the two units have it, or two people of one unit', () => {
    expect(flagsOf(to('S-2', '2018-10-15T11:00', 'U-2'), to('S-1', '2018-10-15T12:00', 'U-3'), to('S-2', '2018-10-15T13:00', 'U-4'))).toEqual(['ping-pong']);
    expect(flagsOf(to('S-1', '2018-10-15T11:00', 'U-2'), to('S-1', '2018-10-15T12:00', 'U-1'), to('S-1', '2018-10-15T13:00', 'U-2'))).toEqual(['ping-pong']);
  });

  it('is none where it makes a round of three, and counts nobody twice who is handed what they have', () => {
    expect(flagsOf(to('S-2', '2018-10-15T11:00'), to('S-3', '2018-10-15T12:00'), to('S-1', '2018-10-15T13:00'), to('S-2', '2018-10-15T14:00'))).toEqual([]);
    expect(flagsOf(to('S-2', '2018-10-15T11:00'), to('S-2', '2018-10-15T12:00'), to('S-1', '2018-10-15T13:00'))).toEqual([]);
  });
});

describe('a second request for papers', () => {
  const request = (time: string, ...items: string[]): Line => ['case.supplement-requested', time, { items }];
  it('is worth a look where it names papers that the first did not', () => {
    expect(flagsOf(request('2018-10-15T11:00', 'passport', 'lease'), request('2018-10-16T11:00', 'lease'))).toEqual([]);
    expect(flagsOf(request('2018-10-15T11:00', 'passport'), request('2018-10-16T11:00', ' passport ', 'lease'))).toEqual(['second-supplement-request']);
  });
});

describe('a refusal', () => {
  const refused = (reason: string | undefined, outcome = 'refused'): Line => ['case.finished', '2018-10-16T10:00', { outcome, ...(reason === undefined ? {} : { reason }) }];
  it('is worth a look without a reason of ten characters, in whatever script', () => {
    expect(flagsOf(refused(undefined))).toEqual(['refusal-without-reason']);
    expect(flagsOf(refused('不符合规定要求     '))).toEqual(['refusal-without-reason']);
    expect(flagsOf(refused('不符合第三十八条规定'))).toEqual([]);
    expect(flagsOf(refused('no', 'not-accepted'))).toEqual(['refusal-without-reason']);
  });

  it('is the only outcome that needs one', () => expect(flagsOf(refused(undefined, 'granted'))).toEqual([]));
});

describe('a suspension just before the limit', () => {
  const suspended = (time: string, data: object = {}): Line => ['case.suspended', time, { reason: 'hearing', appliedFor: days(3), ...data }];
  const resumed = (time: string): Line => ['case.resumed', time];

  it('is one that begins in the last tenth of its time, to the second', () => {
    // Ten working days from Mon 10-15 10:00 end on Mon 10-29 10:00; a tenth of them began on Fri 10-26 10:00.
    expect(flagsOf(suspended('2018-10-26T09:59:59+08:00'))).toEqual([]);
    expect(flagsOf(suspended('2018-10-26T10:00'))).toEqual(['suspended-just-before-limit']);
    expect(flagsOf(suspended('2018-10-29T10:00'))).toEqual(['suspended-just-before-limit']);
  });

  it('is none once the limit is over, or where nothing moves it', () => {
    expect(flagsOf(suspended('2018-10-29T10:01'))).toEqual([]);
    const final: Line = ['case.accepted', '2018-10-15T10:00', { kind: 'permit', promisedDueAt: '2018-10-29T10:00:00+08:00', dueFinal: true }];
    expect(foldCase('C-1', factsOf('C-1', [final, suspended('2018-10-29T09:00')]), reference).flags).toEqual([]);
  });

  it('is judged by the limit as it stood then: an earlier pause or extension had moved it, a later one had not', () => {
    const pause = [suspended('2018-10-16T10:00'), resumed('2018-10-19T10:00')];
    expect(flagsOf(...pause, suspended('2018-10-26T10:00'))).toEqual([]);
    expect(flagsOf(...pause, suspended('2018-11-01T09:00'))).toEqual(['suspended-just-before-limit']);
    expect(flagsOf(['case.extended', '2018-10-25T10:00', { by: days(10) }], suspended('2018-10-26T10:00'))).toEqual([]);
    expect(flagsOf(suspended('2018-10-26T10:00'), ['case.extended', '2018-10-27T10:00', { by: days(10) }])).toEqual(['suspended-just-before-limit']);
  });
});
