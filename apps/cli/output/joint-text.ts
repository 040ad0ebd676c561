import type { LocalizedText } from '@mingxiao/contracts/basis';
import type { JointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import { durationWords } from '@mingxiao/domain/explain/words/duration-words';
import { table } from './table.js';
import { none } from './words.js';

const words = {
  zh: { joint: '联办件', finished: '已办结', open: '在办', serial: '串行合计', parallel: '并行最长', elapsed: '历时', used: '用时', share: ['关键路径', '时长', '占比'], between: '部门之间', soFar: '截至目前：以下数字只含已办结的子办件。' },
  en: { joint: 'Joint case', finished: 'finished', open: 'open', serial: 'serial sum', parallel: 'parallel maximum', elapsed: 'elapsed', used: 'used', share: ['critical path', 'duration', 'share'], between: 'between departments', soFar: 'So far: the figures are of the finished sub-cases alone.' },
} as const;

type Joint = NonNullable<JointCaseAnswer['joint']>;

/** A joint case as plain text: how many sub-cases, serial against parallel, each department's share of the critical path. */
export const jointText = (joint: Joint, names: Readonly<Record<string, LocalizedText>>, language: 'zh' | 'en'): string => {
  const word = words[language];
  const duration = (seconds: number | null) => (seconds === null ? none : durationWords(language, 'elapsed', seconds * 1000));
  const against = (name: string, { serialSeconds, parallelSeconds }: Joint['elapsed']) => `${name}: ${word.serial} ${duration(serialSeconds)} · ${word.parallel} ${duration(parallelSeconds)}`;
  const share = ({ between, department, seconds, percent }: Joint['shares'][number]) => [
    between ? word.between : department === null ? none : (names[department]?.[language] ?? department),
    duration(seconds),
    percent === null ? none : `${percent.toFixed(2)}%`,
  ];
  return [
    `${word.joint} ${joint.parent}: ${joint.subCases.join(', ')} (${word.finished} ${joint.finished}, ${word.open} ${joint.open})`,
    ...(joint.open > 0 ? [word.soFar] : []),
    against(word.elapsed, joint.elapsed),
    against(word.used, joint.used),
    ...(joint.shares.length === 0 ? [] : [table(word.share, joint.shares.map(share))]),
  ].join('\n');
};
