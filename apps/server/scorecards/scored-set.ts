import type { Standing, StandingName } from '@mingxiao/contracts/scorecards';
import type { Period } from '@mingxiao/domain/comparisons/periods';
import { rankScores, type RankedScore } from '@mingxiao/domain/scoring/ranks/rank-scores';
import { scoredByTree } from '@mingxiao/domain/scoring/ranks/scored-unit';
import { scoreChief, type ChiefScore, type StaffService } from '@mingxiao/domain/scoring/score-chief';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import { scoreUnit, type Scorecard } from '@mingxiao/domain/scoring/score-unit';
import type { ScoreInput } from '@mingxiao/domain/scoring/subject';
import { scoringFigures } from '@mingxiao/metrics/indicators/scoring-figures';
import type { PreviousPeriod } from './score-periods.js';

/** One unit with all that its scorecard says. */
export type ScoredCard = {
  readonly input: ScoreInput;
  readonly card: Scorecard;
  /** Null where the scheme does not score staff. */
  readonly chief: ChiefScore | null;
  readonly standings: Readonly<Partial<Record<StandingName, Standing>>>;
};

/** The scorecards of all units of a scheme's level over a period. */
export type ScoredSet = {
  readonly scheme: ScoringScheme;
  readonly dates: Period;
  readonly cards: readonly ScoredCard[];
  /** What development is measured against, where its lists are to be found; null: nothing. */
  readonly previous: Pick<PreviousPeriod, 'dates' | 'at'> | null;
};

/** What a unit is scored on: its figures, and where the scheme asks for them those of its staff. */
export type UnitInput = { readonly input: ScoreInput; readonly staff: readonly StaffService[] };

const standingOf = ({ points, failed, rank, note, range, group }: RankedScore): Standing => ({ points, failed, rank, note, range, group });

const { indicators } = scoringFigures;

/** The trees of every unit, and where each stands among the others. Pure: equal inputs give equal sets. */
export const scoreSet = (scheme: ScoringScheme, dates: Period, inputs: readonly UnitInput[], previous: ScoredSet['previous'] = null): ScoredSet => {
  const scored = inputs.map(({ input, staff }) => ({
    input,
    staff,
    card: scoreUnit(scheme, indicators, input),
    chief: scheme.staff === null ? null : scoreChief(scheme, indicators, input, staff),
  }));
  const rank = (name: keyof ChiefScore | null): readonly RankedScore[] =>
    rankScores(scheme, indicators, scored.map(({ input, staff, card, chief }) => scoredByTree(input.figures, card.n, (name === null ? null : chief?.[name]) ?? card.key, staff)));
  const ranked: Partial<Record<StandingName, readonly RankedScore[]>> = scheme.staff === null ? { key: rank(null) } : { literal: rank('literal'), normalised: rank('normalised') };
  const standingsAt = (index: number): ScoredCard['standings'] =>
    Object.fromEntries(Object.entries(ranked).flatMap(([name, all]) => (all[index] === undefined ? [] : [[name, standingOf(all[index])]])));
  return { scheme, dates, cards: scored.map((one, index) => ({ ...one, standings: standingsAt(index) })), previous };
};
