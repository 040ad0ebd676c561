import type { SurveyList, SurveyWave } from '@mingxiao/contracts/surveys';
import { localDateOf } from '@mingxiao/domain/calendar/zone';
import { fraction, type Fraction } from '@mingxiao/domain/kernel/fraction';
import { unitsPerPoint } from '@mingxiao/domain/scoring/points';
import type { Surveys } from '@mingxiao/domain/surveys/read-surveys';
import { surveyMeasures, waveResult, type DepartmentResult, type QuestionResult, type WaveResult } from '@mingxiao/domain/surveys/wave-results';
import { exactNumberOf } from '@mingxiao/metrics/named/figure-parts';
import type { UnitLabel } from '@mingxiao/metrics/ranking/ranking-rows';
import { readingParameters } from '../scorecards/scorecard-answers.js';
import type { KnownSurveys } from './surveys-of.js';

type Counts = Omit<SurveyList['waves'][number], 'departments'>;

/** Every wave that somebody was invited to or answered, by id. */
const wavesIn = ({ invitations, replies }: Surveys): readonly string[] => [...new Set([...invitations, ...replies].map(({ wave }) => wave))].sort();

const responseRate = ({ invited, answered, uninvited }: WaveResult): Fraction | null => (invited === 0 ? null : fraction(BigInt(100 * (answered - uninvited)), BigInt(invited)));

const countsOf = ({ invitations, replies }: Surveys, timeZone: string, result: WaveResult): Counts => {
  const { wave, invited, answered, uninvited } = result;
  const times = [...invitations, ...replies].filter((one) => one.wave === wave).map(({ at }) => at);
  const dateOf = (choose: (a: number, b: number) => number) => localDateOf(timeZone, times.reduce(choose));
  return { wave, from: dateOf((a, b) => Math.min(a, b)), to: dateOf((a, b) => Math.max(a, b)), invited, answered, uninvited, responseRate: exactNumberOf(responseRate(result)) };
};

export const toSurveyList = ({ surveys, basis }: KnownSurveys, timeZone: string): SurveyList => ({
  waves: wavesIn(surveys).map((wave) => {
    const result = waveResult(surveys, wave);
    return { ...countsOf(surveys, timeZone, result), departments: result.departments.length };
  }),
  basis,
});

const questionOf = ({ question, version, n, respondents, mean, distribution, suppressed }: QuestionResult): SurveyWave['questions'][number] => ({
  question,
  version,
  n,
  respondents,
  mean: exactNumberOf(mean),
  distribution: distribution === null ? null : distribution.map(({ points, count }) => ({ points: points / unitsPerPoint, count })),
  suppressed,
});

type Days = { readonly from: string; readonly to: string };

/** The way from a department's survey to its assessment: the same days, and of the same knowledge. */
const assessmentsOf = ({ reference, at, basis }: KnownSurveys, department: string, days: Days): SurveyWave['departments'][number]['assessments'] => {
  if (reference.unitAt(department, at)?.type !== 'department') return [];
  const query = new URLSearchParams({ unit: department, ...days, ...readingParameters(basis, undefined) }).toString();
  const schemes = reference.schemesAt(at).filter(({ level }) => level === 'department');
  return schemes.map(({ name }) => ({ scheme: name, scorecard: `/v1/scorecards/${encodeURIComponent(name)}?${query}` }));
};

/** One wave; null where nobody was invited to it or answered. */
export const toSurveyWave = (known: KnownSurveys, timeZone: string, wave: string, label: (unit: string) => UnitLabel): SurveyWave | null => {
  const { surveys, basis } = known;
  if (!wavesIn(surveys).includes(wave)) return null;
  const result = waveResult(surveys, wave);
  const counts = countsOf(surveys, timeZone, result);
  const measures = surveyMeasures(result);
  const departmentOf = ({ department, invited, answered, index, suppressed }: DepartmentResult): SurveyWave['departments'][number] => ({
    department,
    name: label(department)?.name ?? null,
    invited,
    answered,
    index: exactNumberOf(index),
    suppressed,
    measures: measures.get(department) ?? null,
    satisfaction: `/v1/satisfaction?${new URLSearchParams({ by: 'department', unit: department, from: counts.from, to: counts.to }).toString()}`,
    assessments: assessmentsOf(known, department, { from: counts.from, to: counts.to }),
  });
  return { ...counts, questions: result.questions.map(questionOf), departments: result.departments.map(departmentOf), basis };
};
