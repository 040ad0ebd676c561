import { Inject, Injectable } from '@nestjs/common';
import type { Period } from '@mingxiao/domain/comparisons/periods';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import { surveysBy } from '@mingxiao/domain/surveys/waves-of-period';
import type { Configuration } from '../configuration/configuration.js';
import { FiguresOf } from '../figures/figures-of.js';
import type { ReadModel } from '../models/read-model.js';
import type { Reads } from '../query/reads.js';
import { SurveysOf } from '../surveys/surveys-of.js';
import { CONFIGURATION } from '../tokens.js';
import { askTogether, type AnswerTo, type Asked } from './asked-together.js';
import { questionsOf } from './scheme-questions.js';
import { scorePeriods } from './score-periods.js';
import { scoreSet, type ScoredSet, type UnitInput } from './scored-set.js';
import { unitInputs } from './unit-inputs.js';

/** The calendar by which periods are compared. */
const officeCalendar = 'cn-national';

const answerTo = (answer: AnswerTo, asked: Asked | null) => (asked === null ? null : answer(asked));

/** Reads what schemes ask for and scores every unit of their level. One statement over each source, however many units and schemes. */
@Injectable()
export class ScoreUnits {
  constructor(
    private readonly figures: FiguresOf,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly surveys: SurveysOf,
  ) {}

  /** Every unit of the scheme's level over a period, read for `at` from a model. Nothing is written. */
  async score(model: ReadModel, scheme: ScoringScheme, dates: Period, at: Instant): Promise<ScoredSet> {
    const inputs = await this.inputs(model, [scheme], dates, at);
    return scoreSet(scheme, dates, inputs(scheme), this.periods(model, dates, at).previous);
  }

  private periods({ reference }: ReadModel, dates: Period, at: Instant): ReturnType<typeof scorePeriods> {
    return scorePeriods(reference.calendarAt(officeCalendar, at), this.configuration.timeZone, dates, at);
  }

  /** All ask of one period. Before the first year of a city there is nothing, and one look tells. */
  private async askBefore(reads: Reads, asked: readonly Asked[]): Promise<AnswerTo> {
    const [first] = asked;
    if (first === undefined || !(await this.figures.hasAny(first.question, reads))) return () => [];
    return askTogether(this.figures, reads, asked);
  }

  /** What every unit is scored on, by scheme. What several schemes want to know of the same is read once. */
  async inputs(model: ReadModel, schemes: readonly ScoringScheme[], dates: Period, at: Instant): Promise<(scheme: ScoringScheme) => readonly UnitInput[]> {
    const { timeZone } = this.configuration;
    const periods = this.periods(model, dates, at);
    const questions = new Map(schemes.map((scheme) => [scheme, questionsOf(scheme, timeZone, periods)]));
    const all = [...questions.values()];
    const [answer, answerBefore, surveys] = await Promise.all([
      askTogether(this.figures, model.reads, all.flatMap(({ now, staff }) => [now, ...(staff === null ? [] : [staff])])),
      this.askBefore(model.reads, all.flatMap(({ before }) => before ?? [])),
      all.some((one) => one.surveys.length > 0) ? this.surveys.of(model, { from: (periods.previous ?? periods.period).figures.from, to: periods.period.figures.to }) : null,
    ]);
    const known = surveys === null ? null : surveysBy(surveys, at);
    return (scheme) => {
      const { now, before, staff, surveys: measures } = questions.get(scheme) ?? questionsOf(scheme, timeZone, periods);
      const answers = {
        now: answer(now),
        before: answerTo(answerBefore, before),
        staff: answerTo(answer, staff),
        surveys: known === null || measures.length === 0 ? null : { surveys: known, measures },
      };
      return unitInputs(model.reference, scheme, answers, { ...periods, timeZone });
    };
  }
}
