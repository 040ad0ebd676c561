import { figuresOf, inputOf } from '@mingxiao/testing/arbitrary-scheme';
import { knownFigures } from '@mingxiao/testing/known-figures';
import { describe, expect, it } from 'vitest';
import { readScheme } from './read-scheme.js';
import type { ScoringScheme } from './scheme.js';
import { pointsUnder } from './assess.js';
import { readChief, scoreChief } from './score-chief.js';
import { leavesOf, type ScoreNode } from './score-tree.js';
import { scoreUnit } from './score-unit.js';
import { weightsFor } from './weights.js';

const { indicators } = knownFigures;

const schemeOf = (key: object, rest: object = {}, assessments: object = {}): ScoringScheme => {
  const fields = { name: 's', version: '1', title: {}, effectiveFrom: '2020-01-01', legalBasis: [], level: 'section', responsibility: 'finisher', countedBy: 'finished' };
  const read = readScheme({ ...fields, ...rest, assessments: { key, ...assessments } }, knownFigures);
  if (!read.ok) throw new Error(JSON.stringify(read.rejection));
  return read.value;
};

const line = (...knots: readonly (readonly [number, number])[]) => ({ kind: 'piecewise', knots: knots.map(([at, points]) => ({ at, points })) });
const component = (indicator: string, curve: object) => ({ id: indicator, title: {}, of: { indicator }, curve });
const yellow = { id: 'yellow', title: {}, measure: 'yellows', points: -1 };
const red = { id: 'red', title: {}, measure: 'reds', points: -1.5 };
const key = (scheme: ScoringScheme, measures: Record<string, number>, unitClass: string | null = null): ScoreNode => scoreUnit(scheme, indicators, inputOf(measures, 'S-1', unitClass)).key;
const pointsOf = (tree: ScoreNode): Record<string, number | null> => Object.fromEntries(leavesOf(tree).map(({ id, points }) => [id, points]));

const hundred = schemeOf({ base: 100, deductions: [yellow, red], clamp: { min: 0, max: 100 } });
const two = (noData: string) =>
  schemeOf(
    {
      base: 0,
      components: [component('onTimePromised', line([0, 0], [100, 100])), component('favourable', line([0, 0], [100, 100]))],
      weights: { default: { onTimePromised: 60, favourable: 40 }, permit: { onTimePromised: 80, favourable: 20 } },
    },
    { noData },
  );

describe('deductions', () => {
  it('cost so much a card, and stop where the clamp does', () => {
    expect(key(hundred, { finished: 50, yellows: 2, reds: 3 }).points).toBe(935_000);
    expect(pointsOf(key(hundred, { finished: 50, reds: 80 }))).toEqual({ base: 1_000_000, yellow: 0, red: -1_200_000, clamp: 200_000 });
    expect(key(hundred, { finished: 50, reds: 80 }).points).toBe(0);
  });

  it('cost no more than their cap', () =>
    expect(key(schemeOf({ base: 100, deductions: [{ ...yellow, cap: -3 }] }), { finished: 50, yellows: 9 }).points).toBe(970_000));

  it('leave no score where there was no case: nothing done is not a hundred', () =>
    expect(key(hundred, {})).toMatchObject({ points: null, note: 'no-data' }));
});

describe('components', () => {
  it('lie on the line between knots, by exact fractions, downwards', () =>
    expect(key(two('no-score'), { finished: 3, onTimePromised: 2, withPromised: 3, favourable: 1, valid: 3 })).toMatchObject({
      points: 533_333,
      children: [{ id: 'base' }, { value: '200/3', weight: { of: 600_000, among: 1_000_000 }, points: 400_000, n: 3 }, { value: '100/3', points: 133_333 }],
    }));
});

describe('floors and vetoes', () => {
  const strict = schemeOf({
    base: 0,
    components: [component('favourable', line([0, 0], [100, 100]))],
    weights: { default: { favourable: 100 } },
    floors: [{ id: 'floor', title: {}, indicator: 'onTimeStatutory', worseThan: 95, atMost: 79.9999 }],
    vetoes: [{ id: 'veto', title: {}, when: { indicator: 'redPer1000', worseThan: 50 }, atMost: 59.9999, fails: true }],
  });
  const good = { finished: 100, valid: 100, favourable: 100, onTimeStatutory: 96, withStatutory: 100 };

  it('take nothing where they do not apply, and say so', () => expect(pointsOf(key(strict, good))).toMatchObject({ favourable: 1_000_000, floor: 0, veto: 0 }));

  it('cap the whole by a leaf of their own, the veto last', () => {
    expect(pointsOf(key(strict, { ...good, onTimeStatutory: 94, reds: 6 }))).toEqual({ base: 0, favourable: 1_000_000, floor: -200_001, veto: -200_000 });
    expect(key(strict, { ...good, onTimeStatutory: 94, reds: 6 }).children.at(-1)).toMatchObject({ note: 'fails', value: '60' });
  });

  it('hold strictly beyond their bound: exactly at it nothing happens', () => expect(key(strict, { ...good, onTimeStatutory: 95, reds: 5 }).points).toBe(1_000_000));

  it('do not judge what has no data', () => expect(key(strict, { ...good, withStatutory: 0, onTimeStatutory: 0 }).children.find(({ id }) => id === 'floor')).toMatchObject({ points: 0, note: 'not-judged' }));
});

describe('a component without data', () => {
  const measures = { finished: 10, onTimePromised: 5, withPromised: 10 };

  it('leaves no score, unless the scheme says otherwise', () => expect(key(two('no-score'), measures).points).toBeNull());
  it('gives its weight to the others where the scheme redistributes', () => {
    expect(key(two('redistribute'), measures)).toMatchObject({ points: 500_000 });
    expect(key(two('redistribute'), measures).children[1]).toMatchObject({ weight: { of: 600_000, among: 600_000 } });
  });
  it('adds nothing where the scheme omits it', () => expect(key(two('omit'), measures).points).toBe(300_000));
  it('is null in every way, never 0', () => {
    for (const noData of ['no-score', 'redistribute', 'omit']) expect(pointsOf(key(two(noData), measures))['favourable']).toBeNull();
  });
  it('leaves no score where none has data', () => expect(key(two('redistribute'), { finished: 10 }).points).toBeNull());
});

describe('weights of a class', () => {
  it('hold for its units, the default for all others', () => {
    const measures = { finished: 10, onTimePromised: 10, withPromised: 10, favourable: 0, valid: 10 };
    expect([null, 'permit', 'unheard-of'].map((unitClass) => key(two('no-score'), measures, unitClass).points)).toEqual([600_000, 800_000, 600_000]);
  });
});

describe('development and differentiated assessment', () => {
  const steps = line([-10, -50], [10, 50]);
  const scheme = schemeOf({ base: 0 }, {}, {
    development: { base: 50, components: [component('onTimePromised', steps), { id: 'more', title: {}, of: { measure: 'finished' }, curve: line([-20, -20], [20, 20]) }], weights: { default: { onTimePromised: 50, more: 50 } } },
    differentiated: { base: 50, components: [component('onTimePromised', steps)], weights: { default: { onTimePromised: 100 } } },
  });
  const now = { finished: 100, onTimePromised: 90, withPromised: 100 };
  const before = { finished: 100, onTimePromised: 88, withPromised: 100 };

  it('look at the change, counts per working day, and at the distance to the peers', () => {
    const card = scoreUnit(scheme, indicators, { figures: figuresOf(now), workingDays: 20, previous: { measures: before, workingDays: 22 }, peers: { onTimePromised: 850, withPromised: 1000 } });
    expect(pointsOf(card.development ?? card.key)).toEqual({ base: 500_000, onTimePromised: 50_000, more: 50_000 });
    expect(pointsOf(card.differentiated ?? card.key)).toEqual({ base: 500_000, onTimePromised: 250_000 });
  });

  it('have no points without a period or a class to compare with', () =>
    expect(scoreUnit(scheme, indicators, inputOf(now))).toMatchObject({ development: { points: null }, differentiated: { points: null } }));
});

describe('a chief', () => {
  const scheme = schemeOf(
    { base: 0, components: [component('onTimePromised', line([60, 0], [100, 100]))], weights: { default: { onTimePromised: 100 } }, deductions: [yellow] },
    { staff: { daysPerMonth: 30, tallies: [{ id: 'ratings', title: {}, measure: 'points', points: 1 }] } },
  );
  const section = inputOf({ finished: 40, onTimePromised: 36, withPromised: 40, yellows: 3 });
  const person = (staff: string, days: number, points: number) => ({ staff, days, figures: figuresOf({ points }, staff) });
  const people = [person('U-2', 15, 1000), person('U-1', 30, 2500)];

  it('has the literal sum of what the staff were given, and the mean by months of service beside it', () => {
    const { literal, normalised } = scoreChief(scheme, indicators, section, people);
    expect(literal.points).toBe(10_000 * (3500 + 75 - 3));
    expect(normalised.points).toBe(Math.floor((25_000_000 * 30) / 45) + Math.floor((10_000_000 * 30) / 45) + 750_000 - 20_000);
  });

  it('is the same whatever order the staff come in', () =>
    expect(scoreChief(scheme, indicators, section, [...people].reverse())).toEqual(scoreChief(scheme, indicators, section, people)));

  it('keeps what was done by somebody without a day of service there; without any service there is no mean', () => {
    expect(scoreChief(scheme, indicators, section, [person('U-3', 0, 100)])).toMatchObject({ literal: { points: 1_720_000 }, normalised: { points: null, note: 'no-service' } });
  });

  it('read once for other weights, is the same under its own; without any service there is nothing to read', () => {
    const read = readChief(scheme, indicators, section, people);
    expect(read && pointsUnder(read, weightsFor(scheme.assessments.key, section.figures.unitClass))).toBe(scoreChief(scheme, indicators, section, people).normalised.points);
    expect(readChief(scheme, indicators, section, [person('U-3', 0, 100)])).toBeNull();
  });

  it('gains nothing by size alone: twice the people with the same ratings each have the same mean', () => {
    const twice = [...people, person('U-3', 15, 1000), person('U-4', 30, 2500)];
    const staffPoints = (list: typeof people) => scoreChief(scheme, indicators, section, list).normalised.children.find(({ id }) => id === 'staff')?.points ?? 0;
    expect(Math.abs(staffPoints(twice) - staffPoints(people))).toBeLessThanOrEqual(4);
  });
});
