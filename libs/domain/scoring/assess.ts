import { measureOf } from './figures.js';
import { unitsOf, type PointUnits } from './points.js';
import type { Assessment, AssessmentName } from './scheme.js';
import { componentLeaf, readComponents, weighed, weightsThatCount, type ReadComponent } from './score-components.js';
import { pointsOfCounts, scoreCounts } from './score-counts.js';
import { limitBetween, limitLeaves, readLimits, type Limit } from './score-limits.js';
import { nodeOf, sumOfLeaves, type ScoreNode, type ServiceTime, type Title } from './score-tree.js';
import type { Subject } from './subject.js';
import { weightsFor, type Weights } from './weights.js';

/** What an assessment is given beside its figures. */
export type Setting = {
  /** Counts are taken per month of this service. */
  readonly service?: ServiceTime;
  /** Scores that this one rests on; they are added before clamp, floors and vetoes. */
  readonly under?: readonly ScoreNode[];
};

const assessmentTitles: Readonly<Record<AssessmentName, Title>> = {
  key: { zh: '重点考核（水平）', en: 'Key assessment (level)' },
  development: { zh: '发展考核（变化）', en: 'Development (change)' },
  differentiated: { zh: '差异化考核（同类比较）', en: 'Differentiated (against peers)' },
};

const baseTitle = { zh: '基础分', en: 'Base' };

const baseLeaf = ({ base }: Assessment): ScoreNode => nodeOf({ id: 'base', label: baseTitle, kind: 'base', formula: { rule: 'base' }, points: unitsOf(base) });

/** One assessment of one unit as far as no weight is looked at: what other weights would do takes no more than this. */
export type ReadAssessment = {
  readonly assessment: Assessment;
  readonly subject: Subject;
  /** In the order of the assessment's, as weights are. */
  readonly components: readonly ReadComponent[];
  /** What is there whatever the weights: base, counts, and the scores that this one rests on. */
  readonly before: PointUnits;
  readonly limits: readonly Limit[];
};

export const readAssessment = (assessment: Assessment, subject: Subject, { service, under = [] }: Setting = {}): ReadAssessment => ({
  assessment,
  subject,
  components: readComponents(subject, assessment.components),
  before: under.reduce((sum, one) => sum + sumOfLeaves(one), unitsOf(assessment.base) + pointsOfCounts(assessment, subject.figures.measures, service ?? null)),
  limits: readLimits(assessment, subject),
});

/** No case, or a component without data where the scheme demands all of them, or data for none of them. */
const lacksData = ({ subject: { figures, scheme }, components }: ReadAssessment, weights: Weights): boolean => {
  if (measureOf(figures.measures, scheme.countedBy) === 0) return true;
  let [counting, without] = [0, 0];
  for (let place = 0; place < components.length; place += 1) {
    if ((weights[place] ?? 0) <= 0) continue;
    counting += 1;
    if (components[place]?.points === null) without += 1;
  }
  return without > 0 && (scheme.noData === 'no-score' || without === counting);
};

const amongOf = (read: ReadAssessment, weights: Weights): number => weightsThatCount(read.components, weights, read.subject.scheme.noData === 'redistribute');

/** What components add, before any limit; null where there is no score. */
const beforeLimits = (read: ReadAssessment, weights: Weights): PointUnits | null => {
  if (lacksData(read, weights)) return null;
  const among = amongOf(read, weights);
  let points = read.before;
  let place = 0;
  for (const component of read.components) points += weighed(component, weights[place++] ?? 0, among) ?? 0;
  return points;
};

/** The headline alone, under these weights. */
export const pointsUnder = (read: ReadAssessment, weights: Weights): PointUnits | null => {
  const before = beforeLimits(read, weights);
  return before === null ? null : limitBetween(before, read.limits);
};

const componentLeaves = (read: ReadAssessment, weights: Weights): readonly ScoreNode[] => {
  const among = amongOf(read, weights);
  return read.components.map((component, place) => {
    const of = weights[place] ?? 0;
    return componentLeaf(read.subject, component, { of, among }, weighed(component, of, among));
  });
};

/**
 * One assessment of one unit as a tree. The headline is the sum of the leaves, or null: then the leaves still show what
 * there is, and no clamp, floor or veto is applied, since there is nothing to correct.
 */
export const assess = (assessment: Assessment, subject: Subject, setting: Setting = {}): ScoreNode => {
  const read = readAssessment(assessment, subject, setting);
  const weights = weightsFor(assessment, subject.figures.unitClass);
  const before = beforeLimits(read, weights);
  const points = before === null ? null : limitBetween(before, read.limits);
  const children = [
    baseLeaf(assessment),
    ...componentLeaves(read, weights),
    ...scoreCounts(assessment, subject.figures.measures, setting.service ?? null),
    ...(setting.under ?? []),
    ...(before === null ? [] : limitLeaves(assessment, subject, read.limits, before)),
  ];
  const n = measureOf(subject.figures.measures, subject.scheme.countedBy);
  return nodeOf({ id: subject.name, label: assessmentTitles[subject.name], kind: 'assessment', formula: { rule: 'sum' }, n, points, note: points === null ? 'no-data' : null, children });
};
