import { fraction } from '../../kernel/fraction.js';
import type { Indicators, UnitFigures } from '../figures.js';
import { unitsPerPoint, type PointUnits } from '../points.js';
import type { ScoringScheme } from '../scheme.js';
import { hasFailed, type ScoreNode } from '../score-tree.js';
import type { Scorecard } from '../score-unit.js';
import { weightsFor } from '../weights.js';
import { drawScores, type DrawnFigures } from './drawn-score.js';
import { exactRanks } from './exact-ranks.js';
import { indistinctGroups } from './indistinct-groups.js';
import { drawLuck, luckMax, luckTable } from './luck.js';
import { noteOf, usualRankOptions, type RankNote, type RankOptions } from './rank-options.js';
import { simulatedRanks, tableOf, type RankRange } from './simulated-ranks.js';
import { sourceKey, sourcesOf, uncertainFigures, type UncertainFigure } from './uncertain-figures.js';

/** A unit as the ranking by points needs it. */
export type ScoredUnit = { readonly figures: UnitFigures; readonly card: Pick<Scorecard, 'unit' | 'n' | 'key'> };

export type RankedScore = {
  readonly unit: string;
  readonly n: number;
  readonly points: PointUnits | null;
  /** Whether a veto says that the unit has failed, whatever its points. */
  readonly failed: boolean;
  /** By exact points, 1-2-2-4; null where `note` says why. */
  readonly rank: number | null;
  readonly note: RankNote | null;
  readonly range: RankRange | null;
  readonly group: number | null;
};

export type ScoreRankOptions = Omit<RankOptions, 'minimumCases' | 'shrink'>;

const byId = (a: ScoredUnit, b: ScoredUnit): number => (a.card.unit < b.card.unit ? -1 : a.card.unit > b.card.unit ? 1 : 0);

const rankNote = ({ card }: ScoredUnit, { minimumCases }: ScoringScheme): RankNote | null =>
  card.key.points === null ? 'no-data' : noteOf(card.n, minimumCases);

/** Draws one figure of one unit into `draws`; null where it has no data. Where chance is not known to move it, it is what it was in every draw. */
const drawFigure = (table: Float64Array, name: string, figure: UncertainFigure, draws: Float64Array): Float64Array | null => {
  if (figure.observed === null) return null;
  const { moments, full } = figure;
  if (moments === null) draws.fill(figure.observed);
  else drawLuck(table, name, { moments, full }, draws);
  return draws;
};

/** What a chief's tree holds beside the section's own figures: the points of the staff, and the service counts are divided by. */
const serviceOf = ({ children }: ScoreNode): { readonly given: number; readonly perCount: number } => {
  const given = children.reduce((sum, { kind, points }) => (kind === 'sum' ? sum + (points ?? 0) : sum), 0);
  const service = children.flatMap(({ formula }) => (formula.rule === 'per-count' && formula.perMonthsOfService !== null ? [formula.perMonthsOfService] : []))[0];
  return { given: given / unitsPerPoint, perCount: service === undefined ? 1 : service.daysPerMonth / service.days };
};

const drawUnits = (scheme: ScoringScheme, indicators: Indicators, sorted: readonly ScoredUnit[], options: ScoreRankOptions): readonly Float64Array[] => {
  const { key } = scheme.assessments;
  const table = luckTable(options.seed);
  const draws = Math.min(options.draws, luckMax);
  const units = sorted.map(({ figures }) => figures);
  // One row of draws for each figure, used again for every unit: they are added up before the next unit is drawn.
  const sources = sourcesOf(key).map((source) => ({ key: sourceKey(source), figures: uncertainFigures(source, scheme, indicators, units), drawn: new Float64Array(draws) }));
  const scores = drawScores(key);
  const setting = { draws, redistribute: scheme.noData === 'redistribute', indicators };
  return sorted.map(({ figures, card }, index) => {
    const drawn: DrawnFigures = new Map(
      sources.map((source) => {
        const figure = source.figures[index];
        return [source.key, figure === undefined ? null : drawFigure(table, `${options.seed}/${figures.unit}/${source.key}`, figure, source.drawn)];
      }),
    );
    return scores(drawn, weightsFor(key, figures.unitClass), { ...setting, ...serviceOf(card.key) });
  });
};

type Standing = { readonly range: RankRange; readonly group: number };

const standingsOf = (scheme: ScoringScheme, indicators: Indicators, units: readonly ScoredUnit[], options: ScoreRankOptions): ReadonlyMap<string, Standing> => {
  const sorted = [...units].sort(byId);
  const byUnit = drawUnits(scheme, indicators, sorted, options);
  const eligible = sorted.flatMap((unit, index) => (rankNote(unit, scheme) === null ? [{ unit, draws: byUnit[index] ?? new Float64Array() }] : []));
  const table = tableOf(eligible.map(({ draws }) => draws));
  const order = eligible.map(({ unit }, index) => ({ points: unit.card.key.points ?? 0, index })).sort((a, b) => b.points - a.points || a.index - b.index);
  const groups = indistinctGroups(table, order.map(({ index }) => index));
  const ranges = simulatedRanks(table, options.level, options.top);
  return new Map(
    eligible.flatMap(({ unit }, index) => {
      const [range, group] = [ranges[index], groups[index]];
      return range === undefined || group === undefined ? [] : [[unit.card.unit, { range, group }] as const];
    }),
  );
};

/**
 * Ranks by the points of the key assessment. The range of ranks comes from drawing every figure the score rests on from
 * a normal approximation of its posterior within the unit's class, and scoring each draw by the scheme's own rules, so
 * that knots, caps, floors and vetoes count. Figures are drawn apart from one another. The literal sum of a chief's
 * staff is not drawn: it is what was given. The answer is in the order of the units and does not depend on it.
 */
export const rankScores = (scheme: ScoringScheme, indicators: Indicators, units: readonly ScoredUnit[], options: Partial<ScoreRankOptions> = {}): readonly RankedScore[] => {
  const standings = standingsOf(scheme, indicators, units, { ...usualRankOptions, draws: 1000, ...options });
  const ranks = exactRanks(units.map((unit) => (rankNote(unit, scheme) === null ? fraction(BigInt(unit.card.key.points ?? 0)) : null)));
  return units.map((scored, index): RankedScore => {
    const { unit, n, key } = scored.card;
    const standing = standings.get(unit);
    return { unit, n, points: key.points, failed: hasFailed(key), rank: ranks[index] ?? null, note: rankNote(scored, scheme), range: standing?.range ?? null, group: standing?.group ?? null };
  });
};
