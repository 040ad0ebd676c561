import type { JointCase } from '@mingxiao/domain/joint-cases/joint-case';
import type { PathStretch } from '@mingxiao/domain/joint-cases/critical-path';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Column, ColumnBatch } from '@mingxiao/ports/analytics-store/analytics-store';

export const jointCasesTable = 'joint_cases_v1';

const countMax = 65_535;

/** Lays joint cases out as rows; `version` is that of next-version.sql. In arrays '-' stands for none, because an empty text would not travel. */
export const toJointCaseColumns = (version: bigint, joints: readonly JointCase[]): ColumnBatch => ({
  rows: joints.length,
  columns: [
    { name: 'parent', type: 'string', values: joints.map(({ parent }) => parent) },
    { name: 'version', type: 'uint64', values: BigUint64Array.from(joints, () => version) },
    { name: 'sub_cases', type: 'array', of: 'String', values: joints.map(({ subCases }) => subCases) },
    count('finished', joints, ({ finished }) => finished),
    count('open', joints, ({ open }) => open),
    instant('from_at', joints, ({ from }) => from),
    instant('to_at', joints, ({ to }) => to),
    ...times(joints),
    ...path(joints),
  ],
});

const count = (name: string, joints: readonly JointCase[], of: (joint: JointCase) => number): Column => ({
  name,
  type: 'uint16',
  values: Uint16Array.from(joints, (joint) => Math.min(countMax, of(joint))),
});

const instant = (name: string, joints: readonly JointCase[], of: (joint: JointCase) => Instant | null): Column => ({
  name,
  type: 'instant',
  values: Float64Array.from(joints, (joint) => of(joint) ?? Number.NaN),
});

const times = (joints: readonly JointCase[]): Column[] => {
  const of = (name: string, pick: (joint: JointCase) => number | null): Column => ({ name, type: 'int64', values: Float64Array.from(joints, (joint) => pick(joint) ?? Number.NaN) });
  return [
    of('serial_elapsed_ms', ({ elapsed }) => elapsed.serialMs),
    of('parallel_elapsed_ms', ({ elapsed }) => elapsed.parallelMs),
    of('serial_used_ms', ({ used }) => used.serialMs),
    of('parallel_used_ms', ({ used }) => used.parallelMs),
  ];
};

const path = (joints: readonly JointCase[]): Column[] => {
  const numbers = (name: string, pick: (stretch: PathStretch) => number): Column => ({ name, type: 'array', of: 'Int64', values: joints.map((joint) => joint.path.map(pick)) });
  const texts = (name: string, pick: (stretch: PathStretch) => string | null): Column => ({
    name,
    type: 'array',
    of: 'String',
    values: joints.map((joint) => joint.path.map((stretch) => pick(stretch) ?? '-')),
  });
  return [
    numbers('path_from', ({ from }) => from),
    numbers('path_until', ({ to }) => to),
    texts('path_case', ({ caseId }) => caseId),
    texts('path_department', ({ department }) => department),
  ];
};
