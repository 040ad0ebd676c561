import { at, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, postingFact } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { buildReference } from '../reference/build-reference.js';
import { foldCase } from './fold-case.js';

const rating = { rateable: true, services: [], silence: null, rectifyWithin: { amount: 5, unit: 'working-day' as const } };
const reference = buildReference([
  calendarFact(),
  kindFact(kindOf('permit', { rating })),
  kindFact(kindOf('two-desks', { rating: { ...rating, services: ['intake', 'pick-up'] } })),
  kindFact(kindOf('unrated', { rating: { ...rating, rateable: false } })),
  postingFact('U-5', 'S-5'),
]);
const accepted = (kind = 'permit'): Line => ['case.accepted', '2018-10-15T10:00', { kind, unit: 'S-1', holder: 'U-1' }];
const finished: Line = ['case.finished', '2018-10-17T10:00', { outcome: 'granted' }];
const rated = (time: string, data: Record<string, unknown>, id?: string): Line => ['case.rated', time, { level: 5, ...data }, id === undefined ? {} : { id }];
const fold = (...lines: Line[]) => foldCase('C-1', factsOf('C-1', lines), reference);
const ratingsOf = (...data: Record<string, unknown>[]) =>
  fold(accepted(), finished, ...data.map((one, index) => rated(`2018-10-18T1${index}:00`, one))).ratings;

describe('which rating counts', () => {
  it('active beats default, else the latest', () => {
    expect(ratingsOf({ level: 2, mode: 'active' }, { level: 3, mode: 'default' })).toMatchObject([{ level: 2, mode: 'active' }]);
    expect(ratingsOf({ level: 3, mode: 'default' }, { level: 2, mode: 'active' })).toMatchObject([{ level: 2 }]);
    expect(ratingsOf({ level: 2 }, { level: 4 })).toMatchObject([{ level: 4, mode: 'active' }]);
  });

  it('one for the case unless the kind lists services, then one for each of these', () => {
    expect(ratingsOf({ service: 'a' }, { service: 'b', level: 1 })).toMatchObject([{ service: '', level: 1 }]);
    const two = fold(accepted('two-desks'), finished, rated('2018-10-18', { service: 'pick-up', level: 4 }), rated('2018-10-19', { level: 1 }), rated('2018-10-20', { service: 'parking' }));
    expect(two.ratings).toMatchObject([{ service: 'intake', level: 1 }, { service: 'pick-up', level: 4 }]);
    expect(two).toMatchObject({ rateable: 2, flags: ['unknown-service'] });
  });

  it('can be rated once finished, where the kind is rated at all', () => {
    expect(fold(accepted()).rateable).toBe(0);
    expect(fold(accepted(), finished).rateable).toBe(1);
    expect(fold(accepted('unrated'), finished).rateable).toBe(0);
  });

  it('a mode nobody knows never passes for a person’s word', () => {
    const state = fold(accepted(), finished, rated('2018-10-18', { mode: 'telepathy' }));
    expect(state).toMatchObject({ ratings: [{ mode: 'default' }], flags: ['unknown-rating-mode'] });
  });
});

describe('whom a rating belongs to', () => {
  it('whom it names; a person without a unit in the unit where they serve', () => {
    expect(ratingsOf({ unit: 'S-9', staff: 'U-9' })).toMatchObject([{ unit: 'S-9', staff: 'U-9' }]);
    expect(ratingsOf({ staff: 'U-5' })).toMatchObject([{ unit: 'S-5', staff: 'U-5' }]);
    expect(ratingsOf({ unit: 'S-9' })).toMatchObject([{ unit: 'S-9', staff: null }]);
    expect(ratingsOf({ unit: 'S-1' })).toMatchObject([{ unit: 'S-1', staff: 'U-1' }]);
  });

  it('else who completed the rated service, else who finished the case', () => {
    const step: Line = ['case.step-completed', '2018-10-16', { step: 'intake', unit: 'S-3', staff: 'U-3' }];
    expect(fold(accepted(), step, finished, rated('2018-10-18', { service: 'intake' })).ratings).toMatchObject([{ unit: 'S-3', staff: 'U-3' }]);
    expect(ratingsOf({})).toMatchObject([{ unit: 'S-1', staff: 'U-1' }]);
  });

  it('the finisher it could mean: the last one before it, or, given on the spot, the one to come', () => {
    const again: Line[] = [['case.reopened', '2018-10-19'], ['case.transferred', '2018-10-20', { toUnit: 'S-2', toHolder: 'U-2' }], ['case.finished', '2018-10-21']];
    expect(fold(accepted(), finished, ...again, rated('2018-10-22', {})).ratings).toMatchObject([{ unit: 'S-2', staff: 'U-2' }]);
    expect(fold(accepted(), finished, rated('2018-10-18', {}), ...again).ratings).toMatchObject([{ unit: 'S-1' }]);
    expect(fold(accepted(), rated('2018-10-16', {}), finished).ratings).toMatchObject([{ unit: 'S-1' }]);
  });
});

describe('what follows a negative rating', () => {
  const negative = rated('2018-10-18T10:00', { level: 1, named: true }, 'r-1');
  const after = (type: string, time: string, data: Record<string, unknown> = {}): Line => [`case.rating-${type}`, time, data];

  it('is told on the rating it names, or on the one that counts', () => {
    const told = fold(accepted(), finished, negative, after('verified', '2018-10-19', { ratingId: 'r-1', founded: true }), after('rectified', '2018-10-22'), after('revisited', '2018-10-23', { satisfied: true }));
    expect(told.ratings).toMatchObject([
      { named: true, founded: true, verifiedAt: at('2018-10-19'), rectifyDueAt: at('2018-10-25T10:00'), rectifiedAt: at('2018-10-22'), revisitedAt: at('2018-10-23'), satisfiedAfterRevisit: true },
    ]);
    expect(told.flags).toEqual([]);
  });

  it('has no limit when the rating is not negative', () => expect(ratingsOf({ level: 3 })).toMatchObject([{ rectifyDueAt: null }]));

  it('is set aside by another person, and stays visible; without one it is flagged', () => {
    const aside = (data: Record<string, unknown>) => fold(accepted(), finished, negative, after('set-aside', '2018-10-19', data));
    expect(aside({ actor: 'U-7', reviewer: 'U-8' })).toMatchObject({ ratings: [{ level: 1, setAside: true }], flags: [] });
    expect(aside({ actor: 'U-7', reviewer: 'U-7' }).flags).toEqual(['set-aside-unreviewed']);
    expect(aside({ reviewer: 'U-1' }).flags).toEqual(['set-aside-unreviewed']);
  });

  it('that speaks of no rating is flagged', () => {
    expect(fold(accepted(), finished, after('rectified', '2018-10-22')).flags).toEqual(['unmatched-rating-event']);
    expect(fold(accepted(), finished, negative, after('rectified', '2018-10-22', { ratingId: 'r-9' })).flags).toEqual(['unmatched-rating-event']);
  });

  it('said of an earlier rating does not pass to the one that now counts', () => {
    const state = fold(accepted(), finished, negative, rated('2018-10-19', { level: 2 }, 'r-2'), after('rectified', '2018-10-22', { ratingId: 'r-1' }));
    expect(state.ratings).toMatchObject([{ id: 'r-2', rectifiedAt: null }]);
  });
});
