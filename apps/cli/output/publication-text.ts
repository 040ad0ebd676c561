import type { publicationAnswer, PublicationSummary, RestatementAnswer } from '@mingxiao/contracts/publications';
import type { z } from 'zod';
import { rankText, standingName, standingPoints, standingsOf } from './standing-text.js';
import { table } from './table.js';
import { none } from './words.js';

type Language = 'zh' | 'en';

const words = {
  zh: {
    none: '尚无发布。',
    list: ['编号', '办法', '期间', '发布人', '发布时间', '更正次数'],
    by: '发布人',
    fingerprint: '指纹',
    reproduced: '由当时的事实重算，逐字节一致。',
    notReproduced: '由当时的事实重算，结果不一致：请以日志中的发布内容为准并报告此问题。',
    rows: ['单位', '考核', '得分', '名次', '件数'],
    restated: '更正',
    unchanged: '没有变化。',
    changed: '变化的单元格',
    cells: ['单位', '单元格', '原值', '新值'],
    stands: '原发布不变。',
  },
  en: {
    none: 'Nothing was published yet.',
    list: ['id', 'scheme', 'period', 'by', 'published', 'restated'],
    by: 'by',
    fingerprint: 'Fingerprint',
    reproduced: 'Made again from the facts it rested on: the same to the byte.',
    notReproduced: 'Made again from the facts it rested on it is NOT the same: what the log says was published stands; report this.',
    rows: ['unit', 'by', 'points', 'rank', 'n'],
    restated: 'Restatement',
    unchanged: 'Nothing changed.',
    changed: 'cells changed',
    cells: ['unit', 'cell', 'before', 'after'],
    stands: 'The publication itself stays as it is.',
  },
} as const;

const head = ({ id, title, scheme, schemeVersion, from, to, actor, publishedAt }: PublicationSummary, language: Language): string =>
  `${id}${title === null ? '' : ` ${title}`} · ${scheme} ${schemeVersion} · ${from} – ${to} · ${words[language].by} ${actor} · ${publishedAt}`;

/** What was published, in two lines. */
export const publishedText = (publication: PublicationSummary, language: Language): string =>
  [head(publication, language), `${words[language].fingerprint}: ${publication.fingerprint}`].join('\n');

export const publicationListText = (publications: readonly PublicationSummary[], language: Language): string => {
  const word = words[language];
  if (publications.length === 0) return word.none;
  return table(word.list, publications.map(({ id, scheme, schemeVersion, from, to, actor, publishedAt, restatements }) => [id, `${scheme} ${schemeVersion}`, `${from} – ${to}`, actor, publishedAt, String(restatements.length)]));
};

/** A publication made again, one line for each way of scoring, with the word whether it is the same. */
export const publicationText = ({ publication, rows, reproduced }: z.output<typeof publicationAnswer>, language: Language): string => {
  const word = words[language];
  const lines = rows.flatMap((row) =>
    standingsOf(row).map(([name, standing]) => [row.name?.[language] ?? row.unit, standingName(name, language), standingPoints(standing, language), rankText(standing, language), String(row.n)]),
  );
  return [
    publishedText(publication, language),
    table(word.rows, lines),
    reproduced ? word.reproduced : word.notReproduced,
    ...publication.restatements.map(({ number, actor, reason, restatedAt }) => `${word.restated} ${number} · ${actor} · ${restatedAt} · ${reason}`),
  ].join('\n');
};

const cellText = (value: unknown): string => (value === null || value === undefined ? none : typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean));

/** Who restated and why, and exactly the cells that changed, old beside new. */
export const restatementText = ({ publication, restatement, changed }: RestatementAnswer, language: Language): string => {
  const word = words[language];
  return [
    head(publication, language),
    `${word.restated} ${restatement.number} · ${restatement.actor} · ${restatement.reason}`,
    changed.length === 0 ? word.unchanged : `${changed.length} ${word.changed}`,
    ...(changed.length === 0 ? [] : [table(word.cells, changed.map(({ unit, cell, before, after }) => [unit, cell, cellText(before), cellText(after)]))]),
    word.stands,
  ].join('\n');
};
