import type { Comparison } from '@mingxiao/contracts/comparisons';
import { againstTarget, targetAt, targetChangesIn, type TargetChange } from '@mingxiao/domain/comparisons/targets';
import type { ComparedSide, ExactNumber } from '@mingxiao/contracts/comparisons';
import { toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import { exactNumberOf } from '@mingxiao/metrics/named/figure-parts';
import type { OneNumber } from './comparison-question.js';

type TargetAnswer = NonNullable<Comparison['target']>;

const changeOf = ({ unit, value, effectiveFrom, setAt, actor, reason }: TargetChange): TargetAnswer['log'][number] => ({
  unit,
  value,
  effectiveFrom: toIso(effectiveFrom),
  setAt: toIso(setAt),
  actor,
  reason,
});

const ever = { from: Number.MIN_SAFE_INTEGER, until: Number.MAX_SAFE_INTEGER };

/** When a target is looked up, and when the period it is held against ends. */
export type TargetInstants = { readonly at: Instant; readonly periodEnd: Instant };

/** How a figure stands to the target in force, with every change there was, so that a target that was moved shows. */
export const againstTargetLog = (
  log: readonly TargetChange[],
  metric: OneNumber,
  unit: string | null,
  side: ComparedSide,
  { at, periodEnd }: TargetInstants,
): { readonly difference: ExactNumber | null; readonly target: TargetAnswer } => {
  const { direction } = metric;
  // A city as a whole has no name of its own; its targets are those that name no unit.
  const inForce = targetAt(log, metric.id, unit ?? '', at);
  const stands = againstTarget(side, { scale: side.scale, direction: direction === 'lower' ? 'lower' : 'higher' }, inForce, periodEnd);
  return {
    difference: exactNumberOf(stands?.gap ?? null),
    target: {
      inForce: inForce === null ? null : changeOf(inForce),
      met: direction === 'neutral' ? null : (stands?.met ?? null),
      setAfterwards: stands?.setAfterwards ?? null,
      log: targetChangesIn(log, metric.id, unit ?? '', ever).map(changeOf),
    },
  };
};
