import { arbitraryInput, arbitraryScheme } from '@mingxiao/testing/arbitrary-scheme';
import { knownFigures } from '@mingxiao/testing/known-figures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction, fractionOf, multiply, compare, valueOfText } from '../kernel/fraction.js';
import { pointsAt } from './curve.js';
import { fingerprintText } from './fingerprint-text.js';
import { readScheme } from './read-scheme.js';
import type { Assessment, ScoringScheme } from './scheme.js';
import { leavesOf, sumOfLeaves, type ScoreNode } from './score-tree.js';
import { scoreUnit } from './score-unit.js';
import type { ScoreInput } from './subject.js';

const { indicators } = knownFigures;
const score = (scheme: ScoringScheme, input: ScoreInput) => scoreUnit(scheme, indicators, input);
const trees = (scheme: ScoringScheme, input: ScoreInput): readonly ScoreNode[] => {
  const { key, differentiated } = score(scheme, input);
  return differentiated === null ? [key] : [key, differentiated];
};
const check = (property: (scheme: ScoringScheme, input: ScoreInput) => void) => fc.assert(fc.property(arbitraryScheme, arbitraryInput, property), { numRuns: 150 });

const withMeasure = (input: ScoreInput, id: string, change: number): ScoreInput => ({
  ...input,
  figures: { ...input.figures, measures: { ...input.figures.measures, [id]: (input.figures.measures[id] ?? 0) + change } },
});

const withKey = (scheme: ScoringScheme, part: Partial<Assessment>): ScoringScheme => ({ ...scheme, assessments: { ...scheme.assessments, key: { ...scheme.assessments.key, ...part } } });

describe('the score of any unit under any scheme', () => {
  it('is the sum of its leaves, or no score at all', () =>
    check((scheme, input) => {
      for (const tree of trees(scheme, input)) if (tree.points !== null) expect(tree.points).toBe(sumOfLeaves(tree));
    }));

  it('is made of whole ten-thousandths of a point', () =>
    check((scheme, input) => {
      for (const leaf of trees(scheme, input).flatMap(leavesOf)) expect(leaf.points === null || Number.isSafeInteger(leaf.points)).toBe(true);
    }));

  it('rounds nothing up: no component gives more than its exact points, and less than one unit is lost', () =>
    check((scheme, input) => {
      const { key } = score(scheme, input);
      for (const leaf of leavesOf(key)) {
        if (leaf.formula.rule !== 'curve' || leaf.points === null || leaf.value === null || leaf.weight === null) continue;
        const weight = fraction(BigInt(leaf.weight.of), BigInt(leaf.weight.among));
        const exact = multiply(multiply(pointsAt(leaf.formula.curve, valueOfText(leaf.value)), weight), fractionOf(10_000));
        expect(compare(fraction(BigInt(leaf.points)), exact)).toBeLessThanOrEqual(0);
        expect(compare(fraction(BigInt(leaf.points) + 1n), exact)).toBeGreaterThan(0);
      }
    }));

  it('is the same, byte by byte, for equal input in another order of fields', () =>
    check((scheme, input) => {
      const turned = Object.fromEntries(Object.entries(input.figures.measures).reverse());
      const again = score(structuredClone(scheme), { ...input, figures: { ...input.figures, measures: turned } });
      expect(JSON.stringify(again)).toBe(JSON.stringify(score(scheme, input)));
      expect(fingerprintText({ again })).toBe(fingerprintText({ again: score(scheme, input) }));
    }));

  it('never rises with one more yellow card, red card or complaint', () =>
    fc.assert(
      fc.property(arbitraryScheme, arbitraryInput, fc.constantFrom('yellows', 'complaints', 'reds'), fc.integer({ min: 1, max: 50 }), (scheme, input, measure, more) => {
        const after = score(scheme, withMeasure(input, measure, more)).key.points;
        const before = score(scheme, input).key.points;
        if (before !== null && after !== null) expect(after).toBeLessThanOrEqual(before);
      }),
      { numRuns: 150 },
    ));

  it('stays under a veto and a floor, however good all the rest is', () =>
    fc.assert(
      fc.property(arbitraryScheme, arbitraryInput, fc.integer({ min: 0, max: 1_000_000 }), (scheme, input, lift) => {
        const [floor, veto] = [{ id: 'floor', title: {}, indicator: 'onTimePromised', worseThan: 80, atMost: 59.9999 }, { id: 'veto', title: {}, when: { measure: 'reds', atLeast: 2 }, atMost: 40, fails: true }];
        const lifted = withKey(scheme, { base: scheme.assessments.key.base + lift, floors: [floor], vetoes: [veto] });
        const late = withMeasure(withMeasure(input, 'withPromised', 20_000), 'reds', 0);
        const low = score(lifted, late).key.points;
        if (low !== null) expect(low).toBeLessThanOrEqual(599_999);
        const carded = score(lifted, withMeasure(late, 'reds', 2)).key;
        if (carded.points === null) return;
        expect(carded.points).toBeLessThanOrEqual(400_000);
        expect(leavesOf(carded).find(({ id }) => id === 'veto')?.note).toBe('fails');
      }),
      { numRuns: 150 },
    ));
});

describe('weights', () => {
  it('that do not add up to 100 are refused, whatever they are', () =>
    fc.assert(
      fc.property(arbitraryScheme, fc.integer({ min: 1, max: 500_000 }), (scheme, off) => {
        const [id = '', weight = 0] = Object.entries(scheme.assessments.key.weights['default'] ?? {})[0] ?? [];
        const changed = weight >= 50 ? weight - off / 10_000 : weight + off / 10_000;
        const weights = { ...scheme.assessments.key.weights, default: { ...scheme.assessments.key.weights['default'], [id]: changed } };
        const read = readScheme(withKey(scheme, { weights }), knownFigures);
        expect(read.ok ? [] : read.rejection.map(({ message }) => message)).toEqual([expect.stringMatching(/^the weights add up to [\d.]+, not to 100$/)]);
      }),
      { numRuns: 150 },
    ));
});
