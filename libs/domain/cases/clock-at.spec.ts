import { at, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, plainWeek } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { buildReference } from '../reference/build-reference.js';
import { clockAt } from './clock-at.js';
import type { ClockSegment } from './clock-segments.js';
import { foldCase } from './fold-case.js';
import { thresholdAt } from './threshold-at.js';

const amount = (count: number, unit: 'working-day' | 'working-hour' | 'hour') => ({ amount: count, unit });
const reference = buildReference([
  calendarFact({ ...plainWeek, exceptions: { '2018-10-18': false } }),
  kindFact(kindOf('permit', { limits: { promised: amount(7, 'working-day'), statutory: null } })),
  kindFact(kindOf('desk', { limits: { promised: amount(8, 'working-hour'), statutory: null } })),
  kindFact(kindOf('urgent', { limits: { promised: amount(24, 'hour'), statutory: null } })),
]);
const accepted = (kind = 'permit'): Line => ['case.accepted', '2018-10-16T16:00', { kind, unit: 'S-1', holder: 'U-1' }];
const suspended: Line = ['case.suspended', '2018-10-17T11:00', { reason: 'hearing', basis: 'Art. 45', approver: 'U-9', appliedFor: amount(1, 'working-day') }];
const finished: Line = ['case.finished', '2018-10-22T10:00'];
const read = (instant: string, ...lines: Line[]) => clockAt(foldCase('C-1', factsOf('C-1', lines), reference), reference, at(instant));
const shown = (segments: readonly ClockSegment[]) =>
  segments.map(({ from, kind, holder, reason }) => [new Date(from + 8 * 3_600_000).toISOString().slice(5, 16), kind, holder, ...(reason === null ? [] : [reason])]);

describe('the segments of a clock', () => {
  it('name office hours, nights, holidays and pauses, and who had the case', () => {
    const clock = read('2018-10-30', accepted(), suspended, ['case.resumed', '2018-10-22T09:30'], ['case.transferred', '2018-10-22T09:45', { toHolder: 'U-2' }], finished);
    expect(shown(clock.segments)).toEqual([
      ['10-16T16:00', 'running', 'U-1'],
      ['10-16T17:00', 'off-hours', 'U-1'],
      ['10-17T09:00', 'running', 'U-1'],
      ['10-17T11:00', 'suspended', 'U-1', 'hearing'],
      ['10-19T11:00', 'running', 'U-1', 'suspension-over-cap'],
      ['10-19T12:00', 'off-hours', 'U-1', 'suspension-over-cap'],
      ['10-19T13:30', 'running', 'U-1', 'suspension-over-cap'],
      ['10-19T17:00', 'off-hours', 'U-1', 'suspension-over-cap'],
      ['10-20T00:00', 'holiday', 'U-1'],
      ['10-22T00:00', 'off-hours', 'U-1', 'suspension-over-cap'],
      ['10-22T09:00', 'running', 'U-1', 'suspension-over-cap'],
      ['10-22T09:30', 'running', 'U-1'],
      ['10-22T09:45', 'running', 'U-2'],
    ]);
    expect(clock.segments[3]).toMatchObject({ seconds: 48 * 3600, basis: 'Art. 45', approver: 'U-9', appliedDays: 1, counts: false });
    expect(clock.holders).toMatchObject([{ holder: 'U-1' }, { holder: 'U-2', seconds: 900, countedSeconds: 900 }]);
  });

  it('count nights of working days where days are counted, and not where office hours are', () => {
    const night = (kind: string) => read('2018-10-17T09:00', accepted(kind)).segments[1];
    expect(night('permit')).toMatchObject({ kind: 'off-hours', counts: true });
    expect(night('desk')).toMatchObject({ kind: 'off-hours', counts: false });
    expect(read('2018-10-20T09:00', accepted('urgent')).segments).toMatchObject([{ kind: 'running', counts: true, seconds: 89 * 3600 }]);
  });

  it('call waiting what counts while papers are missing, and leave holidays their name', () => {
    const { segments } = read('2018-10-19T09:00', accepted(), ['case.supplement-requested', '2018-10-17T14:00'], ['case.supplemented', '2018-10-19T08:00']);
    expect(shown(segments).slice(4)).toEqual([
      ['10-17T13:30', 'running', 'U-1'],
      ['10-17T14:00', 'waiting-for-applicant', 'U-1'],
      ['10-18T00:00', 'holiday', 'U-1'],
      ['10-19T00:00', 'waiting-for-applicant', 'U-1'],
      ['10-19T08:00', 'off-hours', 'U-1'],
    ]);
  });

  it('are closed between a finish and the reopening', () =>
    expect(read('2018-10-23T10:00', accepted(), finished, ['case.reopened', '2018-10-23T09:00']).segments.slice(-2)).toMatchObject([
      { kind: 'closed', seconds: 23 * 3600, counts: false },
      { kind: 'running', seconds: 3600 },
    ]));

  it('of a suspension for an unknown reason run on and say why', () => {
    const strict = buildReference([
      calendarFact(),
      kindFact(kindOf('permit', { pauses: [{ reason: 'hearing', title: {}, longest: null, approvers: [], legalBasis: null }] })),
    ]);
    const facts = factsOf('C-1', [accepted(), ['case.suspended', '2018-10-17T11:00', { reason: 'lunch' }]]);
    const { segments } = clockAt(foldCase('C-1', facts, strict), strict, at('2018-10-17T12:00'));
    expect(segments.at(-1)).toMatchObject({ kind: 'running', reason: 'unknown-suspension-reason', seconds: 3600 });
  });

  it('are none for a case that was never accepted, finished before it was, or is read before it', () => {
    expect(read('2018-10-30', finished)).toMatchObject({ segments: [], elapsedMs: null, from: null });
    expect(read('2018-10-30', accepted(), ['case.finished', '2018-10-10'])).toMatchObject({ segments: [], elapsedMs: 0, usedMs: 0 });
    expect(read('2018-10-01', accepted())).toMatchObject({ segments: [], elapsedMs: 0, finished: false });
  });

  it('simply run where there is no calendar', () => {
    const nothing = buildReference([]);
    const clock = clockAt(foldCase('C-1', factsOf('C-1', [accepted(), finished]), nothing), nothing, at('2018-10-30'));
    expect(clock).toMatchObject({ usedMs: null, suspendedMs: null, usedDays: null, calendar: null, segments: [{ kind: 'running', seconds: 138 * 3600 }] });
  });
});

describe('a reading', () => {
  it('of a finished case is the same at any later instant; before the finish it was open', () => {
    const lines = [accepted(), finished] as const;
    const { at: _, ...later } = read('2018-10-23', ...lines);
    expect(read('2030-01-01', ...lines)).toMatchObject(later);
    expect(read('2018-10-19', ...lines)).toMatchObject({ finished: false, to: at('2018-10-19') });
  });

  it('rounds used days up and names what it rests on', () => {
    const clock = read('2018-10-30', accepted(), finished);
    expect(clock).toMatchObject({ usedDays: 3, kind: { name: 'permit', version: '1' }, calendar: { name: 'cn-national', version: '1' } });
    expect(clock.versions.rules).toMatch(/^3-[0-9a-f]{16}$/);
  });

  it('is late from the millisecond after the due instant', () => {
    const due = at('2018-10-26T16:00');
    const state = foldCase('C-1', factsOf('C-1', [accepted()]), reference);
    expect(clockAt(state, reference, due).promised).toMatchObject({ late: false, leftMs: 0, dueAt: due });
    expect(clockAt(state, reference, due + 1).promised).toMatchObject({ late: true, leftMs: -1 });
  });
});

describe('a threshold on a folded case', () => {
  const state = foldCase('C-1', factsOf('C-1', [accepted(), suspended, ['case.resumed', '2018-10-19T11:00'], ['case.extended', '2018-10-19T12:00', { by: amount(1, 'working-day') }]]), reference);

  it('without share and offset is the due instant, pauses and extensions included', () =>
    expect(thresholdAt(state, reference, 'promised', { share: 1, offset: null })).toMatchObject({ at: state.promised?.dueAt }));

  it('lies as many days before it as the rule says', () =>
    expect(thresholdAt(state, reference, 'promised', { share: 1, offset: amount(-3, 'working-day') })?.at).toBe(at('2018-10-25T16:00')));

  it('is none where there is no such limit', () => expect(thresholdAt(state, reference, 'statutory', { share: 1, offset: null })).toBeNull());
});
