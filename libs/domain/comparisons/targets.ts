import { compare, divide, fraction, fractionOf, multiply, subtract, type Fraction } from '../kernel/fraction.js';
import type { Instant } from '../kernel/instant.js';
import type { Ratio } from './contributions.js';

/** A target as it was set or changed: who, why and when stay, so that a target moved after the fact shows. */
export type TargetChange = {
  readonly indicator: string;
  /** Null: every unit that has no target of its own. */
  readonly unit: string | null;
  /** In the indicator's own scale; null: there is none from here on. */
  readonly value: number | null;
  /** From when it holds. */
  readonly effectiveFrom: Instant;
  /** When it was set, which may be later. */
  readonly setAt: Instant;
  readonly actor: string;
  readonly reason: string;
};

/** Of two changes for one instant the one set later holds. */
const byBegin = (a: TargetChange, b: TargetChange): number => a.effectiveFrom - b.effectiveFrom || a.setAt - b.setAt;

const changesOf = (log: readonly TargetChange[], indicator: string, unit: string | null): readonly TargetChange[] =>
  log.filter((change) => change.indicator === indicator && change.unit === unit).sort(byBegin);

const inForceAt = (changes: readonly TargetChange[], at: Instant): TargetChange | null => changes.findLast(({ effectiveFrom }) => effectiveFrom <= at) ?? null;

/** The change of target in force for a unit at an instant: its own once it has one, till then everybody's; null: none was set. */
export const targetAt = (log: readonly TargetChange[], indicator: string, unit: string, at: Instant): TargetChange | null =>
  inForceAt(changesOf(log, indicator, unit), at) ?? inForceAt(changesOf(log, indicator, null), at);

/** The changes that take effect for a unit within [from, until), to be drawn where they happened: its own, and everybody's until it has one. */
export const targetChangesIn = (log: readonly TargetChange[], indicator: string, unit: string, span: { readonly from: Instant; readonly until: Instant }): readonly TargetChange[] => {
  const own = changesOf(log, indicator, unit);
  const everybodys = changesOf(log, indicator, null).filter(({ effectiveFrom }) => inForceAt(own, effectiveFrom) === null);
  return [...everybodys, ...own].sort(byBegin).filter(({ effectiveFrom }) => effectiveFrom >= span.from && effectiveFrom < span.until);
};

export type AgainstTarget = {
  /** Value less target, in the indicator's own scale. */
  readonly gap: Fraction;
  readonly met: boolean;
  /** Set only after the period it is held against had ended. */
  readonly setAfterwards: boolean;
};

/** How a ratio stands to its target at the end of a period; null without data or without a target. Exactly at it is met. */
export const againstTarget = (
  { numerator, denominator }: Ratio,
  { scale, direction }: { readonly scale: number; readonly direction: 'higher' | 'lower' },
  target: TargetChange | null,
  periodEnd: Instant,
): AgainstTarget | null => {
  if (denominator === 0 || target === null || target.value === null) return null;
  const value = multiply(divide(fraction(BigInt(numerator)), fraction(BigInt(denominator))), fractionOf(scale));
  const order = compare(value, fractionOf(target.value));
  return { gap: subtract(value, fractionOf(target.value)), met: direction === 'higher' ? order >= 0 : order <= 0, setAfterwards: target.setAt >= periodEnd };
};
