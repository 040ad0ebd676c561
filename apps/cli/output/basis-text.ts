import type { Basis } from '@mingxiao/contracts/basis';

const words = {
  zh: { versions: '版本', rules: '规则', calendar: '日历', organisation: '组织', at: '查询时点', known: '当时所知', referenceKnown: '规则与组织所知', lag: '待处理', parked: '待修正' },
  en: { versions: 'Versions', rules: 'rules', calendar: 'calendars', organisation: 'organisation', at: 'as of', known: 'as known at', referenceKnown: 'rules and organisation as known at', lag: 'behind', parked: 'parked' },
} as const;

/** What an answer rests on, in a line. */
export const basisText = ({ versions, at, knownAt, referenceKnownAt, lag, parked }: Basis, language: 'zh' | 'en'): string => {
  const word = words[language];
  const parts = [
    `${word.rules} ${versions.rules}`,
    `${word.calendar} ${versions.calendar}`,
    `${word.organisation} ${versions.organisation}`,
    `${word.at} ${at}`,
    ...(knownAt == null ? [] : [`${word.known} ${knownAt}`]),
    ...(referenceKnownAt == null ? [] : [`${word.referenceKnown} ${referenceKnownAt}`]),
    `${word.lag} ${lag}`,
    `${word.parked} ${parked}`,
  ];
  return `${word.versions}: ${parts.join(' · ')}`;
};
