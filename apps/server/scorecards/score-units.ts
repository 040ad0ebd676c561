import { Inject, Injectable } from '@nestjs/common';
import { measureIds, type MeasureId } from '@mingxiao/contracts/metrics';
import type { Period } from '@mingxiao/domain/comparisons/periods';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import { totalOf, type Measures, type UnitFigures } from '@mingxiao/domain/scoring/figures';
import { measuresOfScheme, measuresOfStaff } from '@mingxiao/domain/scoring/measures-of-scheme';
import type { StaffService } from '@mingxiao/domain/scoring/score-chief';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import { serviceDays } from '@mingxiao/domain/scoring/service-days';
import { scoringFigures } from '@mingxiao/metrics/indicators/scoring-figures';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { scaleOf } from '@mingxiao/metrics/sources/shares';
import { withinSeparator, type FigurePeriod, type FigureQuestion } from '@mingxiao/metrics/sources/question';
import type { Configuration } from '../configuration/configuration.js';
import { FiguresOf } from '../figures/figures-of.js';
import type { ReadModel } from '../models/read-model.js';
import { CONFIGURATION } from '../tokens.js';
import { scorePeriods, type ScorePeriod } from './score-periods.js';
import { scoreSet, type ScoredSet, type UnitInput } from './scored-set.js';

/** The calendar by which periods are compared. */
const officeCalendar = 'cn-national';

type ByUnit = ReadonlyMap<string, Measures>;

/** Reads what a scheme asks for and scores every unit of its level. One statement over each source, however many units. */
@Injectable()
export class ScoreUnits {
  constructor(
    private readonly figures: FiguresOf,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Every unit of the scheme's level over a period, read for `at` from a model. Nothing is written. */
  async score(model: ReadModel, scheme: ScoringScheme, dates: Period, at: Instant): Promise<ScoredSet> {
    return scoreSet(scheme, dates, await this.inputs(model, scheme, dates, at));
  }

  /** What every unit is scored on. */
  async inputs(model: ReadModel, scheme: ScoringScheme, dates: Period, at: Instant): Promise<readonly UnitInput[]> {
    const { timeZone } = this.configuration;
    const { period, previous } = scorePeriods(model.reference.calendarAt(officeCalendar, at), timeZone, dates, at);
    const measures = measuresOfScheme(scheme, scoringFigures.indicators);
    const compares = scheme.assessments.development !== null && previous !== null;
    const [now, before, staff] = await Promise.all([
      this.measuresOf(model, scheme, period.figures, measures),
      compares ? this.measuresOf(model, scheme, previous.figures, measures) : null,
      this.staffOf(model, scheme, period.figures),
    ]);
    const units = unitsOf(model, scheme, now, Math.min(period.figures.to - 1, at));
    return inputsOf(scheme, units, period, compares ? previous : null, before, staff);
  }

  private async measuresOf({ reads }: ReadModel, scheme: ScoringScheme, period: FigurePeriod, ids: readonly string[]): Promise<ByUnit> {
    const children = await this.figures.children(this.question(scheme, period), ids.map(measureId).map(measureOf), [], reads);
    return new Map(children.filter(({ child }) => child !== '').map(({ child, measures }) => [child, wholeCases(scheme, measures)]));
  }

  /** What everybody did in each unit, whether they serve there still, with their days of service. */
  private async staffOf({ reads, reference }: ReadModel, scheme: ScoringScheme, period: FigurePeriod): Promise<(unit: string) => readonly StaffService[]> {
    const ids = measuresOfStaff(scheme);
    if (ids.length === 0 || scheme.level === 'staff') return () => [];
    const question: FigureQuestion = { ...this.question(scheme, period), by: 'staff', within: scheme.level };
    const children = await this.figures.children(question, ids.map(measureId).map(measureOf), [], reads);
    const done = new Map<string, Map<string, Measures>>();
    for (const { child, measures } of children) {
      const [unit = '', staff = ''] = child.split(withinSeparator);
      if (unit === '' || staff === '') continue;
      done.set(unit, (done.get(unit) ?? new Map<string, Measures>()).set(staff, wholeCases(scheme, measures)));
    }
    return (unit) => {
      const days = serviceDays(reference.servedIn(unit, period.from, period.to), this.configuration.timeZone);
      const did = done.get(unit) ?? new Map<string, Measures>();
      return [...new Set([...days.keys(), ...did.keys()])].map((staff) => ({ staff, days: days.get(staff) ?? 0, figures: figuresOf(staff, did.get(staff)) }));
    };
  }

  private question(scheme: ScoringScheme, period: FigurePeriod): FigureQuestion {
    return { by: scheme.level, filters: {}, period, policy: scheme.responsibility, timeZone: this.configuration.timeZone };
  }
}

/** A scheme names measures of the registry only: it was checked against it when it was read. */
const measureId = (id: string): MeasureId => {
  const known = measureIds.find((one) => one === id);
  if (known === undefined) throw new Error(`the registry has no measure "${id}"`);
  return known;
};

/** Shared-out cases come in millionths; points are given for whole ones, never rounded up. */
const wholeCases = (scheme: ScoringScheme, measures: Readonly<Partial<Record<MeasureId, number>>>): Measures =>
  Object.fromEntries(Object.entries(measures).map(([id, value]) => [id, Math.floor((value ?? 0) / scaleOf(measureOf(measureId(id)), scheme.responsibility))]));

const figuresOf = (unit: string, measures: Measures = {}): UnitFigures => ({ unit, unitClass: null, sortNo: null, measures });

/** Every unit of the level that is defined or did something, in official order, then by id. */
const unitsOf = ({ reference }: ReadModel, { level }: ScoringScheme, figures: ByUnit, at: Instant): readonly UnitFigures[] => {
  const defined = reference.unitsAt(at).filter(({ type }) => type === level);
  const others = [...figures.keys()].filter((unit) => !defined.some((one) => one.unit === unit)).sort();
  return [...defined.map(({ unit }) => unit), ...others].map((unit) => {
    const definition = reference.unitAt(unit, at);
    return { unit, unitClass: definition?.peerClass ?? null, sortNo: definition?.sortNo ?? null, measures: figures.get(unit) ?? {} };
  });
};

const inputsOf = (
  scheme: ScoringScheme,
  units: readonly UnitFigures[],
  period: ScorePeriod,
  previous: ScorePeriod | null,
  before: ByUnit | null,
  staff: (unit: string) => readonly StaffService[],
): readonly UnitInput[] => {
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

const totalsByClass = (units: readonly UnitFigures[]): ReadonlyMap<string, Measures> => {
  const classes = new Set(units.flatMap(({ unitClass }) => unitClass ?? []));
  return new Map([...classes].map((name) => [name, totalOf(units.filter(({ unitClass }) => unitClass === name))]));
};
