import { readScheme } from '@mingxiao/domain/scoring/read-scheme';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import type { Measures, UnitFigures } from '@mingxiao/domain/scoring/figures';
import type { ScoreInput } from '@mingxiao/domain/scoring/subject';
import fc from 'fast-check';
import { knownFigures } from './known-figures.js';

const points = (min: number, max: number) => fc.integer({ min: min * 10_000, max: max * 10_000 }).map((units) => units / 10_000);

/** Whole parts of a hundred, one for each component. */
const weights = (ids: readonly string[]) =>
  fc.array(fc.integer({ min: 0, max: 100 }), { minLength: ids.length - 1, maxLength: ids.length - 1 }).map((cuts) => {
    const edges = [0, ...cuts.sort((a, b) => a - b), 100];
    return Object.fromEntries(ids.map((id, index) => [id, (edges[index + 1] ?? 0) - (edges[index] ?? 0)]));
  });

/** Knots that rise, with points that go the way the indicator does. */
const curve = (direction: 'higher' | 'lower') =>
  fc.record({ kind: fc.constantFrom('piecewise', 'bands'), ats: fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 4 }), points: fc.array(points(-50, 150), { minLength: 5, maxLength: 5 }) }).map(({ kind, ats, points: drawn }) => {
    const edges = ats.sort((a, b) => a - b);
    const ordered = drawn.sort((a, b) => (direction === 'higher' ? a - b : b - a));
    const of = (index: number) => ordered[index] ?? 0;
    if (kind === 'piecewise') return { kind, knots: edges.map((at, index) => ({ at, points: of(index) })) };
    return { kind, by: 'from', bands: [null, ...edges].map((edge, index) => ({ edge, points: of(index) })) };
  });

const indicators = [...knownFigures.indicators.values()];

const components = fc.uniqueArray(fc.constantFrom(...indicators), { minLength: 1, maxLength: 5, selector: ({ id }) => id }).chain((chosen) =>
  fc.tuple(...chosen.map(({ id, direction }) => curve(direction).map((drawn) => ({ id: `of-${id}`, title: {}, of: { indicator: id }, curve: drawn })))),
);

const counted = fc.constantFrom('yellows', 'reds', 'negatives', 'complaints');

const assessment = components.chain((parts) =>
  fc.record({
    base: points(0, 100),
    components: fc.constant(parts),
    weights: fc.record({ default: weights(parts.map(({ id }) => id)), permit: weights(parts.map(({ id }) => id)) }),
    deductions: fc.uniqueArray(fc.record({ measure: counted, points: points(-5, 0), cap: fc.option(points(-30, 0)) }), { maxLength: 3, selector: ({ measure }) => measure }).map((list) =>
      list.map((one) => ({ ...one, id: `less-${one.measure}`, title: {} })),
    ),
    tallies: fc.constantFrom([], [{ id: 'plus', title: {}, measure: 'points', points: 0.01 }]),
    clamp: fc.option(fc.record({ min: points(-10, 10), max: points(60, 110) })),
    floors: fc.constantFrom([], [{ id: 'floor', title: {}, indicator: 'onTimePromised', worseThan: 80, atMost: 59.9999 }]),
    vetoes: fc.constantFrom([], [{ id: 'veto', title: {}, when: { measure: 'reds', atLeast: 2 }, atMost: 40, fails: true }]),
  }),
);

/** Schemes as an office might write them, all of them good. */
export const arbitraryScheme: fc.Arbitrary<ScoringScheme> = fc
  .record({ key: assessment, differentiated: fc.option(assessment), noData: fc.constantFrom('no-score', 'redistribute', 'omit') })
  .map(({ key, differentiated, noData }) => {
    const read = readScheme(
      { name: 'drawn', version: '1', title: {}, effectiveFrom: '2020-01-01', legalBasis: [], level: 'section', responsibility: 'finisher', countedBy: 'finished', noData, assessments: { key, differentiated } },
      knownFigures,
    );
    if (!read.ok) throw new Error(JSON.stringify(read.rejection));
    return read.value;
  });

/** Counts of one unit that can be true together: no share is more than its whole. Some indicators have no data. */
export const arbitraryMeasures: fc.Arbitrary<Measures> = fc.array(fc.oneof({ weight: 9, arbitrary: fc.tuple(fc.nat(2000), fc.nat(2000)) }, { weight: 1, arbitrary: fc.constant([0, 0] as const) }), { minLength: indicators.length, maxLength: indicators.length }).chain((pairs) =>
  fc.record({ finished: fc.integer({ min: 1, max: 3000 }), yellows: fc.nat(30), reds: fc.nat(5), complaints: fc.nat(5) }).map((counts) => {
    const shares = Object.fromEntries(
      indicators.flatMap(({ numerator, denominator }, index) => {
        const [a, b] = pairs[index] ?? [0, 0];
        return [[denominator, Math.max(a, b)], [numerator, Math.min(a, b)]];
      }),
    );
    return { ...shares, ...counts };
  }),
);

export const figuresOf = (measures: Measures, unit = 'S-1', unitClass: string | null = null): UnitFigures => ({ unit, unitClass, sortNo: null, measures });

export const inputOf = (measures: Measures, unit = 'S-1', unitClass: string | null = null): ScoreInput => ({ figures: figuresOf(measures, unit, unitClass), workingDays: 20, previous: null, peers: null });

export const arbitraryInput: fc.Arbitrary<ScoreInput> = fc
  .record({ measures: arbitraryMeasures, unitClass: fc.constantFrom(null, 'permit', 'other'), peers: fc.option(arbitraryMeasures) })
  .map(({ measures, unitClass, peers }) => ({ ...inputOf(measures, 'S-1', unitClass), peers }));
