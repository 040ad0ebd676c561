import type { MeasureId } from '@mingxiao/contracts/metrics';
import type { ChildFigures } from '@mingxiao/metrics/figures/figure-statement';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import type { FigureQuestion } from '@mingxiao/metrics/sources/question';
import type { FiguresOf } from '../figures/figures-of.js';
import type { Reads } from '../query/reads.js';

/** Measures that somebody wants to know, and of what. */
export type Asked = { readonly question: FigureQuestion; readonly measures: readonly MeasureId[] };

/** The children of what was asked that have anything to say to it, each with the measures asked for and no others. */
export type AnswerTo = (asked: Asked) => readonly ChildFigures[];

const named = ({ question }: Asked): string => JSON.stringify(question);

/** As if it had been asked alone: without the measures of others, and without the children that only these know. */
const partFor = ({ measures }: Asked) => {
  const none: Partial<Record<MeasureId, number>> = Object.fromEntries(measures.map((id) => [id, 0]));
  return (child: ChildFigures): readonly ChildFigures[] => {
    const own = { ...none };
    for (const id of measures) own[id] = child.measures[id] ?? 0;
    return measures.every((id) => own[id] === 0) ? [] : [{ ...child, measures: own }];
  };
};

/** Asks equal questions once, for all that is wanted of them together: two schemes over one period are one reading. */
export const askTogether = async (figures: FiguresOf, reads: Reads, all: readonly Asked[]): Promise<AnswerTo> => {
  const wanted = new Map<string, Asked>();
  for (const asked of all) {
    const before = wanted.get(named(asked))?.measures ?? [];
    wanted.set(named(asked), { ...asked, measures: [...new Set([...before, ...asked.measures])] });
  }
  const answers = await Promise.all(
    [...wanted].map(async ([name, { question, measures }]) => [name, await figures.children(question, measures.map(measureOf), [], reads)] as const),
  );
  const byQuestion = new Map(answers);
  return (asked) => (byQuestion.get(named(asked)) ?? []).flatMap(partFor(asked));
};
