import { fitText } from '../format/fit-text.js';
import type { RankingBar } from './prepare-ranking-chart.js';

type TickProps = { readonly y?: string | number | undefined; readonly payload?: { readonly value: string } };
type LabelsProps = { readonly bar: RankingBar; readonly chartWidth: number };

/** Room in pixels left of the bars for rank and name, and right of them for the figures. */
export const nameWidth = 178;
export const figureWidth = 126;
const nameLeft = 30;
const ink = '#16303a';
const soft = '#526a73';

type TextProps = { readonly text: string; readonly x: number; readonly y: number; readonly size: number; readonly width: number; readonly fill: string };

/** A text cut to its room; in full it stands in the tooltip and in the table. */
const Fitted = ({ text, x, y, size, width, fill }: TextProps) => (
  <text x={x} y={y} dy="0.35em" fontSize={size} fill={fill}>
    {fitText(text, size, width)}
    <title>{text}</title>
  </text>
);

const Figure = ({ bar, ...place }: { readonly bar: RankingBar; readonly x: number; readonly y: number; readonly textAnchor?: 'end' }) => (
  <text {...place} dy="0.35em" fontSize={12.5} className="number bar-figure">
    <tspan fill={ink} fontWeight={600}>
      {bar.percent}
    </tspan>
    <tspan dx={6} fill={soft} fontSize={11.5}>
      {bar.fraction}
    </tspan>
  </text>
);

/** Rank, name and the unit above on the left, rate and the cases it rests on at the right. */
const LabelsBeside = ({ bar, chartWidth }: LabelsProps) => (
  <>
    <text x={20} dy="0.35em" textAnchor="end" fontSize={12} fill={soft}>
      {bar.rank}
    </text>
    <Fitted text={bar.name} x={nameLeft} y={bar.parent === null ? 0 : -7} size={13} width={nameWidth - nameLeft - 8} fill={ink} />
    {bar.parent !== null && <Fitted text={bar.parent} x={nameLeft} y={8} size={11} width={nameWidth - nameLeft - 8} fill={soft} />}
    <Figure bar={bar} x={chartWidth - figureWidth + 8} y={0} />
  </>
);

/** On a narrow screen name and figure stand above the bar, which then has the whole width. */
const LabelsAbove = ({ bar, chartWidth }: LabelsProps) => (
  <>
    <Fitted text={`${bar.rank}  ${bar.name}${bar.parent === null ? '' : ` · ${bar.parent}`}`} x={0} y={-16} size={12.5} width={chartWidth - 112} fill={ink} />
    <Figure bar={bar} x={chartWidth} y={-16} textAnchor="end" />
  </>
);

/**
 * The labels of a bar, drawn as the tick of its row: found by the row's key, because the library leaves out labels
 * of parts that are empty and counts the others anew.
 */
export const barLabels = (bars: readonly RankingBar[], chartWidth: number, narrow: boolean) => {
  const byKey = new Map(bars.map((bar) => [bar.key, bar]));
  const BarLabels = ({ y = 0, payload }: TickProps) => {
    const bar = byKey.get(payload?.value ?? '');
    if (bar === undefined) return null;
    const Labels = narrow ? LabelsAbove : LabelsBeside;
    return (
      <g transform={`translate(0, ${Number(y)})`}>
        <Labels bar={bar} chartWidth={chartWidth} />
      </g>
    );
  };
  return BarLabels;
};
