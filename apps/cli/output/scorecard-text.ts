import type { SchemeList, ScorecardAnswer, ScorecardList, ScorecardRow, Standing } from '@mingxiao/contracts/scorecards';
import { pointsText } from '@mingxiao/domain/scoring/points';
import { basisText } from './basis-text.js';
import { scoreTreeLines } from './score-tree-text.js';
import { table } from './table.js';
import { none } from './words.js';

type Language = 'zh' | 'en';

const words = {
  zh: {
    standings: { key: '得分', literal: '人员得分之和', normalised: '月人均得分' },
    notes: { 'too-few': '件数太少', 'no-data': none },
    head: ['单位', '考核', '名次', '得分', '名次区间', '分不出高下的组', '件数'],
    failed: '不合格',
    ranges: '名次区间以 90% 的概率包含真实名次；同组单位分不出高下。件数不足的不排名，少于',
    fingerprint: '指纹',
    of: '名次',
    schemes: ['办法', '版本', '名称', '层级', '归责'],
    noSchemes: '没有生效的考核办法。',
    noUnits: '没有该层级的单位。',
  },
  en: {
    standings: { key: 'points', literal: 'sum of the staff', normalised: 'per month of service' },
    notes: { 'too-few': 'too few', 'no-data': none },
    head: ['unit', 'by', 'rank', 'points', 'range', 'group', 'n'],
    failed: 'failed',
    ranges: 'A range holds the true rank with a probability of 90 %; units of one group cannot be told apart. Not ranked: below',
    fingerprint: 'Fingerprint',
    of: 'rank',
    schemes: ['scheme', 'version', 'title', 'level', 'responsibility'],
    noSchemes: 'No scheme is in force.',
    noUnits: 'There is no unit of that level.',
  },
} as const;

const titleOf = ({ zh, en }: { readonly zh?: string | null | undefined; readonly en?: string | null | undefined }, language: Language): string =>
  (language === 'zh' ? (zh ?? en) : (en ?? zh)) ?? none;

const nameOf = ({ unit, name }: ScorecardRow, language: Language): string => name?.[language] ?? unit;

const standingsOf = ({ standings }: ScorecardRow): [keyof (typeof words)['en']['standings'], Standing][] =>
  (['key', 'literal', 'normalised'] as const).flatMap((name) => (standings[name] === undefined ? [] : [[name, standings[name]]]));

const rankText = ({ rank, note }: Standing, language: Language): string => (rank === null ? words[language].notes[note ?? 'no-data'] : String(rank));

const pointsOf = ({ points, failed }: Standing, language: Language): string => `${points === null ? none : pointsText(points)}${failed ? ` (${words[language].failed})` : ''}`;

const rangeOf = ({ range }: Standing): string => (range === null ? none : `${range.from}–${range.to}`);

/** All units of a scheme in a table, one line for each way of scoring. */
export const scorecardListText = ({ scheme, from, to, rows, minimumCases, fingerprint, basis }: ScorecardList, language: Language): string => {
  const word = words[language];
  const lines = rows.flatMap((row) =>
    standingsOf(row).map(([name, standing]) => [
      nameOf(row, language),
      word.standings[name],
      rankText(standing, language),
      pointsOf(standing, language),
      rangeOf(standing),
      standing.group === null ? none : String(standing.group),
      String(row.n),
    ]),
  );
  return [
    `${titleOf(scheme.title, language)} (${scheme.name} ${scheme.version}) · ${from} – ${to}`,
    lines.length === 0 ? word.noUnits : table(word.head, lines),
    `${word.ranges} ${minimumCases}.`,
    `${word.fingerprint}: ${fingerprint}`,
    basisText(basis, language),
  ].join('\n');
};

/** One unit: where it stands, and every tree in words with points. */
export const scorecardText = ({ scheme, from, to, card, trees, fingerprint, basis }: ScorecardAnswer, language: Language): string => {
  const word = words[language];
  const standings = standingsOf(card).map(([name, standing]) => `${word.standings[name]} ${pointsOf(standing, language)} · ${word.of} ${rankText(standing, language)} (${rangeOf(standing)})`);
  return [
    `${nameOf(card, language)} · ${titleOf(scheme.title, language)} (${scheme.name} ${scheme.version}) · ${from} – ${to} · n = ${card.n}`,
    ...standings,
    ...Object.entries(trees).flatMap(([name, tree]) => (tree === null ? [] : ['', ...(name === 'literal' || name === 'normalised' ? [`${word.standings[name]}:`] : []), ...scoreTreeLines(tree, language)])),
    '',
    `${word.fingerprint}: ${fingerprint}`,
    basisText(basis, language),
  ].join('\n');
};

/** The schemes in force. */
export const schemeListText = ({ schemes }: SchemeList, language: Language): string => {
  const word = words[language];
  return schemes.length === 0 ? word.noSchemes : table(word.schemes, schemes.map(({ name, version, title, level, responsibility }) => [name, version, titleOf(title, language), level, responsibility]));
};
