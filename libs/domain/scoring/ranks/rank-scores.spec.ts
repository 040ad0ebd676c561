import { arbitraryInput, arbitraryScheme, inputOf } from '@mingxiao/testing/arbitrary-scheme';
import { knownFigures } from '@mingxiao/testing/known-figures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toNumber } from '../../kernel/fraction.js';
import { indicatorNamed, valueOf, type Measures } from '../figures.js';
import { readScheme } from '../read-scheme.js';
import type { ScoringScheme } from '../scheme.js';
import { scoreChief, type ChiefScore } from '../score-chief.js';
import { readKey, scoreUnit } from '../score-unit.js';
import type { ScoreInput } from '../subject.js';
import { pointsUnder } from '../assess.js';
import { weightsFor, withWeight } from '../weights.js';
import { compareRankings } from '../what-if/compare-rankings.js';
import { weightSensitivity } from '../what-if/weight-sensitivity.js';
import { drawScores } from './drawn-score.js';
import { drawLuck, luckOf } from './luck.js';
import { rankScores, type RankedScore } from './rank-scores.js';
import { scoredByReading, scoredByTree, type ScoredUnit } from './scored-unit.js';
import { certainFigure, sourcesOf, type Source, type UncertainFigure } from './uncertain-figures.js';

const { indicators } = knownFigures;
const line = { kind: 'piecewise', knots: [{ at: 0, points: 0 }, { at: 100, points: 100 }] };
const component = (indicator: string) => ({ id: indicator, title: {}, of: { indicator }, curve: line });
const schemeOf = (onTime: number, rest: object = {}, more: object = {}) => {
  const key = { base: 0, components: [component('onTimePromised'), component('favourable')], weights: { default: { onTimePromised: onTime, favourable: 100 - onTime } }, ...rest };
  const read = readScheme({ name: 's', version: '1', title: {}, effectiveFrom: '2020-01-01', legalBasis: [], level: 'section', responsibility: 'finisher', countedBy: 'finished', assessments: { key }, ...more }, knownFigures);
  if (!read.ok) throw new Error(JSON.stringify(read.rejection));
  return read.value;
};

const measuresOf = (onTime: number, favourable: number, cases: number) => ({ finished: cases, withPromised: cases, onTimePromised: onTime, valid: cases, favourable });
const scored = (scheme: ReturnType<typeof schemeOf>, input: ScoreInput): ScoredUnit => {
  const { n, key } = scoreUnit(scheme, indicators, input);
  return scoredByTree(input.figures, n, key);
};
const city = (scheme: ReturnType<typeof schemeOf>): readonly ScoredUnit[] =>
  Array.from({ length: 20 }, (_, index) => {
    const input = inputOf(measuresOf(150 + index * 2, 190 - index * 2 - (index % 3), 200), `S-${String(index).padStart(2, '0')}`, 'hall');
    return scored(scheme, input);
  });

describe('ranks by points', () => {
  const scheme = schemeOf(80);
  const ranked = rankScores(scheme, indicators, city(scheme));

  it('are exact, and their ranges hold them', () => {
    expect(ranked.map(({ rank }) => rank).sort((a, b) => (a ?? 0) - (b ?? 0))[0]).toBe(1);
    for (const { rank, range } of ranked) expect([range !== null && rank !== null && range.from <= rank, (range?.to ?? 0) >= (rank ?? 0)]).toEqual([true, true]);
  });

  it('come out the same in whatever order the units come, and again', () => {
    const turned = rankScores(scheme, indicators, [...city(scheme)].reverse());
    expect([...turned].reverse()).toEqual(ranked);
    expect(rankScores(scheme, indicators, city(scheme))).toEqual(ranked);
  });

  it('are not given below the minimum of the scheme, nor without points', () => {
    const few = inputOf(measuresOf(20, 20, 29), 'few', 'hall');
    const none = inputOf({}, 'none', 'hall');
    const all = [...city(scheme), ...[few, none].map((input) => scored(scheme, input))];
    expect(rankScores(scheme, indicators, all).slice(-2)).toMatchObject([{ rank: null, note: 'too-few', range: null }, { rank: null, note: 'no-data', points: null, range: null }]);
    expect(rankScores(scheme, indicators, all).slice(0, 20).map(({ rank }) => rank)).toEqual(ranked.map(({ rank }) => rank));
  });
});

describe('ranks where cases are shared out', () => {
  const scheme = schemeOf(80, { deductions: [{ id: 'reds', title: {}, measure: 'reds', points: -1.5 }] });
  const shared = (unit: string, cases: number, onTime: number, reds: number): ScoredUnit => scored(scheme, inputOf({ ...measuresOf(onTime, cases * 0.9, cases), reds }, unit, 'hall'));

  it('hold to the minimum as it stands: 29.6 of 30 is too few, and nobody is rounded up', () => {
    const units = [shared('a', 29.6, 29.6, 0), shared('b', 29.999999, 20, 0), shared('c', 30, 25.5, 0.333333), shared('d', 30.4, 30.4, 0)];
    expect(rankScores(scheme, indicators, units).map(({ unit, n, rank, note, range }) => [unit, n, rank, note, range === null])).toEqual([
      ['a', 29.6, null, 'too-few', true],
      ['b', 29.999999, null, 'too-few', true],
      ['c', 30, 2, null, false],
      ['d', 30.4, 1, null, false],
    ]);
  });

  const millionths = (most: number) => fc.integer({ min: 0, max: most * 1_000_000 }).map((value) => value / 1_000_000);

  it('have finite ranges among the ranked, whatever the fractions', () =>
    fc.assert(
      fc.property(fc.array(fc.record({ cases: millionths(200), share: millionths(1), reds: millionths(3) }), { minLength: 1, maxLength: 8 }), (drawn) => {
        const ranked = rankScores(scheme, indicators, drawn.map(({ cases, share, reds }, index) => shared(`S-${index}`, cases, cases * share, reds)), { draws: 200 });
        const places = ranked.filter(({ rank }) => rank !== null).length;
        for (const { n, points, rank, range, group } of ranked) {
          expect([rank !== null, range !== null, group !== null]).toEqual(Array.from({ length: 3 }, () => points !== null && n >= 30));
          if (range === null) continue;
          expect([range.from, range.to, range.inTop].every(Number.isFinite)).toBe(true);
          expect([range.from >= 1, range.from <= range.to, range.to <= places, range.inTop >= 0 && range.inTop <= 1]).toEqual([true, true, true, true]);
        }
      }),
      { numRuns: 60 },
    ));
});

describe('ranks of chiefs', () => {
  const ofStaff = (tallies: readonly object[]) => schemeOf(80, {}, { staff: { daysPerMonth: 30, tallies } });
  /** Twenty sections alike, and what the staff of each did. */
  const ranksOf = (scheme: ScoringScheme, name: keyof ChiefScore, didIn: (index: number) => Measures) =>
    rankScores(
      scheme,
      indicators,
      Array.from({ length: 20 }, (_, index): ScoredUnit => {
        const input = inputOf(measuresOf(180, 190, 200), `S-${String(index).padStart(2, '0')}`, 'hall');
        const staff = [{ staff: 'P', days: 90, figures: inputOf(didIn(index), 'P', 'hall').figures }];
        return scoredByTree(input.figures, 200, scoreChief(scheme, indicators, input, staff)[name], staff);
      }),
    );
  const widths = (ranked: readonly RankedScore[]) => ranked.map(({ range }) => (range === null ? 0 : range.to - range.from));

  it.each(['literal', 'normalised'] as const)('have ranges in which what is no part of an indicator stands as it is: %s', (name) => {
    const ranked = ranksOf(ofStaff([{ id: 'n', title: {}, measure: 'accepted', points: 1 }]), name, (index) => ({ accepted: 10_000 * ((index * 7) % 20) }));
    expect(ranked.map(({ range }) => [range?.from, range?.to])).toEqual(ranked.map(({ rank }) => [rank, rank]));
  });

  const byRatings = ofStaff([{ id: 'ratings', title: {}, measure: 'points', points: 1 }]);

  it.each(['literal', 'normalised'] as const)('do not tell sections apart by ratings so few that chance does as much: %s', (name) => {
    const few = ranksOf(byRatings, name, (index) => ({ points: 40 * 85 + index * 4, valid: 40 }));
    expect(Math.min(...widths(few))).toBeGreaterThan(9);
    expect(new Set(few.map(({ group }) => group)).size).toBe(1);
    const many = ranksOf(byRatings, name, (index) => ({ points: 40_000 * (60 + index), valid: 40_000 }));
    expect(Math.max(...widths(many))).toBeLessThan(3);
  });

  it('take how many ratings there were as it is: twice as many are ahead in the sum', () => {
    const ranked = ranksOf(byRatings, 'literal', (index) => ({ points: (40 + 400 * (index % 2)) * 85, valid: 40 + 400 * (index % 2) }));
    expect(ranked.map(({ range }, index) => (index % 2 === 1 ? (range?.to ?? 99) <= 10 : (range?.from ?? 0) > 10))).toEqual(Array.from({ length: 20 }, () => true));
  });
});

const asObserved = ({ kind, id }: Source, { figures: { measures } }: ScoreInput): UncertainFigure => {
  if (kind === 'measure') return certainFigure(measures[id] ?? 0);
  const value = valueOf(indicatorNamed(indicators, id), measures);
  return certainFigure(value === null ? null : toNumber(value));
};

describe('a drawn score', () => {
  it('of figures as they were observed is the score itself', () =>
    fc.assert(
      fc.property(arbitraryScheme, arbitraryInput, (scheme, input) => {
        const { key } = scheme.assessments;
        const exact = scoreUnit(scheme, indicators, input).key.points;
        if (exact === null) return;
        const figures = sourcesOf(key).map((source) => asObserved(source, input));
        const drawn = new Float64Array(1);
        drawScores(key, indicators, scheme.noData === 'redistribute', luckOf(1, 1))({ unit: 'U', figures, weights: weightsFor(key, input.figures.unitClass), given: { mean: 0, deviation: 0 }, perCount: 1 }, drawn);
        expect(Math.abs((drawn[0] ?? Number.NaN) - exact / 10_000)).toBeLessThan(0.001);
      }),
      { numRuns: 200 },
    ));

  const draws = 20_000;
  const [onTime, favourable] = [{ mean: 0.5, deviation: 0.04 }, { mean: 0.6, deviation: 0.03 }];
  const drawn = (rest: object): Float64Array => {
    const { key } = schemeOf(80, rest).assessments;
    const figures = sourcesOf(key).map(({ id }) => ({ observed: 50, full: 100, moments: id === 'favourable' ? favourable : onTime }));
    const totals = new Float64Array(draws);
    drawScores(key, indicators, true, luckOf(1, draws))({ unit: 'U', figures, weights: weightsFor(key, null), given: { mean: 0, deviation: 0 }, perCount: 1 }, totals);
    return totals;
  };
  const spreadOf = (values: Float64Array): { readonly mean: number; readonly deviation: number } => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
  };
  const bending = (points: number) => ({ kind: 'piecewise', knots: [{ at: 0, points: 0 }, { at: 50, points: 50 }, { at: 100, points }] });

  it('of figures on straight lines is spread as all of them together', () => {
    const { mean, deviation } = spreadOf(drawn({}));
    expect(mean).toBeCloseTo(0.8 * 50 + 0.2 * 60, 3);
    expect(deviation).toBeCloseTo(Math.hypot(0.8 * 4, 0.2 * 3), 2);
  });

  it('bends where a curve does: of a normal figure around a knot the half above it is lost', () => {
    const components = [{ ...component('onTimePromised'), curve: bending(50) }, component('favourable')];
    // The mean of a normal distribution cut off at its middle: one deviation times the density there below it.
    expect(spreadOf(drawn({ components })).mean).toBeCloseTo(0.8 * (50 - 4 / Math.sqrt(2 * Math.PI)) + 0.2 * 60, 2);
  });

  it('is the same whether a knot that changes nothing is there or not', () => {
    const components = [{ ...component('onTimePromised'), curve: bending(100) }, component('favourable')];
    const [straight, bent] = [spreadOf(drawn({})), spreadOf(drawn({ components }))];
    expect(bent.mean).toBeCloseTo(straight.mean, 3);
    expect(bent.deviation).toBeCloseTo(straight.deviation, 1);
  });

  it('is capped in as many draws as a floor may be missed in, and in all of them where it is missed for certain', () => {
    const floor = (worseThan: number) => ({ floors: [{ id: 'floor', title: {}, indicator: 'favourable', worseThan, atMost: 20 }] });
    const capped = (worseThan: number): number => drawn(floor(worseThan)).filter((value) => value <= 20).length / draws;
    expect([capped(40), capped(80)]).toEqual([0, 1]);
    expect(capped(60)).toBeCloseTo(0.5, 2);
  });
});

describe('luck', () => {
  it('is a standard normal distribution, each part of it once, whatever the figure', () => {
    const luck = luckOf(7, 100);
    const drawnFor = (hash: number): number[] => {
      const values = new Float64Array(100);
      drawLuck(luck, hash, { mean: 0, deviation: 1 }, values);
      return [...values];
    };
    const inOrder = drawnFor(1).sort((a, b) => a - b);
    for (let hash = 0; hash < 4000; hash += 37) expect(drawnFor(hash).sort((a, b) => a - b)).toEqual(inOrder);
    // The tables' quantiles at 5 % and 25 %.
    expect(inOrder[4]).toBeCloseTo(-1.695, 2);
    expect(inOrder[24]).toBeCloseTo(-0.69, 2);
    expect(inOrder.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 1);
    expect(drawnFor(1)).not.toEqual(drawnFor(2));
  });
});

describe('a unit scored without a tree', () => {
  it('has the points, the cases and the failure of its tree', () =>
    fc.assert(
      fc.property(arbitraryScheme, arbitraryInput, (scheme, input) => {
        expect(scoredByReading(readKey(scheme, indicators, input), weightsFor(scheme.assessments.key, input.figures.unitClass))).toEqual(scored(scheme, input));
      }),
    ));
});

describe('two schemes side by side', () => {
  const [inForce, candidate] = [schemeOf(80), schemeOf(20)].map((scheme) => rankScores(scheme, indicators, city(scheme)));
  const moves = compareRankings(inForce ?? [], candidate ?? []);

  it('tell who moves, by how many points and places, most moved first', () => {
    expect(moves).toHaveLength(20);
    const [first] = moves;
    expect(first?.places).toBe((first?.before?.rank ?? 0) - (first?.after?.rank ?? 0));
    expect(first?.points).toBe((first?.after?.points ?? 0) - (first?.before?.points ?? 0));
    expect(moves.map(({ places }) => Math.abs(places ?? 0))).toEqual(moves.map(({ places }) => Math.abs(places ?? 0)).sort((a, b) => b - a));
  });

  it('say which moves chance could not explain: the turned ends do, the middle does not', () => {
    expect(moves[0]?.beyondUncertainty).toBe(true);
    expect(moves.at(-1)?.beyondUncertainty).toBe(false);
  });

  it('move nobody where they are one', () => {
    for (const move of compareRankings(inForce ?? [], inForce ?? [])) expect(move).toMatchObject({ points: 0, places: 0, beyondUncertainty: false, failsAnew: false });
  });

  it('show units that only one of them scores', () =>
    expect(compareRankings(inForce ?? [], [])[0]).toMatchObject({ after: null, points: null, places: null, beyondUncertainty: null }));
});

describe('sensitivity to weights', () => {
  const scheme = schemeOf(50);
  const readAll = (of: typeof scheme) => city(of).map(({ figures }) => readKey(of, indicators, { figures, workingDays: null, previous: null, peers: null }));

  it('moves every weight a tenth up and down, the others making room', () => {
    const all = weightSensitivity(scheme, readAll(scheme));
    expect(all.map(({ component: id, change }) => [id, change])).toEqual([['onTimePromised', 10], ['onTimePromised', -10], ['favourable', 10], ['favourable', -10]]);
  });

  it('lets the other weights make room', () => {
    const [read] = readAll(scheme);
    if (read === undefined) throw new Error('the city has no unit');
    // 55 of 105 parts on time, 50 of 105 favourable: 75 % and 95 %.
    expect(pointsUnder(read, withWeight(weightsFor(scheme.assessments.key, null), 0, 110))).toBe(Math.floor((750_000 * 55) / 105) + Math.floor((950_000 * 50) / 105));
  });

  it('moves nobody where there is one component', () => {
    const single = schemeOf(100, { components: [component('onTimePromised')], weights: { default: { onTimePromised: 100 } } });
    for (const { moved } of weightSensitivity(single, readAll(single))) expect(moved).toBe(0);
  });
});

