import type { MetricList } from '@mingxiao/contracts/metrics';
import type { ScoreFormula } from '@mingxiao/contracts/score-formula';
import type { ScoreTree } from '@mingxiao/contracts/scorecards';
import { durationInWords } from '../format/format-duration.js';
import { formatFigure, nothing } from '../format/format-number.js';
import { formatExact, formatPart, formatPlain, formatPoints } from '../format/format-points.js';
import type { Words } from '../i18n/words.js';
import { titleText } from '../scorecards/scheme-title.js';
import { casesAt, type CaseSearch } from '../search/case-search.js';
import { surveysAt, type SurveySearch } from '../search/survey-search.js';
import { indicatorNamed, measureNamed, scaleNamed } from './metric-named.js';
import { formulaInWords, formulaOf } from './formula-words.js';

export type InputView = {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** The list that adds up to it, of cases or of waves of surveys; both null: there is none. */
  readonly search: CaseSearch | null;
  readonly waves: SurveySearch | null;
};
export type FactView = { readonly key: string; readonly label: string; readonly value: string };

export type NodeView = {
  readonly key: string;
  readonly label: string;
  readonly kind: string;
  readonly points: string;
  /** What the reader must not overlook: no data, a limit that holds, a failure. */
  readonly note: { readonly text: string; readonly grave: boolean } | null;
  readonly formula: string;
  readonly facts: readonly FactView[];
  readonly inputs: readonly InputView[];
  readonly children: readonly NodeView[];
};

export type TreeContext = { readonly words: Words; readonly metrics: MetricList | undefined; readonly nameOf: (id: string) => string };

type Scale = { readonly of: number; readonly signed: boolean };

/** On which scale a value is read: per cent as such, differences with their sign. */
const scaleOf = (formula: ScoreFormula | null, metrics: MetricList | undefined): Scale | null => {
  if (formula?.rule === 'curve') return { of: formula.scale, signed: formula.compared !== 'level' };
  if (formula?.rule === 'curve-of-change') return { of: 100, signed: true };
  if (formula?.rule !== 'at-most-when-worse') return null;
  return { of: scaleNamed(metrics, formula.indicator), signed: false };
};

const valueText = (value: string, scale: Scale, words: Words): string => {
  const text = formatExact(value);
  const shown = scale.signed && !text.startsWith('−') && text !== '0' ? `+${text}` : text;
  if (scale.of === 100) return scale.signed ? words.of('tree.percentPoints', { value: shown }) : `${shown}%`;
  return scale.of === 1000 ? words.of('tree.per1000', { value: shown }) : shown;
};

const tenth = (value: number): string => formatPlain(Math.round(value * 10) / 10);

/** Its own weight over all that count; its own alone where none counts. */
const weightText = ({ of, among }: NonNullable<ScoreTree['weight']>): string =>
  among === 0 ? formatPlain(of / 10_000) : `${formatPlain(of / 10_000)} / ${formatPlain(among / 10_000)}`;

/** Milliseconds that a share of time is taken of are no number of cases: they are not said to be one. */
const factsOf = (node: ScoreTree, formula: ScoreFormula | null, { words, metrics }: TreeContext): readonly FactView[] => {
  const { weight, value, interval, n } = node;
  const scale = scaleOf(formula, metrics);
  const percent = scale?.of === 100 ? '%' : '';
  const isOfTime = node.inputs.some(({ measure }) => measureNamed(metrics, measure)?.unit === 'ms');
  const days = formula?.rule === 'curve-of-change' ? formula : null;
  const facts: readonly (FactView | null)[] = [
    scale === null || value === null ? null : { key: 'value', label: words.of('tree.value'), value: formula?.rule === 'curve-of-change' ? `${valueText(value, { ...scale, of: 1 }, words)}%` : valueText(value, scale, words) },
    interval === null ? null : { key: 'interval', label: words.of('tree.interval'), value: `${tenth(interval.lower)}–${tenth(interval.upper)}${percent}` },
    weight === null ? null : { key: 'weight', label: words.of('tree.weight'), value: weightText(weight) },
    days === null ? null : { key: 'days', label: words.of('tree.workingDays'), value: `${days.workingDays ?? nothing} / ${days.workingDaysBefore ?? nothing}` },
    n === null || node.inputs.length === 0 || isOfTime ? null : { key: 'n', label: 'n', value: formatFigure(n) },
  ];
  return facts.filter((fact) => fact !== null);
};

const inputsOf = ({ inputs }: ScoreTree, { words, metrics }: TreeContext): readonly InputView[] =>
  inputs.map(({ measure, of, value, drill }) => {
    const known = measureNamed(metrics, measure);
    const name = known === undefined ? measure : words.text(known.name);
    return {
      key: `${of} ${measure}`,
      label: of === 'unit' ? name : words.of(`tree.of.${of}`, { measure: name }),
      value: known?.unit === 'ms' ? durationInWords(Math.floor(value / 1000), words) : formatFigure(value),
      search: drill === null || value === 0 ? null : casesAt(drill),
      waves: drill === null ? null : surveysAt(drill),
    };
  });

const graveNotes: ReadonlySet<string> = new Set(['fails', 'holds']);

/** What a limit does when it takes points away without a note of its own. */
const noteOf = ({ note, kind, points }: ScoreTree, words: Words): NodeView['note'] => {
  if (note !== null) return { text: words.maybe(`scoreNote.${note}`, note), grave: graveNotes.has(note) };
  return kind === 'clamp' && points !== null && points !== 0 ? { text: words.of('scoreNote.clamped'), grave: true } : null;
};

/** A tree in words, node by node; its own text where it has one, else the name of the person it is about. */
export const prepareNode = (node: ScoreTree, context: TreeContext, path = ''): NodeView => {
  const { words, metrics, nameOf } = context;
  const key = `${path}/${node.id}`;
  const formula = formulaOf(node);
  const measureName = (id: string): string => {
    const known = measureNamed(metrics, id);
    return known === undefined ? id : words.text(known.name);
  };
  const indicatorName = (id: string): string => {
    const known = indicatorNamed(metrics, id);
    return known === undefined ? id : words.text(known.name);
  };
  return {
    key,
    label: titleText(node.label, words) || nameOf(node.id),
    kind: node.kind,
    points: node.children.length > 0 ? formatPoints(node.points) : formatPart(node.points),
    note: noteOf(node, words),
    formula: formula === null ? words.of('formula.unknown', { rule: node.formula.rule }) : formulaInWords(formula, { words, measureName, indicatorName }),
    facts: factsOf(node, formula, context),
    inputs: inputsOf(node, context),
    children: node.children.map((child) => prepareNode(child, context, key)),
  };
};

const leavesOf = (node: ScoreTree): readonly ScoreTree[] => (node.children.length === 0 ? [node] : node.children.flatMap(leavesOf));

/** The sum a reader can add up: the parts below the headline, and whether all leaves together are the headline. Null without one. */
export const prepareSum = ({ points, children, ...rest }: ScoreTree): { readonly text: string; readonly agrees: boolean } | null => {
  if (points === null || children.length === 0) return null;
  const parts = children.map((child) => leavesOf(child).reduce((sum, leaf) => sum + (leaf.points ?? 0), 0)).filter((part) => part !== 0);
  const total = leavesOf({ points, children, ...rest }).reduce((sum, leaf) => sum + (leaf.points ?? 0), 0);
  const sum = parts.map((part, index) => (index === 0 ? formatPoints(part) : `${part < 0 ? '−' : '+'} ${formatPoints(Math.abs(part))}`)).join(' ');
  return { text: `${sum === '' ? '0' : sum} = ${formatPoints(points)}`, agrees: total === points };
};
