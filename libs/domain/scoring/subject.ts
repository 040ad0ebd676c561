import type { Indicators, Measures, UnitFigures } from './figures.js';
import type { AssessmentName, ScoringScheme } from './scheme.js';

/** The figures a unit is scored on. */
export type ScoreInput = {
  readonly figures: UnitFigures;
  /** Working days of the period; null: not known, then counts cannot be compared. */
  readonly workingDays: number | null;
  /** The previous comparable period; null: there is none. */
  readonly previous: { readonly measures: Measures; readonly workingDays: number | null } | null;
  /** What the whole peer class did, the unit included; null: it has none. */
  readonly peers: Measures | null;
};

/** What every rule of one assessment looks at. */
export type Subject = ScoreInput & {
  readonly scheme: ScoringScheme;
  readonly indicators: Indicators;
  readonly name: AssessmentName;
};

/** What an assessment of that name looks at. Field by field, since a city's trees are made of tens of thousands of these. */
export const subjectOf = (scheme: ScoringScheme, indicators: Indicators, { figures, workingDays, previous, peers }: ScoreInput, name: AssessmentName): Subject => ({
  figures,
  workingDays,
  previous,
  peers,
  scheme,
  indicators,
  name,
});
