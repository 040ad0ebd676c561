import { at, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { buildReference } from '../reference/build-reference.js';
import { clockAt } from './clock-at.js';
import { foldCase } from './fold-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const dayMs = 86_400_000;
const pause = (reason: string, longest: ReturnType<typeof days> | null) => ({ reason, title: {}, longest, approvers: [], legalBasis: 'Art. 45' });

const reference = buildReference([
  calendarFact(),
  kindFact(kindOf('permit', { limits: { promised: days(7), statutory: null }, pauses: [pause('hearing', days(3)), pause('survey', null)] })),
  kindFact(kindOf('patient', { limits: { promised: days(7), statutory: null }, supplementPauses: true })),
]);
const accepted = (kind: string | null = 'permit'): Line => ['case.accepted', '2018-10-15T10:00', { kind, promised: days(7) }];
const finished: Line = ['case.finished', '2018-10-31T10:00', { outcome: 'granted' }];
const suspended = (time: string, data: Record<string, unknown> = { reason: 'hearing', appliedFor: days(2) }): Line => ['case.suspended', time, data];
const resumed = (time: string): Line => ['case.resumed', time];
const fold = (...lines: Line[]) => foldCase('C-1', factsOf('C-1', lines), reference);
const dueOf = (...lines: Line[]) => fold(...lines).promised?.dueAt;

describe('a suspension', () => {
  it('is subtracted as long as it lasts, and moves what is due', () => {
    const state = fold(accepted(), suspended('2018-10-16T10:00'), resumed('2018-10-17T10:00'), finished);
    expect(state).toMatchObject({ suspendedMs: dayMs, usedMs: 11 * dayMs, flags: [] });
    expect(state.promised?.dueAt).toBe(at('2018-10-25T10:00'));
  });

  it('counts at most the time applied for; the rest runs', () => {
    const state = fold(accepted(), suspended('2018-10-16T10:00'), resumed('2018-10-24T10:00'), finished);
    expect(state).toMatchObject({ suspendedMs: 2 * dayMs, suspensions: [{ countsUntil: at('2018-10-18T10:00'), to: at('2018-10-24T10:00') }] });
    expect(state.promised?.dueAt).toBe(at('2018-10-26T10:00'));
  });

  it('counts at most the longest stay of its kind where nothing was applied for', () =>
    expect(fold(accepted(), suspended('2018-10-16T10:00', { reason: 'hearing' }), resumed('2018-10-24T10:00'), finished)).toMatchObject({
      suspendedMs: 3 * dayMs,
      suspensions: [{ basis: 'Art. 45' }],
    }));

  it('counts in full, and is flagged, where neither says how long', () =>
    expect(fold(accepted(), suspended('2018-10-16T10:00', { reason: 'survey' }), resumed('2018-10-24T10:00'), finished)).toMatchObject({
      suspendedMs: 6 * dayMs,
      flags: ['suspension-without-limit'],
    }));

  it('for a reason its kind does not know is kept and flagged and subtracts nothing', () =>
    expect(fold(accepted(), suspended('2018-10-16T10:00', { reason: 'lunch', appliedFor: days(2) }), resumed('2018-10-17T10:00'), finished)).toMatchObject({
      suspendedMs: 0,
      usedMs: 12 * dayMs,
      suspensions: [{ reason: 'lunch', subtracted: false }],
      flags: ['unknown-suspension-reason'],
    }));

  it('for any reason is subtracted where the kind lists none, or none is named', () =>
    expect(fold(accepted(null), suspended('2018-10-16T10:00', { reason: 'lunch', appliedFor: days(2) }), resumed('2018-10-17T10:00'), finished)).toMatchObject({
      suspendedMs: dayMs,
      flags: [],
    }));

  it('of no length changes nothing', () =>
    expect(fold(accepted(), suspended('2018-10-16T10:00'), resumed('2018-10-16T10:00'), finished)).toMatchObject({ suspendedMs: 0, flags: [] }));

  it('before the acceptance counts from the acceptance on, and is flagged', () =>
    expect(fold(suspended('2018-10-12T10:00'), accepted(), resumed('2018-10-15T22:00'), finished)).toMatchObject({
      suspendedMs: dayMs / 2,
      flags: ['suspended-before-acceptance'],
    }));
});

describe('suspensions together', () => {
  it('count once where they overlap', () =>
    expect(
      fold(accepted(), suspended('2018-10-16T10:00'), suspended('2018-10-17T10:00'), resumed('2018-10-18T10:00'), resumed('2018-10-19T10:00'), finished),
    ).toMatchObject({ suspendedMs: 3 * dayMs, flags: [] }));

  it('end one by one, the oldest first', () =>
    expect(fold(accepted(), suspended('2018-10-16T10:00'), suspended('2018-10-17T10:00'), resumed('2018-10-18T10:00')).suspensions).toMatchObject([
      { to: at('2018-10-18T10:00') },
      { to: null },
    ]));

  it('are not ended by a resume too many, which is flagged', () =>
    expect(fold(accepted(), resumed('2018-10-16T10:00'), finished).flags).toEqual(['unmatched-resume']));
});

describe('a suspension left open', () => {
  it('is assumed to last its cap: what is due is stored so', () => {
    const state = fold(accepted(), suspended('2018-10-16T10:00'));
    expect(state).toMatchObject({ status: 'suspended', usedMs: null, suspensions: [{ to: null, countsUntil: at('2018-10-18T10:00') }] });
    expect(state.promised?.dueAt).toBe(at('2018-10-26T10:00'));
  });

  it('without a cap leaves nothing due until it ends', () => {
    expect(dueOf(accepted(), suspended('2018-10-16T10:00', { reason: 'survey' }))).toBeNull();
    expect(dueOf(accepted(), suspended('2018-10-16T10:00', { reason: 'survey' }), resumed('2018-10-17T10:00'))).toBe(at('2018-10-25T10:00'));
  });

  it('that began after the limit was over leaves it where it was', () =>
    expect(dueOf(accepted(), suspended('2018-10-25T10:00', { reason: 'survey' }))).toBe(at('2018-10-24T10:00')));

  it('at the finish ends with it, and the missing resume is flagged', () =>
    expect(fold(accepted(), suspended('2018-10-30T10:00'), finished)).toMatchObject({
      suspendedMs: dayMs,
      suspensions: [{ to: at('2018-10-31T10:00') }],
      flags: ['resume-missing'],
    }));

  it('runs until the instant of reading, but not beyond its cap', () => {
    const state = fold(accepted(), suspended('2018-10-16T10:00'));
    expect(clockAt(state, reference, at('2018-10-17T10:00'))).toMatchObject({ usedMs: dayMs, suspendedMs: dayMs });
    expect(clockAt(state, reference, at('2018-10-24T10:00'))).toMatchObject({ usedMs: 5 * dayMs, suspendedMs: 2 * dayMs });
  });
});

describe('waiting for the applicant', () => {
  const wait: Line[] = [['case.supplement-requested', '2018-10-16T10:00'], ['case.supplemented', '2018-10-17T10:00']];

  it('counts as used', () =>
    expect(fold(accepted(), ...wait, finished)).toMatchObject({ usedMs: 12 * dayMs, suspendedMs: 0, supplementRequests: 1, waits: [{ pauses: false }] }));

  it('stops the clock where the kind says so, and is no suspension', () => {
    const state = fold(accepted('patient'), ...wait, finished);
    expect(state).toMatchObject({ usedMs: 11 * dayMs, suspendedMs: 0, waits: [{ pauses: true }] });
    expect(state.promised?.dueAt).toBe(at('2018-10-25T10:00'));
  });

  it('shows while it lasts, and leaves nothing due where it pauses', () => {
    expect(fold(accepted(), ['case.supplement-requested', '2018-10-16T10:00'])).toMatchObject({ status: 'waiting', promised: { dueAt: at('2018-10-24T10:00') } });
    expect(dueOf(accepted('patient'), ['case.supplement-requested', '2018-10-16T10:00'])).toBeNull();
  });

  it('ends for every open request when papers arrive; papers nobody asked for are flagged', () => {
    const twice = fold(accepted(), ['case.supplement-requested', '2018-10-16T10:00'], ['case.supplement-requested', '2018-10-16T11:00'], ['case.supplemented', '2018-10-17T10:00']);
    expect(twice.waits.map(({ to }) => to)).toEqual([at('2018-10-17T10:00'), at('2018-10-17T10:00')]);
    expect(fold(accepted(), ['case.supplemented', '2018-10-17T10:00']).flags).toEqual(['unmatched-supplement']);
  });
});
