import { Injectable } from '@nestjs/common';
import type { Quantile } from '@mingxiao/metrics/indicators/indicator';
import { drillStatement, type Page } from '@mingxiao/metrics/drill/drill-statement';
import type { ListedCase } from '@mingxiao/metrics/drill/listed-case';
import { figureStatement, type ChildFigures, type FigureStatement } from '@mingxiao/metrics/figures/figure-statement';
import { joinFigures } from '@mingxiao/metrics/figures/join-figures';
import type { Measure } from '@mingxiao/metrics/measures/measure';
import { parametersOf, type FigureQuestion } from '@mingxiao/metrics/sources/question';
import { anythingFile } from '@mingxiao/metrics/sources/source-files';
import { Reads } from '../query/reads.js';

/** Runs the statements of the metric registry. Every figure there is, and every list behind one, is read here. */
@Injectable()
export class FiguresOf {
  constructor(private readonly reads: Reads) {}

  /** Measures and quantiles of every child, read from the model that `reads` stands on: the live one unless said otherwise. */
  async children(question: FigureQuestion, measures: readonly Measure[], quantiles: readonly Quantile[], reads: Reads = this.reads): Promise<ChildFigures[]> {
    return joinFigures(await run(reads, figureStatement(question, measures, quantiles)));
  }

  /**
   * Whether any case may have anything in the period of a question, whatever else it asks. A superseded row counts as one, so
   * yes may be wrong and no is not. Much less work than to find that every figure is 0.
   */
  async hasAny(question: FigureQuestion, reads: Reads = this.reads): Promise<boolean> {
    return (await reads.all({ name: 'figures/anything', file: anythingFile, row: () => true }, parametersOf(question))).length > 0;
  }

  /** One page of the cases behind a measure. */
  cases(question: FigureQuestion, measure: Measure, page: Page, reads: Reads = this.reads): Promise<ListedCase[]> {
    return run(reads, drillStatement(question, measure, page));
  }
}

const run = async <Row>(reads: Reads, { name, parts, row, parameters }: FigureStatement<Row>): Promise<Row[]> =>
  parts.length === 0 ? [] : reads.together({ name, row }, parts, parameters);
