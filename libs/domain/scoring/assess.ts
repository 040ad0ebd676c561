import { measureOf } from './figures.js';
import { unitsOf, type PointUnits } from './points.js';
import type { Assessment, AssessmentName } from './scheme.js';
import { scoreComponents } from './score-components.js';
import { scoreCounts } from './score-counts.js';
import { scoreLimits } from './score-limits.js';
import { nodeOf, sumOfLeaves, type Note, type ScoreNode, type ServiceTime, type Title } from './score-tree.js';
import type { Subject } from './subject.js';
import { weightsFor, type Weights } from './weights.js';

/** What an assessment is given beside its figures. */
export type Setting = {
  /** Other weights than the scheme's own, to see what they would do. */
  readonly weights?: Weights;
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

/** No case, or a component without data where the scheme demands all of them, or data for none of them. */
const lacksData = (subject: Subject, components: readonly ScoreNode[]): boolean => {
  const counting = components.filter(({ weight }) => weight !== null && weight.of > 0);
  const without = counting.filter(({ points }) => points === null).length;
  if (measureOf(subject.figures.measures, subject.scheme.countedBy) === 0) return true;
  return without > 0 && (subject.scheme.noData === 'no-score' || without === counting.length);
};

/**
 * One assessment of one unit as a tree. The headline is the sum of the leaves, or null: then the leaves still show what
 * there is, and no clamp, floor or veto is applied, since there is nothing to correct.
 */
export const assess = (assessment: Assessment, subject: Subject, setting: Setting = {}): ScoreNode => {
  const { service = null, under = [] } = setting;
  const weights = setting.weights ?? weightsFor(assessment, subject.figures.unitClass);
  const components = scoreComponents(subject, assessment.components, weights);
  const parts = [baseLeaf(assessment), ...components, ...scoreCounts(assessment, subject.figures.measures, service), ...under];
  const n = measureOf(subject.figures.measures, subject.scheme.countedBy);
  const whole = (points: PointUnits | null, note: Note | null, children: readonly ScoreNode[]): ScoreNode =>
    nodeOf({ id: subject.name, label: assessmentTitles[subject.name], kind: 'assessment', formula: { rule: 'sum' }, n, points, note, children });
  if (lacksData(subject, components)) return whole(null, 'no-data', parts);
  const before = parts.reduce((sum, part) => sum + sumOfLeaves(part), 0);
  const children = [...parts, ...scoreLimits(assessment, subject, before)];
  return whole(children.reduce((sum, child) => sum + sumOfLeaves(child), 0), null, children);
};
