import type { z } from 'zod';
import type { localizedName } from '../events/fields.js';
import { measureOf, type Indicator, type Measures } from './figures.js';
import type { PointUnits } from './points.js';
import type { Curve } from './scheme.js';

export type Title = z.output<typeof localizedName>;

/** Whose integer it is: the unit's own, its previous period's, or its peer class's. */
export type InputOf = 'unit' | 'previous' | 'peers';

export type Input = { readonly measure: string; readonly of: InputOf; readonly value: number };

/** How a leaf comes to its points, as data: the interface puts it into words. */
export type Formula =
  | { readonly rule: 'base' | 'sum' }
  | { readonly rule: 'curve'; readonly indicator: string; readonly compared: 'level' | 'previous' | 'peers'; readonly scale: number; readonly curve: Curve }
  | { readonly rule: 'curve-of-change'; readonly measure: string; readonly workingDays: number | null; readonly workingDaysBefore: number | null; readonly curve: Curve }
  | { readonly rule: 'per-count'; readonly measure: string; readonly pointsEach: PointUnits; readonly cap: PointUnits | null; readonly perMonthsOfService: ServiceTime | null }
  | { readonly rule: 'clamp'; readonly min: PointUnits | null; readonly max: PointUnits | null }
  | { readonly rule: 'at-most-when-worse'; readonly indicator: string; readonly worseThan: number; readonly atMost: PointUnits | null; readonly fails: boolean }
  | { readonly rule: 'at-most-when-counted'; readonly measure: string; readonly atLeast: number; readonly atMost: PointUnits | null; readonly fails: boolean };

/** What counts are divided by in a mean: the staff's days of service, and how many of them make a month. */
export type ServiceTime = { readonly days: number; readonly daysPerMonth: number };

/** A component's part of the whole: `of` over `among`, the sum of the weights that count for this unit. */
export type Weight = { readonly of: number; readonly among: number };

/**
 * `no-data`: nothing supports it. `not-judged`: a condition whose indicator has no data. `holds`: a floor or veto whose
 * condition is met, so that it caps the whole. `fails`: the same, and the assessment is failed. `no-service`: nobody
 * served a day.
 */
export type Note = 'no-data' | 'not-judged' | 'holds' | 'fails' | 'no-service';

export type NodeKind = 'assessment' | 'sum' | 'base' | 'indicator' | 'tally' | 'deduction' | 'clamp' | 'floor' | 'veto';

/**
 * A score that explains itself. A node with children has the sum of its leaves; a leaf has points of its own. Points are
 * ten-thousandths (`unitsPerPoint`), null where there is no data.
 */
export type ScoreNode = {
  /** Unique among its sisters. */
  readonly id: string;
  readonly label: Title;
  readonly kind: NodeKind;
  readonly formula: Formula;
  readonly inputs: readonly Input[];
  /** How many cases (what the denominator counts) it rests on; null where that is not a question. */
  readonly n: number | null;
  readonly weight: Weight | null;
  /** The exact value the formula was given, `95` or `190/3`. */
  readonly value: string | null;
  readonly points: PointUnits | null;
  readonly note: Note | null;
  readonly children: readonly ScoreNode[];
};

/** Both integers of an indicator. */
export const inputsOf = ({ numerator, denominator }: Indicator, of: InputOf, measures: Measures): readonly Input[] => [
  { measure: numerator, of, value: measureOf(measures, numerator) },
  { measure: denominator, of, value: measureOf(measures, denominator) },
];

type Stated = Pick<ScoreNode, 'id' | 'label' | 'kind' | 'formula' | 'points'> & Partial<ScoreNode>;

/** A node with what it states, and nothing in all other fields. Always the same fields in the same order: a city has many. */
export const nodeOf = (stated: Stated): ScoreNode => ({
  id: stated.id,
  label: stated.label,
  kind: stated.kind,
  formula: stated.formula,
  inputs: stated.inputs ?? [],
  n: stated.n ?? null,
  weight: stated.weight ?? null,
  value: stated.value ?? null,
  points: stated.points,
  note: stated.note ?? null,
  children: stated.children ?? [],
});

/** The leaves of a tree, from left to right. */
export const leavesOf = (node: ScoreNode): readonly ScoreNode[] => (node.children.length === 0 ? [node] : node.children.flatMap(leavesOf));

/** The points of all leaves together; what has no data adds nothing. */
export const sumOfLeaves = ({ points, children }: ScoreNode): PointUnits => (children.length === 0 ? (points ?? 0) : children.reduce((sum, child) => sum + sumOfLeaves(child), 0));

/** Whether a veto says that the assessment is failed, whatever its points. */
export const hasFailed = ({ note, children }: ScoreNode): boolean => (children.length === 0 ? note === 'fails' : children.some(hasFailed));
