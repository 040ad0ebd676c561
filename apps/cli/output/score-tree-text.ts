import type { ScoreTree } from '@mingxiao/contracts/scorecards';
import { valueOfText, toNumber } from '@mingxiao/domain/kernel/fraction';
import { pointsText } from '@mingxiao/domain/scoring/points';
import { none } from './words.js';

type Language = 'zh' | 'en';
type Formula = ScoreTree['formula'];

const notes = {
  zh: { 'no-data': '无数据', 'not-judged': '无数据，未判定', holds: '条件成立，封顶', fails: '条件成立，不合格', 'no-service': '期间无人任职' },
  en: { 'no-data': 'no data', 'not-judged': 'no data, not judged', holds: 'holds: the whole is capped', fails: 'holds: the assessment is failed', 'no-service': 'nobody served a day' },
} as const;

const isNote = (note: string): note is keyof (typeof notes)['en'] => note in notes.en;

const points = (value: unknown): string => (typeof value === 'number' ? pointsText(value) : none);

const serviceWords = (service: unknown, language: Language): string => {
  if (typeof service !== 'object' || service === null || !('days' in service)) return '';
  return language === 'zh' ? `，按任职月数折算（${String(service.days)} 天）` : `, per month of service (${String(service.days)} days)`;
};

/** What a leaf was made from; the label already says of what. Rules without a word of their own say nothing more. */
const formulaWords = (formula: Formula, { value, weight }: ScoreTree, language: Language): string => {
  const zh = language === 'zh';
  const read = value === null ? none : String(Math.floor(toNumber(valueOfText(value)) * 10_000) / 10_000);
  const share = weight === null ? '' : zh ? `，权重 ${points(weight.of)}/${points(weight.among)}` : `, weight ${points(weight.of)} of ${points(weight.among)}`;
  const { rule } = formula;
  if (rule === 'base') return zh ? '起始分' : 'what everybody starts with';
  if (rule === 'curve' || rule === 'curve-of-change') return `${zh ? '取值' : 'value'} ${read}${share}`;
  if (rule === 'per-count') {
    const cap = formula['cap'] === null ? '' : zh ? `，封顶 ${points(formula['cap'])}` : `, capped at ${points(formula['cap'])}`;
    return `${read} × ${points(formula['pointsEach'])}${cap}${serviceWords(formula['perMonthsOfService'], language)}`;
  }
  if (rule === 'clamp') return zh ? `限于 ${points(formula['min'])} 至 ${points(formula['max'])}` : `between ${points(formula['min'])} and ${points(formula['max'])}`;
  return limitWords(formula, read, zh);
};

const limitWords = ({ rule, ...formula }: Formula, read: string, zh: boolean): string => {
  const most = formula['atMost'] === null ? '' : zh ? `，则至多 ${points(formula['atMost'])}` : `: at most ${points(formula['atMost'])}`;
  if (rule === 'at-most-when-worse') return zh ? `${String(formula['indicator'])} ${read}，差于 ${String(formula['worseThan'])}${most}` : `${String(formula['indicator'])} ${read}, when worse than ${String(formula['worseThan'])}${most}`;
  if (rule === 'at-most-when-counted') return zh ? `${String(formula['measure'])} ${read}，达到 ${String(formula['atLeast'])}${most}` : `${String(formula['measure'])} ${read}, from ${String(formula['atLeast'])} on${most}`;
  return '';
};

const inputWords = ({ inputs }: ScoreTree): string[] => inputs.map(({ measure, of, value, drill }) => `${measure}${of === 'unit' ? '' : ` (${of})`} = ${value}${drill === null ? '' : `  ${drill}`}`);

/** A tree in words: every node with its points, every leaf with what it was made from and where its cases are listed. */
export const scoreTreeLines = (node: ScoreTree, language: Language, depth = 0): readonly string[] => {
  const indent = '  '.repeat(depth);
  const label = (language === 'zh' ? (node.label.zh ?? node.label.en) : (node.label.en ?? node.label.zh)) ?? node.id;
  const said = formulaWords(node.formula, node, language);
  const note = node.note === null ? '' : ` [${isNote(node.note) ? notes[language][node.note] : node.note}]`;
  const head = `${indent}${label}: ${node.points === null ? none : pointsText(node.points)}${said === '' ? '' : `  (${said})`}${note}`;
  return [head, ...inputWords(node).map((input) => `${indent}    ${input}`), ...node.children.flatMap((child) => scoreTreeLines(child, language, depth + 1))];
};
