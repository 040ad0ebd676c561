import { surveyMeasureIds, type SurveyMeasureId } from '@mingxiao/contracts/metrics';
import type { SurveyList, SurveysRequest, SurveyWave } from '@mingxiao/contracts/surveys';
import { localDateOf } from '@mingxiao/domain/calendar/zone';
import { fraction, type Fraction } from '@mingxiao/domain/kernel/fraction';
import { measureOf, type Measures } from '@mingxiao/domain/scoring/figures';
import { unitsPerPoint } from '@mingxiao/domain/scoring/points';
import { surveyMeasures, waveResult, type DepartmentResult, type QuestionResult, type WaveResult } from '@mingxiao/domain/surveys/wave-results';
import { wavesIn, type Wave } from '@mingxiao/domain/surveys/waves-of-period';
import { exactNumberOf } from '@mingxiao/metrics/named/figure-parts';
import type { UnitLabel } from '@mingxiao/metrics/ranking/ranking-rows';
import { readingParameters } from '../scorecards/scorecard-answers.js';
import type { KnownSurveys } from './surveys-of.js';

type Counts = Omit<SurveyList['waves'][number], 'departments'>;

const responseRate = ({ invited, answered, uninvited }: WaveResult): Fraction | null => (invited === 0 ? null : fraction(BigInt(100 * (answered - uninvited)), BigInt(invited)));

const countsOf = ({ first, last }: Wave, timeZone: string, result: WaveResult): Counts => {
  const { wave, invited, answered, uninvited } = result;
  return { wave, from: localDateOf(timeZone, first), to: localDateOf(timeZone, last), invited, answered, uninvited, responseRate: exactNumberOf(responseRate(result)) };
};

type Listed = SurveyList['waves'][number];

/** What a wave says of the department asked for; null: nobody was asked about it. */
const ofDepartment = (result: WaveResult, department: string | undefined): Pick<Listed, 'measures'> | null => {
  if (department === undefined) return {};
  if (!result.departments.some((one) => one.department === department)) return null;
  return { measures: measuresOf(surveyMeasures(result).get(department)) };
};

export const toSurveyList = ({ surveys, basis }: KnownSurveys, timeZone: string, { from, to, department }: Pick<SurveysRequest, 'from' | 'to' | 'department'>): SurveyList => ({
  waves: [...wavesIn(surveys)].flatMap(([wave, known]): Listed[] => {
    const began = localDateOf(timeZone, known.first);
    if ((from !== undefined && began < from) || (to !== undefined && began > to)) return [];
    const result = waveResult(known.surveys, wave);
    const said = ofDepartment(result, department);
    return said === null ? [] : [{ ...countsOf(known, timeZone, result), departments: result.departments.length, ...said }];
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

const measuresOf = (sums: Measures | undefined): SurveyWave['departments'][number]['measures'] =>
  sums === undefined ? null : (Object.fromEntries(surveyMeasureIds.map((id) => [id, measureOf(sums, id)])) as Record<SurveyMeasureId, number>);

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
  const all = wavesIn(surveys).get(wave);
  if (all === undefined) return null;
  const result = waveResult(all.surveys, wave);
  const counts = countsOf(all, timeZone, result);
  const measures = surveyMeasures(result);
  const departmentOf = ({ department, invited, answered, index, suppressed }: DepartmentResult): SurveyWave['departments'][number] => ({
    department,
    name: label(department)?.name ?? null,
    invited,
    answered,
    index: exactNumberOf(index),
    suppressed,
    measures: measuresOf(measures.get(department)),
    satisfaction: `/v1/satisfaction?${new URLSearchParams({ by: 'department', unit: department, from: counts.from, to: counts.to }).toString()}`,
    assessments: assessmentsOf(known, department, { from: counts.from, to: counts.to }),
  });
  return { ...counts, questions: result.questions.map(questionOf), departments: result.departments.map(departmentOf), basis };
};
