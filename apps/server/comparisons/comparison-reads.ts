import { Injectable } from '@nestjs/common';
import type { Contributor } from '@mingxiao/contracts/comparisons';
import type { MeasureId } from '@mingxiao/contracts/metrics';
import type { ChildFigures } from '@mingxiao/metrics/figures/figure-statement';
import { nothingCounted } from '@mingxiao/metrics/named/figure-parts';
import { readFor } from '@mingxiao/metrics/named/metric';
import type { FigurePeriod, FigureQuestion } from '@mingxiao/metrics/sources/question';
import { FiguresOf } from '../figures/figures-of.js';
import type { ReadModel } from '../models/read-model.js';
import type { OneNumber } from './comparison-question.js';

/** One metric of one unit, read from a model; the question's period is one of two. */
export type Asked = { readonly metric: OneNumber; readonly model: ReadModel; readonly question: FigureQuestion };

/** The units of a class that did something, and what they did together. */
export type PeerFigures = { readonly units: readonly string[]; readonly total: ChildFigures };

/** Reads what a comparison puts side by side. */
@Injectable()
export class ComparisonReads {
  constructor(private readonly figures: FiguresOf) {}

  async figure({ metric, model, question }: Asked, period: FigurePeriod): Promise<ChildFigures> {
    const [found] = await this.children({ metric, model, question }, period);
    return found ?? nothingCounted(metric);
  }

  /** Every item, or everybody, of the unit that is asked for. */
  contributors({ metric, model, question }: Asked, by: Contributor, period: FigurePeriod): Promise<ChildFigures[]> {
    const { only, ...rest } = question;
    const filters = question.by === null || only === undefined ? question.filters : { ...question.filters, [question.by]: only };
    return this.children({ metric, model, question: { ...rest, by, filters } }, period);
  }

  /** All units of a class at the level asked for, the unit itself among them. */
  async peers({ metric, model, question }: Asked, isPeer: (unit: string) => boolean, period: FigurePeriod): Promise<PeerFigures> {
    const { only: _unit, ...everybody } = question;
    const children = (await this.children({ metric, model, question: everybody }, period)).filter(({ child }) => isPeer(child));
    return { units: children.map(({ child }) => child), total: children.reduce(sum, nothingCounted(metric)) };
  }

  private children({ metric, model, question }: Asked, period: FigurePeriod): Promise<ChildFigures[]> {
    const { measures, quantiles } = readFor(metric);
    return this.figures.children({ ...question, period }, measures, quantiles, model.reads);
  }
}

const sum = (total: ChildFigures, { measures }: ChildFigures): ChildFigures => {
  const ids = Object.keys(total.measures) as MeasureId[];
  return { ...total, measures: Object.fromEntries(ids.map((id) => [id, (total.measures[id] ?? 0) + (measures[id] ?? 0)])) };
};
