import { scoreFormula, type ScoreCurve, type ScoreFormula } from '@mingxiao/contracts/score-formula';
import type { ScoreTree } from '@mingxiao/contracts/scorecards';
import { formatPart, formatPlain, formatPoints } from '../format/format-points.js';
import type { Words } from '../i18n/words.js';

export type FormulaContext = { readonly words: Words; readonly measureName: (id: string) => string; readonly indicatorName: (id: string) => string };

/** A formula as data; null for one this page does not know yet. */
export const formulaOf = ({ formula }: Pick<ScoreTree, 'formula'>): ScoreFormula | null => scoreFormula.safeParse(formula).data ?? null;

/** `60 → 0，100 → 100` of a line; `< 60：0，≥ 60：50` of steps. */
const curveWords = (curve: ScoreCurve, words: Words): string => {
  if (curve.kind === 'piecewise') {
    const knots = curve.knots.map(({ at, points }) => words.of('formula.knot', { at: formatPlain(at), points: formatPlain(points) }));
    return words.of('formula.piecewise', { knots: knots.join(words.of('formula.comma')) });
  }
  const bands = curve.bands.map(({ edge, points }) =>
    edge === null
      ? words.of('formula.band.else', { points: formatPlain(points) })
      : words.of(curve.by === 'from' ? 'formula.band.from' : 'formula.band.upTo', { edge: formatPlain(edge), points: formatPlain(points) }),
  );
  return words.of('formula.bands', { bands: bands.join(words.of('formula.comma')) });
};

const atMostWords = (atMost: number | null, fails: boolean, words: Words): string => {
  const consequences = [atMost === null ? '' : words.of('formula.atMost', { points: formatPoints(atMost) }), fails ? words.of('formula.fails') : ''];
  return consequences.filter((text) => text !== '').join(words.of('formula.comma'));
};

const perCountWords = ({ measure, pointsEach, cap, perMonthsOfService }: Extract<ScoreFormula, { rule: 'per-count' }>, { words, measureName }: FormulaContext): string => {
  const parts = [
    words.of('formula.each', { measure: measureName(measure), points: formatPart(pointsEach) }),
    cap === null ? '' : words.of('formula.cap', { points: formatPoints(cap) }),
    perMonthsOfService === null ? '' : words.of('formula.perMonth', perMonthsOfService),
  ];
  return parts.filter((text) => text !== '').join(words.of('formula.comma'));
};

const clampWords = ({ min, max }: Extract<ScoreFormula, { rule: 'clamp' }>, words: Words): string =>
  [min === null ? '' : words.of('formula.min', { points: formatPoints(min) }), max === null ? '' : words.of('formula.max', { points: formatPoints(max) })]
    .filter((text) => text !== '')
    .join(words.of('formula.comma'));

/** How a leaf comes to its points, in a sentence; what is looked up and what follows from it. */
export const formulaInWords = (formula: ScoreFormula, context: FormulaContext): string => {
  const { words, measureName, indicatorName } = context;
  switch (formula.rule) {
    case 'base':
      return words.of('formula.base');
    case 'sum':
      return words.of('formula.sum');
    case 'curve':
      return words.of(`formula.curve.${formula.compared}`, { indicator: indicatorName(formula.indicator), curve: curveWords(formula.curve, words) });
    case 'curve-of-change':
      return words.of('formula.change', { measure: measureName(formula.measure), curve: curveWords(formula.curve, words) });
    case 'per-count':
      return perCountWords(formula, context);
    case 'clamp':
      return clampWords(formula, words);
    case 'at-most-when-worse':
      return words.of('formula.worse', { indicator: indicatorName(formula.indicator), bound: formatPlain(formula.worseThan), then: atMostWords(formula.atMost, formula.fails, words) });
    case 'at-most-when-counted':
      return words.of('formula.counted', { measure: measureName(formula.measure), n: formula.atLeast, then: atMostWords(formula.atMost, formula.fails, words) });
  }
};
