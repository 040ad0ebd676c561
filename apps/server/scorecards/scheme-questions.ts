import { measureIds, surveyMeasureIds, type MeasureId, type SurveyMeasureId } from '@mingxiao/contracts/metrics';
import { measuresOfDevelopment, measuresOfScheme, measuresOfStaff } from '@mingxiao/domain/scoring/measures-of-scheme';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import { scoringFigures } from '@mingxiao/metrics/indicators/scoring-figures';
import type { FigurePeriod, FigureQuestion } from '@mingxiao/metrics/sources/question';
import type { Asked } from './asked-together.js';
import type { ScorePeriod } from './score-periods.js';

/** Everything that has to be read before a scheme can be applied. Null: the scheme has no use for it. */
export type SchemeQuestions = {
  readonly now: Asked;
  /** The comparable period before, and of it no more than development is measured by. */
  readonly before: Asked | null;
  /** What everybody did in each unit. */
  readonly staff: Asked | null;
  /** What it has to know of surveys, now or of the period before; most schemes nothing. */
  readonly surveys: readonly SurveyMeasureId[];
};

/** A scheme names measures of the registry only: it was checked against it when it was read. */
const measureId = (id: string): MeasureId => {
  const known = measureIds.find((one) => one === id);
  if (known === undefined) throw new Error(`the registry has no measure "${id}"`);
  return known;
};

const ofSurveys = (id: string): SurveyMeasureId[] => surveyMeasureIds.filter((one) => one === id);

const ofCases = (ids: readonly string[]): MeasureId[] => ids.filter((id) => ofSurveys(id).length === 0).map(measureId);

const questionOf = ({ level, responsibility }: ScoringScheme, timeZone: string) => (period: FigurePeriod): FigureQuestion => ({
  by: level,
  filters: {},
  period,
  policy: responsibility,
  timeZone,
});

export const questionsOf = (
  scheme: ScoringScheme,
  timeZone: string,
  { period, previous }: { readonly period: ScorePeriod; readonly previous: ScorePeriod | null },
): SchemeQuestions => {
  const { indicators } = scoringFigures;
  const over = questionOf(scheme, timeZone);
  const all = measuresOfScheme(scheme, indicators);
  const development = measuresOfDevelopment(scheme, indicators);
  const ofStaff = scheme.level === 'staff' ? [] : measuresOfStaff(scheme, indicators).map(measureId);
  return {
    now: { question: over(period.figures), measures: ofCases(all) },
    before: previous === null || development.length === 0 ? null : { question: over(previous.figures), measures: ofCases(development) },
    staff: ofStaff.length === 0 ? null : { question: { ...over(period.figures), by: 'staff', within: scheme.level }, measures: ofStaff },
    // Of other levels nothing is asked: a scheme that reached the log unchecked finds no data.
    surveys: scheme.level === 'department' ? all.flatMap(ofSurveys) : [],
  };
};
