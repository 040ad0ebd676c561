import type { JointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import { durationInWords } from '../format/format-duration.js';
import { nothing } from '../format/format-number.js';
import type { CaseContext } from './prepare-case-header.js';

type Joint = NonNullable<JointCaseAnswer['joint']>;

export type JointFigure = { readonly key: string; readonly label: string; readonly serial: string; readonly parallel: string };
export type JointShare = { readonly key: string; readonly name: string; readonly percent: string; readonly length: string };
export type JointView = {
  readonly parent: string;
  readonly counts: string;
  /** Said while sub-cases are open: the figures are of the finished ones and will grow. */
  readonly soFar: string;
  readonly figures: readonly JointFigure[];
  readonly shares: readonly JointShare[];
  readonly subCases: readonly string[];
};

const lengthOf = (seconds: number | null, { words }: CaseContext): string => (seconds === null ? nothing : durationInWords(seconds, words));

const figureOf = (key: 'elapsed' | 'used', { serialSeconds, parallelSeconds }: Joint['elapsed'], context: CaseContext): JointFigure => ({
  key,
  label: context.words.of(`case.${key}`),
  serial: lengthOf(serialSeconds, context),
  parallel: lengthOf(parallelSeconds, context),
});

const shareOf = ({ between, department, seconds, percent }: Joint['shares'][number], context: CaseContext): JointShare => ({
  key: between ? 'between' : `of ${department ?? ''}`,
  name: between ? context.words.of('joint.between') : department === null ? context.words.of('unit.none') : context.nameOf(department),
  percent: percent === null ? nothing : `${percent.toFixed(2)}%`,
  length: lengthOf(seconds, context),
});

/** The serial sum of the sub-cases against the longest, and each department's part of the chain that determined the end. */
export const prepareJoint = (joint: Joint, context: CaseContext): JointView => ({
  parent: joint.parent,
  counts: context.words.of('joint.counts', { finished: joint.finished, open: joint.open }),
  soFar: joint.open > 0 ? context.words.of('joint.soFar') : '',
  figures: [figureOf('elapsed', joint.elapsed, context), figureOf('used', joint.used, context)],
  shares: joint.shares.map((share) => shareOf(share, context)),
  subCases: joint.subCases,
});
