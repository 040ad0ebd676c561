import type { LocalizedText } from '@mingxiao/contracts/basis';
import type { JointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import type { JointCase, SerialAgainstParallel } from '@mingxiao/domain/joint-cases/joint-case';
import { pathShares } from '@mingxiao/domain/joint-cases/path-shares';
import { roundHalfUp, toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { labelOfUnit } from '../query/labels.js';

const seconds = (span: number): number => roundHalfUp(span / 1000);
const secondsOrNull = (span: number | null): number | null => (span === null ? null : seconds(span));
const against = ({ serialMs, parallelMs }: SerialAgainstParallel) => ({ serialSeconds: secondsOrNull(serialMs), parallelSeconds: secondsOrNull(parallelMs) });

export const toJointCase = (joint: JointCase): NonNullable<JointCaseAnswer['joint']> => ({
  parent: joint.parent,
  subCases: [...joint.subCases],
  finished: joint.finished,
  open: joint.open,
  from: joint.from === null ? null : toIso(joint.from),
  to: joint.to === null ? null : toIso(joint.to),
  elapsed: against(joint.elapsed),
  used: against(joint.used),
  path: joint.path.map(({ from, to, caseId, department }) => ({ from: toIso(from), to: toIso(to), seconds: seconds(to - from), caseId, department })),
  shares: pathShares(joint.path).map(({ milliseconds, ...share }) => ({ ...share, seconds: seconds(milliseconds) })),
});

/** Names of the departments on the path, where reference data knows them. */
export const namesOfDepartments = ({ path }: JointCase, reference: Reference, at: Instant): Record<string, LocalizedText> => {
  const departments = new Set(path.flatMap(({ department }) => (department === null ? [] : [department])));
  const labels = [...departments].map((department) => [department, labelOfUnit(reference, department, at)] as const);
  return Object.fromEntries(labels.flatMap(([department, label]) => (label === null ? [] : [[department, label.name]])));
};
