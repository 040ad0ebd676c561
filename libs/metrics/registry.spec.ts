import { indicatorIds, measureIds, policies, type MeasureId } from '@mingxiao/contracts/metrics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureStatement } from './figures/figure-statement.js';
import { statementParts } from './figures/statement-parts.js';
import { indicatorOf } from './indicators/indicators.js';
import { measureOf } from './measures/measures.js';
import { ranksOf } from './ranking/rank-order.js';
import type { FigureQuestion } from './sources/question.js';

const question: FigureQuestion = {
  by: 'section',
  filters: {},
  period: { from: 0, to: 1, reading: 1, until: 0 },
  policy: 'finisher',
  timeZone: 'Asia/Shanghai',
};

const ratio = (unit: string, numerator: number, denominator: number) => ({ unit, metric: { type: 'ratio', numerator, denominator, scale: 1, n: denominator } as const });

describe('the registry', () => {
  it('gives each ratio an n that is a count', () => {
    const ns = indicatorIds.map(indicatorOf).flatMap((indicator) => (indicator.type === 'ratio' ? [measureOf(indicator.n)] : []));
    expect(ns.filter(({ unit }) => unit !== 'count').map(({ id }) => id)).toEqual([]);
  });

  it('calls no two measures by one name', () => {
    const names = measureIds.map((id) => measureOf(id).name.zh);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('statements over the registry', () => {
  it.each(policies)('has under %s every measure in one part or in several', (policy) => {
    const parts = statementParts({ ...question, policy }, measureIds.map(measureOf), []);
    expect(new Set(parts.flatMap(({ measures }) => measures.map(({ id }) => id)))).toEqual(new Set(measureIds));
  });

  it('counts ratings by their cases only where both say the same of it', () => {
    const valid = measureOf('valid');
    const files = (asked: FigureQuestion, measures = [valid]) => figureStatement(asked, measures, []).parts.map(({ file }) => file.pathname.split('/').at(-1));
    expect(files(question)).toEqual(['at-rest.sql', 'ratings.sql', 'away.sql']);
    expect(files({ ...question, by: 'channel' })).toEqual(['ratings.sql']);
    expect(files({ ...question, filters: { level: '5' } })).toEqual(['ratings.sql']);
    expect(files({ ...question, policy: 'first-receiver' })).toEqual(['ratings.sql']);
    expect(files(question, [valid, measureOf('revisited')])).toEqual(['ratings.sql']);
  });

  it('carry no word of a request in their text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), fc.string({ minLength: 3 }), (section, only) => {
        const texts = (asked: FigureQuestion) => figureStatement(asked, measureIds.map(measureOf), []).parts.map(({ fragments }) => fragments);
        expect(texts({ ...question, only, filters: { section } })).toEqual(texts({ ...question, only: 'another', filters: { section: 'and another' } }));
      }),
    );
  });

  it('refuse a sum that a number could not hold exactly', () => {
    const statement = figureStatement(question, [measureOf('usedMs' satisfies MeasureId)], []);
    expect(() => statement.row({ child: 'S-1', part: 0, counts: [2 ** 53], amounts: [], seconds: [], cases: [] })).toThrow(/exact/);
  });
});

describe('ranks', () => {
  const onTime = indicatorOf('onTimePromised');

  it('are 1-2-2-4, equal ratios tying exactly', () => {
    expect(ranksOf([ratio('a', 30, 60), ratio('b', 99, 100), ratio('c', 50, 100), ratio('d', 10, 100)], onTime).map(({ rank }) => rank)).toEqual([2, 1, 2, 4]);
  });

  it('put the lower first where lower is better', () => {
    expect(ranksOf([ratio('a', 1, 100), ratio('b', 2, 100)], indicatorOf('redPer1000')).map(({ rank }) => rank)).toEqual([1, 2]);
  });

  it('stay open for too few and for none', () => {
    expect(ranksOf([ratio('a', 29, 29), ratio('b', 0, 0)], onTime).map(({ rankNote }) => rankNote)).toEqual(['too-few', 'no-data']);
  });
});
