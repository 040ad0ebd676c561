import type { MeasureId, SurveyMeasureId } from '@mingxiao/contracts/metrics';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { totalOf, type Measures, type UnitFigures } from '@mingxiao/domain/scoring/figures';
import type { StaffService } from '@mingxiao/domain/scoring/score-chief';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import { serviceDays } from '@mingxiao/domain/scoring/service-days';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { Surveys } from '@mingxiao/domain/surveys/read-surveys';
import { surveyMeasuresOf } from '@mingxiao/domain/surveys/waves-of-period';
import type { ChildFigures } from '@mingxiao/metrics/figures/figure-statement';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { scaleOf } from '@mingxiao/metrics/sources/shares';
import { withinSeparator } from '@mingxiao/metrics/sources/question';
import type { ScorePeriod } from './score-periods.js';
import type { UnitInput } from './scored-set.js';

/** What was read for a scheme, child by child; null: it was not asked. */
export type SchemeAnswers = {
  readonly now: readonly ChildFigures[];
  readonly before: readonly ChildFigures[] | null;
  readonly staff: readonly ChildFigures[] | null;
  /** What had been said in surveys, and what of it the scheme names. */
  readonly surveys: { readonly surveys: Surveys; readonly measures: readonly SurveyMeasureId[] } | null;
};

/** Over what a scheme is read. */
export type ScoredTime = { readonly period: ScorePeriod; readonly previous: ScorePeriod | null; readonly timeZone: string };

type ByUnit = ReadonlyMap<string, Measures>;

/** Shared-out cases come in millionths, and are scored as the cases they are parts of: 3.99 negative ratings of 30 are 13.3 %, not 3 of 30. */
const inCases = ({ responsibility }: ScoringScheme, measures: ChildFigures['measures']): Measures =>
  responsibility === 'holding-share'
    ? Object.fromEntries(Object.entries(measures).map(([id, value]) => [id, (value ?? 0) / scaleOf(measureOf(id as MeasureId), responsibility)]))
    : measures;

const byUnit = (scheme: ScoringScheme, children: readonly ChildFigures[]): ByUnit =>
  new Map(children.filter(({ child }) => child !== '').map(({ child, measures }) => [child, inCases(scheme, measures)]));

/** The same with what a scheme names of surveys, which comes from no case: as it is, whomever cases count for. */
const withSurveys = (figures: ByUnit, answers: SchemeAnswers['surveys'], { figures: span }: ScorePeriod): ByUnit => {
  if (answers === null) return figures;
  const all = new Map(figures);
  for (const [unit, said] of surveyMeasuresOf(answers.surveys, span)) {
    all.set(unit, { ...all.get(unit), ...Object.fromEntries(answers.measures.map((id) => [id, said[id] ?? 0])) });
  }
  return all;
};

/** Every unit of the level that is defined or did something, in official order, then by id. */
const unitsOf = (reference: Reference, { level }: ScoringScheme, figures: ByUnit, at: Instant): readonly UnitFigures[] => {
  const defined = reference.unitsAt(at).filter(({ type }) => type === level).map(({ unit }) => unit);
  const known = new Set(defined);
  const others = [...figures.keys()].filter((unit) => !known.has(unit)).sort();
  return [...defined, ...others].map((unit) => {
    const definition = reference.unitAt(unit, at);
    return { unit, unitClass: definition?.peerClass ?? null, sortNo: definition?.sortNo ?? null, measures: figures.get(unit) ?? {} };
  });
};

const figuresOf = (unit: string, measures: Measures = {}): UnitFigures => ({ unit, unitClass: null, sortNo: null, measures });

/** What everybody did in each unit, whether they serve there still, with their days of service. */
const staffOf = (reference: Reference, scheme: ScoringScheme, children: readonly ChildFigures[] | null, { period, timeZone }: ScoredTime): ((unit: string) => readonly StaffService[]) => {
  if (children === null) return () => [];
  const done = new Map<string, Map<string, Measures>>();
  for (const { child, measures } of children) {
    const [unit = '', staff = ''] = child.split(withinSeparator);
    if (unit === '' || staff === '') continue;
    done.set(unit, (done.get(unit) ?? new Map<string, Measures>()).set(staff, inCases(scheme, measures)));
  }
  return (unit) => {
    const days = serviceDays(reference.servedIn(unit, period.figures.from, period.figures.to), timeZone);
    const did = done.get(unit) ?? new Map<string, Measures>();
    return [...new Set([...days.keys(), ...did.keys()])].map((staff) => ({ staff, days: days.get(staff) ?? 0, figures: figuresOf(staff, did.get(staff)) }));
  };
};

const totalsByClass = (units: readonly UnitFigures[]): ReadonlyMap<string, Measures> => {
  const classes = new Set(units.flatMap(({ unitClass }) => unitClass ?? []));
  return new Map([...classes].map((name) => [name, totalOf(units.filter(({ unitClass }) => unitClass === name))]));
};

/** What every unit of the scheme's level is scored on, put together from what was read. */
export const unitInputs = (reference: Reference, scheme: ScoringScheme, answers: SchemeAnswers, time: ScoredTime): readonly UnitInput[] => {
  const { period, previous } = time;
  const read = (children: readonly ChildFigures[], of: ScorePeriod): ByUnit => withSurveys(byUnit(scheme, children), answers.surveys, of);
  const units = unitsOf(reference, scheme, read(answers.now, period), period.figures.until);
  const before = answers.before === null || previous === null ? null : read(answers.before, previous);
  const staff = staffOf(reference, scheme, answers.staff, time);
  const peers = scheme.assessments.differentiated === null ? new Map<string, Measures>() : totalsByClass(units);
  return units.map((figures) => ({
    input: {
      figures,
      workingDays: period.workingDays,
      previous: previous === null || before === null ? null : { measures: before.get(figures.unit) ?? {}, workingDays: previous.workingDays },
      peers: figures.unitClass === null ? null : (peers.get(figures.unitClass) ?? null),
    },
    staff: staff(figures.unit),
  }));
};
