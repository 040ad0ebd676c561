import { fitText } from '../format/fit-text.js';
import type { RankingBar } from './prepare-ranking-chart.js';

type Place = string | number | undefined;
type TickProps = { readonly y?: Place; readonly payload?: { readonly value: string } };
type LabelProps = { readonly x?: Place; readonly y?: Place; readonly width?: Place; readonly height?: Place; readonly index?: number | undefined };

export const nameWidth = 178;
const ink = '#16303a';
const soft = '#526a73';

const NameLines = ({ bar }: { readonly bar: RankingBar }) => (
  <>
    <text x={20} dy="0.35em" textAnchor="end" fontSize={12} fill={soft}>
      {bar.rank}
    </text>
    <text x={30} y={bar.parent === null ? 0 : -7} dy="0.35em" fontSize={13} fill={ink}>
      {fitText(bar.name, 13, nameWidth - 38)}
      <title>{bar.name}</title>
    </text>
    {bar.parent !== null && (
      <text x={30} y={8} dy="0.35em" fontSize={11} fill={soft}>
        {fitText(bar.parent, 11, nameWidth - 38)}
        <title>{bar.parent}</title>
      </text>
    )}
  </>
);

/** Rank, name and the unit above, left of the bar; a longer name is cut and stands in full in the tooltip and in the table. */
export const nameTick = (bars: readonly RankingBar[]) => {
  const NameTick = ({ y = 0, payload }: TickProps) => {
    const bar = bars.find(({ key }) => key === payload?.value);
    return bar === undefined ? null : (
      <g transform={`translate(0, ${Number(y)})`}>
        <NameLines bar={bar} />
      </g>
    );
  };
  return NameTick;
};

const Figure = ({ bar, ...place }: { readonly bar: RankingBar; readonly x: number; readonly y: number; readonly textAnchor?: 'end' }) => (
  <text {...place} dy="0.35em" fontSize={12.5} className="number">
    <tspan fill={ink} fontWeight={600}>
      {bar.percent}
    </tspan>
    <tspan dx={6} fill={soft} fontSize={11.5}>
      {bar.fraction}
    </tspan>
  </text>
);

/** Rate and the cases it rests on, at the right edge where the two parts of every bar end. */
export const figureBeside = (bars: readonly RankingBar[]) => {
  const FigureBeside = ({ x = 0, y = 0, width = 0, height = 0, index = -1 }: LabelProps) => {
    const bar = bars[index];
    return bar === undefined ? null : <Figure bar={bar} x={Number(x) + Number(width) + 8} y={Number(y) + Number(height) / 2} />;
  };
  return FigureBeside;
};

/** On a narrow screen name and figure stand above the bar, which then has the whole width. */
export const lineAbove = (bars: readonly RankingBar[], chartWidth: number) => {
  const LineAbove = ({ y = 0, index = -1 }: LabelProps) => {
    const bar = bars[index];
    if (bar === undefined) return null;
    const name = `${bar.rank}  ${bar.name}${bar.parent === null ? '' : ` · ${bar.parent}`}`;
    return (
      <g>
        <text x={0} y={Number(y) - 11} dy="0.35em" fontSize={12.5} fill={ink}>
          {fitText(name, 12.5, chartWidth - 112)}
          <title>{name}</title>
        </text>
        <Figure bar={bar} x={chartWidth} y={Number(y) - 11} textAnchor="end" />
      </g>
    );
  };
  return LineAbove;
};
