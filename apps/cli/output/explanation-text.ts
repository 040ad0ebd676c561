import type { ExplainedFigure, ExplainedPart, ExplainedScore } from '@mingxiao/contracts/explain';
import { durationWords } from '@mingxiao/domain/explain/words/duration-words';
import { basisText } from './basis-text.js';
import { table } from './table.js';
import { titleText } from './title-text.js';
import { none } from './words.js';

type Language = 'zh' | 'en';

const words = {
  zh: {
    roles: { value: '数值', numerator: '分子', denominator: '分母', n: '件数', bucket: '区间' },
    head: ['作用', '度量', '数值', '含义'],
    all: '全市',
    formula: '算法',
    value: '结果',
    interval: '95% 区间',
    lists: '办件清单',
    legalBasis: '依据',
    tree: '评分树',
    whole: '全部单位',
  },
  en: {
    roles: { value: 'value', numerator: 'numerator', denominator: 'denominator', n: 'n', bucket: 'bucket' },
    head: ['part', 'measure', 'value', 'meaning'],
    all: 'the whole city',
    formula: 'Computed as',
    value: 'Value',
    interval: '95 % interval',
    lists: 'Lists of cases',
    legalBasis: 'Rests on',
    tree: 'Tree',
    whole: 'all units',
  },
} as const;

/** A decimal of four digits without those that say nothing. */
const trimmed = (fixed: string): string => fixed.replace(/\.?0+$/, '');

const valueText = ({ figure, metric }: ExplainedFigure, language: Language): string => {
  if (figure?.value == null) return none;
  const { fixed } = figure.value;
  if (metric.unit === 'ms') return durationWords(language, 'working-day', Number(fixed));
  if (metric.unit === 'seconds') return durationWords(language, 'elapsed', Number(fixed) * 1000);
  return metric.unit === 'share' ? `${trimmed(fixed)}%` : trimmed(fixed);
};

const workings = ({ metric, figure, interval }: ExplainedFigure, language: Language): string => {
  const parts = [
    ...(figure === null || figure.denominator === 1 ? [] : [`${figure.numerator} / ${figure.denominator}`]),
    ...(figure?.n == null ? [] : [`n = ${figure.n}`]),
    ...(interval === null ? [] : [`${words[language].interval} ${interval.lower.toFixed(2)}–${interval.upper.toFixed(2)}${metric.unit === 'share' ? '%' : ''}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
};

const partRow = ({ role, name, value, scale, meaning }: ExplainedPart, language: Language): readonly string[] => [
  words[language].roles[role],
  name[language],
  String(value / scale),
  meaning[language],
];

const legalBasisLines = (legalBasis: readonly string[], language: Language): readonly string[] =>
  legalBasis.length === 0 ? [] : [`${words[language].legalBasis}: ${legalBasis.join('; ')}`];

const who = ({ by, unit, name, policy, from, to, filters }: ExplainedFigure, language: Language): string => {
  const unitText = by === null ? words[language].all : `${by} ${unit ?? none}${name === null ? '' : ` ${name[language]}`}`;
  return [unitText, `${from} – ${to}`, policy, ...Object.entries(filters).map(([key, value]) => `${key} = ${value === '' ? none : value}`)].join(' · ');
};

/** A figure as plain text: what it means, how it came about, from which measures, where their cases are listed. */
export const explanationText = (explained: ExplainedFigure, language: Language): string => {
  const { metric, formula, parts, basis } = explained;
  const word = words[language];
  return [
    `${metric.name[language]} (${metric.id})`,
    metric.meaning[language],
    who(explained, language),
    `${word.formula}: ${formula[language]}`,
    ...(explained.figure === null ? [] : [`${word.value}: ${valueText(explained, language)}${workings(explained, language)}`]),
    '',
    table(word.head, parts.map((part) => partRow(part, language))),
    '',
    `${word.lists}:`,
    ...parts.map(({ measure, drill }) => `  ${measure}: ${drill}`),
    ...legalBasisLines(metric.legalBasis, language),
    basisText(basis, language),
  ].join('\n');
};

/** A score as plain text: by which scheme, what that says of itself, where the tree is. */
export const explainedScoreText = ({ scheme, unit, from, to, scorecard, basis }: ExplainedScore, language: Language): string => {
  const word = words[language];
  return [
    `${titleText(scheme.title, language)} (${scheme.name} ${scheme.version})`,
    `${unit === null ? word.whole : `${scheme.level} ${unit}`} · ${from} – ${to}`,
    ...scheme.notes.map((note) => titleText(note, language)),
    ...legalBasisLines(scheme.legalBasis, language),
    `${word.tree}: ${scorecard}`,
    basisText(basis, language),
  ].join('\n');
};
