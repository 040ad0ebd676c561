import { Bar, BarChart, ErrorBar, Tooltip, XAxis, YAxis } from 'recharts';
import { useWords } from '../i18n/use-words.js';
import { useWidth } from '../shell/use-width.js';
import { barLabels, figureWidth, nameWidth } from './bar-labels.js';
import type { RankingBar } from './prepare-ranking-chart.js';

type BarsProps = { readonly bars: readonly RankingBar[]; readonly label: string; readonly onOpen: (unit: string | null) => void };
type HoverProps = { readonly active?: boolean; readonly payload?: readonly { readonly payload?: RankingBar }[] };

const narrowBelow = 460;

const BarTooltip = ({ active, payload }: HoverProps) => {
  const words = useWords();
  const bar = payload?.[0]?.payload;
  if (active !== true || bar === undefined) return null;
  const { rank, percent, fraction, lateCount, range } = bar;
  return (
    <div className="chart-tooltip number">
      <strong>{bar.name}</strong>
      {bar.parent !== null && <span className="hint"> {bar.parent}</span>}
      <div>{words.of('chart.tooltip', { rank, percent, fraction, late: lateCount })}</div>
      {range !== null && <div>{words.of('chart.tooltip.range', { range })}</div>}
    </div>
  );
};

/** Sizes in pixels: labels stand beside the bars where there is room, above them where there is not. */
const layoutOf = (bars: readonly RankingBar[], width: number) => {
  const narrow = width < narrowBelow;
  const twoLines = bars.some(({ parent }) => parent !== null);
  const row = narrow ? 44 : twoLines ? 38 : 30;
  return { narrow, height: bars.length * row + 8, margin: { top: narrow ? 14 : 4, right: narrow ? 0 : figureWidth, bottom: narrow ? -6 : 4, left: 0 } };
};

/** Draws prepared bars: on time and late, which together are all cases with a promised limit. */
export const RankingBars = ({ bars, label, onOpen }: BarsProps) => {
  const { ref, width } = useWidth(480);
  const { narrow, height, margin } = layoutOf(bars, width);
  const open = { cursor: 'pointer', isAnimationActive: false, onClick: ({ payload }: { payload?: RankingBar }) => payload !== undefined && onOpen(payload.unit) };
  return (
    <figure role="img" aria-label={label} ref={ref} style={{ height }}>
      <BarChart width={width} height={height} data={[...bars]} layout="vertical" margin={margin} barSize={narrow ? 11 : 15} accessibilityLayer={false}>
        <XAxis type="number" domain={[0, 100]} hide />
        <YAxis type="category" dataKey="key" width={narrow ? 1 : nameWidth} interval={0} axisLine={false} tickLine={false} tick={barLabels(bars, width, narrow)} />
        <Tooltip cursor={{ fill: '#eef4f4' }} content={<BarTooltip />} />
        <Bar dataKey="onTime" stackId="share" fill="#2f8791" {...open}>
          <ErrorBar dataKey="reach" direction="x" width={5} strokeWidth={1.4} stroke="#16303a" />
        </Bar>
        <Bar dataKey="late" stackId="share" fill="#e3a49d" {...open} />
      </BarChart>
    </figure>
  );
};
