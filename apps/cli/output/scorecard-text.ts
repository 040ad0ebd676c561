import type { SchemeList, ScorecardAnswer, ScorecardList, ScorecardRow } from '@mingxiao/contracts/scorecards';
import { basisText } from './basis-text.js';
import { scoreTreeLines } from './score-tree-text.js';
import { rangeText, rankText, standingName, standingPoints, standingsOf } from './standing-text.js';
import { table } from './table.js';
import { titleText } from './title-text.js';
import { none } from './words.js';

type Language = 'zh' | 'en';

const words = {
  zh: {
    head: ['单位', '考核', '名次', '得分', '名次区间', '分不出高下的组', '件数'],
    ranges: '名次区间以 90% 的概率包含真实名次；同组单位分不出高下。件数不足的不排名，少于',
    fingerprint: '指纹',
    of: '名次',
    schemes: ['办法', '版本', '名称', '层级', '归责'],
    noSchemes: '没有生效的考核办法。',
    noUnits: '没有该层级的单位。',
    chief: '科（处）长',
  },
  en: {
    head: ['unit', 'by', 'rank', 'points', 'range', 'group', 'n'],
    ranges: 'A range holds the true rank with a probability of 90 %; units of one group cannot be told apart. Not ranked: below',
    fingerprint: 'Fingerprint',
    of: 'rank',
    schemes: ['scheme', 'version', 'title', 'level', 'responsibility'],
    noSchemes: 'No scheme is in force.',
    noUnits: 'There is no unit of that level.',
    chief: 'chief',
  },
} as const;

const nameOf = ({ unit, name }: ScorecardRow, language: Language): string => name?.[language] ?? unit;

/** All units of a scheme in a table, one line for each way of scoring. */
export const scorecardListText = ({ scheme, from, to, rows, minimumCases, fingerprint, basis }: ScorecardList, language: Language): string => {
  const word = words[language];
  const lines = rows.flatMap((row) =>
    standingsOf(row).map(([name, standing]) => [
      nameOf(row, language),
      standingName(name, language),
      rankText(standing, language),
      standingPoints(standing, language),
      rangeText(standing.range),
      standing.group === null ? none : String(standing.group),
      String(row.n),
    ]),
  );
  return [
    `${titleText(scheme.title, language)} (${scheme.name} ${scheme.version}) · ${from} – ${to}`,
    lines.length === 0 ? word.noUnits : table(word.head, lines),
    `${word.ranges} ${minimumCases}.`,
    `${word.fingerprint}: ${fingerprint}`,
    basisText(basis, language),
  ].join('\n');
};

/** Who was chief on which days; where they are not all, with the way to the score of these days. */
const chiefLines = ({ chiefs }: ScorecardAnswer, language: Language): readonly string[] =>
  chiefs.map(({ staff, name, from, to, scorecard }) => `${words[language].chief} ${name?.[language] ?? staff} · ${from} – ${to}${scorecard === null ? '' : ` · ${scorecard}`}`);

/** One unit: whose it was, where it stands, and every tree in words with points. */
export const scorecardText = (answer: ScorecardAnswer, language: Language): string => {
  const { scheme, from, to, card, trees, fingerprint, basis } = answer;
  const word = words[language];
  const standings = standingsOf(card).map(([name, standing]) => `${standingName(name, language)} ${standingPoints(standing, language)} · ${word.of} ${rankText(standing, language)} (${rangeText(standing.range)})`);
  return [
    `${nameOf(card, language)} · ${titleText(scheme.title, language)} (${scheme.name} ${scheme.version}) · ${from} – ${to} · n = ${card.n}`,
    ...chiefLines(answer, language),
    ...standings,
    ...Object.entries(trees).flatMap(([name, tree]) => (tree === null ? [] : ['', ...(name === 'literal' || name === 'normalised' ? [`${standingName(name, language)}:`] : []), ...scoreTreeLines(tree, language)])),
    '',
    `${word.fingerprint}: ${fingerprint}`,
    basisText(basis, language),
  ].join('\n');
};

/** The schemes in force. */
export const schemeListText = ({ schemes }: SchemeList, language: Language): string => {
  const word = words[language];
  return schemes.length === 0 ? word.noSchemes : table(word.schemes, schemes.map(({ name, version, title, level, responsibility }) => [name, version, titleText(title, language), level, responsibility]));
};
