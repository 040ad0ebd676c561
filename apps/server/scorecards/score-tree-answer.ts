import type { ScoreTree } from '@mingxiao/contracts/scorecards';
import { indicatorNamed } from '@mingxiao/domain/scoring/figures';
import { wilsonInterval } from '@mingxiao/domain/scoring/intervals/wilson-interval';
import type { Input, ScoreNode } from '@mingxiao/domain/scoring/score-tree';
import { scoringFigures } from '@mingxiao/metrics/indicators/scoring-figures';

/** The address of the list of cases that adds up to an input, of one of the staff where it is theirs; null where it is not the unit's own. */
export type DrillOf = (input: Input, staff: string | null) => string | null;

/** A share of cases lies between 0 and 1; for means, and for shares of time, whose milliseconds are no trials, no interval is stated. */
const intervalOf = ({ formula, inputs }: ScoreNode): ScoreTree['interval'] => {
  if (formula.rule !== 'curve') return null;
  const { numerator, denominator, scale, perCaseMax, cases = denominator } = indicatorNamed(scoringFigures.indicators, formula.indicator);
  const own = (measure: string): number | undefined => inputs.find((input) => input.of === 'unit' && input.measure === measure)?.value;
  const [successes, trials] = [own(numerator), own(denominator)];
  if (perCaseMax !== 1 || cases !== denominator || successes === undefined || trials === undefined) return null;
  const interval = wilsonInterval(successes, trials);
  return interval === null ? null : { lower: interval.lower * scale, upper: interval.upper * scale };
};

/** Below it every child is one of the staff, named by id. */
const isOfStaff = ({ id, kind }: ScoreNode): boolean => id === 'staff' && kind === 'sum';

/** A tree as it is answered: with intervals, and the way from every input to its cases. */
export const toTreeAnswer = (node: ScoreNode, drill: DrillOf, staff: string | null = null): ScoreTree => ({
  id: node.id,
  label: node.label,
  kind: node.kind,
  formula: { ...node.formula },
  inputs: node.inputs.map((input) => ({ ...input, drill: drill(input, staff) })),
  n: node.n,
  weight: node.weight,
  value: node.value,
  interval: intervalOf(node),
  points: node.points,
  note: node.note,
  children: node.children.map((child) => toTreeAnswer(child, drill, isOfStaff(node) ? child.id : staff)),
});
