import { acceptedFacts } from '@mingxiao/testing/arbitrary-case';
import { at, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, plainWeek } from '@mingxiao/testing/reference-facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCase } from '../cases/fold-case.js';
import { buildReference } from '../reference/build-reference.js';
import { explainClock } from './explain-clock.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const dayMs = 86_400_000;
const pause = (reason: string, longest: ReturnType<typeof days> | null) => ({ reason, title: { zh: '听证', en: 'Hearing' }, longest, approvers: [], legalBasis: 'Art. 45' });
const reference = buildReference([
  calendarFact({ ...plainWeek, gazettedUntil: '2018-12-31' }),
  kindFact(kindOf('permit', { limits: { promised: days(7), statutory: days(10) }, pauses: [pause('hearing', days(3)), pause('survey', null)] })),
  kindFact(kindOf('next-day', { limits: { promised: days(3), statutory: { amount: 1, unit: 'month' } }, counting: 'next-day', supplementPauses: true })),
]);
const accepted = (data: Record<string, unknown> = {}): Line => ['case.accepted', '2018-10-15T10:00', { kind: 'permit', unit: 'S-1', holder: 'U-1', ...data }];
const suspended = (time: string, data: Record<string, unknown> = {}): Line => ['case.suspended', time, { reason: 'hearing', approver: 'U-9', appliedFor: days(2), ...data }];
const resumed = (time: string): Line => ['case.resumed', time];
const finished = (time = '2018-10-31T10:00'): Line => ['case.finished', time];
const read = (instant: string, ...lines: Line[]) => explainClock(foldCase('C-1', factsOf('C-1', lines), reference), reference, at(instant), 'Asia/Shanghai');

describe('an explained limit', () => {
  it('says where it came from and when it was due before anything moved it', () => {
    const own = (data: Record<string, unknown>) => read('2018-10-16', accepted(data)).promised;
    expect(own({})).toMatchObject({ from: 'kind', amount: days(7), counting: 'clock', baseDueAt: at('2018-10-24T10:00'), moves: [] });
    expect(own({ promised: days(2) })).toMatchObject({ from: 'event', amount: days(2), baseDueAt: at('2018-10-17T10:00') });
    expect(own({ promisedDueAt: '2018-10-20T12:00:00+08:00' })).toMatchObject({ from: 'source-instant', dueAt: at('2018-10-20T12:00') });
    expect(read('2018-10-16', accepted({ kind: 'next-day' })).promised).toMatchObject({ counting: 'next-day', baseDueAt: at('2018-10-18T17:00') });
  });

  it('lists what moved it, by how much, and where each step led', () => {
    const { promised } = read(
      '2018-11-30',
      accepted(),
      suspended('2018-10-16T10:00'),
      resumed('2018-10-19T10:00'),
      ['case.extended', '2018-10-22T09:00', { by: days(1), basis: 'Art. 42', approver: 'U-8' }],
      finished(),
    );
    expect(promised?.moves).toMatchObject([
      { kind: 'extension', by: days(1), basis: 'Art. 42', approver: 'U-8', effect: 'moved', movedMs: dayMs, dueAt: at('2018-10-25T10:00') },
      { kind: 'suspension', countsUntil: at('2018-10-18T10:00'), stoodMs: 2 * dayMs, effect: 'moved', movedMs: 2 * dayMs, dueAt: at('2018-10-29T10:00'), basis: 'Art. 45', approver: 'U-9', appliedFor: days(2) },
    ]);
    expect(promised).toMatchObject({ dueAt: at('2018-10-29T10:00'), verdict: 'finished-late', distanceMs: 2 * dayMs });
  });

  it('counts overlapping suspensions once', () => {
    const { promised } = read('2018-11-30', accepted(), suspended('2018-10-16T10:00'), suspended('2018-10-17T10:00'), resumed('2018-10-18T10:00'), resumed('2018-10-19T10:00'), finished());
    expect(promised?.moves.map(({ stoodMs, movedMs }) => [stoodMs, movedMs])).toEqual([[2 * dayMs, 2 * dayMs], [2 * dayMs, dayMs]]);
  });

  it('says why a pause moved nothing', () => {
    const effects = (...lines: Line[]) => read('2018-11-30', ...lines).promised?.moves.map(({ effect }) => effect);
    expect(effects(accepted(), suspended('2018-10-16T10:00', { reason: 'lunch' }), resumed('2018-10-17T10:00'))).toEqual(['not-recognised']);
    expect(effects(accepted(), suspended('2018-10-20T10:00'), resumed('2018-10-21T10:00'))).toEqual(['nothing-counted']);
    expect(effects(accepted(), suspended('2018-10-16T10:00'), resumed('2018-10-16T10:00'))).toEqual(['nothing-counted']);
    expect(effects(accepted(), suspended('2018-10-25T10:00'), resumed('2018-10-26T10:00'))).toEqual(['too-late']);
    expect(effects(accepted(), suspended('2018-10-16T10:00', { reason: 'survey', appliedFor: null }))).toEqual(['open-ended']);
    expect(effects(accepted({ promisedDueAt: '2018-10-24T10:00:00+08:00', dueFinal: true }), suspended('2018-10-16T10:00'), resumed('2018-10-17T10:00'))).toEqual(['final']);
  });

  it('is provisional where it rests on a year not gazetted', () =>
    expect(read('2018-12-28', ['case.accepted', '2018-12-27T10:00', { kind: 'permit' }]).promised).toMatchObject({ provisional: true, verdict: 'open-in-time' }));

  it('gives the verdict to the millisecond', () => {
    const verdict = (instant: string) => read('2018-11-30', accepted(), finished(instant)).promised;
    expect(verdict('2018-10-24T10:00:00.000+08:00')).toMatchObject({ verdict: 'finished-in-time', distanceMs: 0 });
    expect(verdict('2018-10-24T10:00:00.001+08:00')).toMatchObject({ verdict: 'finished-late', distanceMs: 1 });
    expect(read('2018-10-24T10:00:01+08:00', accepted()).promised).toMatchObject({ verdict: 'open-overdue', distanceMs: 1000 });
    expect(read('2018-11-30', accepted(), suspended('2018-10-16T10:00', { reason: 'survey', appliedFor: null })).promised).toMatchObject({ verdict: 'nothing-due', distanceMs: null });
  });

  it('keeps the first verdict of a reopened case beside the present one', () => {
    const reopened = read('2018-12-01', accepted(), finished('2018-10-20T10:00'), ['case.reopened', '2018-10-22T10:00'], finished('2018-11-30T10:00'));
    expect(reopened.firstVerdict).toMatchObject({ promisedLate: false, finishedAt: at('2018-10-20T10:00') });
    expect(reopened.promised).toMatchObject({ verdict: 'finished-late', moves: [{ kind: 'closed' }] });
    expect(read('2018-12-01', accepted(), finished()).firstVerdict).toBeNull();
  });
});

describe('the explanation of any case', () => {
  const readings = fc.tuple(acceptedFacts, fc.integer({ min: -100, max: 1500 }).map((steps) => at('2018-10-15T10:00') + steps * 1_777_777));
  const always = (check: (given: ReturnType<typeof explainClock>) => void) =>
    fc.assert(fc.property(readings, ([facts, instant]) => check(explainClock(foldCase('C-1', facts, reference), reference, instant, 'Asia/Shanghai'))), { numRuns: 250 });

  it('leads step by step to the due instant that the fold knows, and never backwards', () =>
    always(({ promised, statutory }) => {
      for (const limit of [promised, statutory]) {
        if (limit === null) continue;
        expect(limit.moves.at(-1)?.dueAt ?? (limit.moves.length === 0 ? limit.baseDueAt : null)).toBe(limit.dueAt);
        expect(limit.moves.every(({ movedMs }) => movedMs === null || movedMs >= 0)).toBe(true);
      }
    }));

  it('has sums and shares of holders that add up to the whole', () =>
    always(({ clock: { segments }, sums, holders }) => {
      const total = segments.reduce((sum, { seconds }) => sum + seconds, 0);
      expect(sums.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(total);
      expect(holders.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(total);
      if (total > 0) expect(holders.reduce((sum, { percent }) => sum + Math.round((percent ?? 0) * 100), 0)).toBe(10_000);
    }));
});
