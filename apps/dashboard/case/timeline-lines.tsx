import { textWidth } from '../format/text-width.js';
import { placeLabels, type PlacedLabel } from './place-labels.js';
import type { TimelineLine } from './prepare-timeline.js';
import type { Scale } from './timeline-drawing.js';

type LinesProps = { readonly lines: readonly TimelineLine[]; readonly x: Scale; readonly width: number; readonly bottom: number; readonly rowHeight: number };

const fontSize = 12;

const strokes: Readonly<Record<TimelineLine['kind'], { readonly color: string; readonly dash?: string }>> = {
  promised: { color: '#8a5a00', dash: '5 3' },
  statutory: { color: '#16303a', dash: '2 3' },
  finish: { color: '#0d5c6b' },
  now: { color: '#5a7079', dash: '1 4' },
};

const place = (lines: readonly TimelineLine[], x: Scale, width: number): PlacedLabel[] =>
  placeLabels(lines.map(({ key, at, label }) => ({ key, x: x(at), width: textWidth(label, fontSize) })), width);

/** Rows the labels of the lines take above the drawing. */
export const labelRows = (lines: readonly TimelineLine[], x: Scale, width: number): number =>
  Math.max(1, ...place(lines, x, width).map(({ row }) => row + 1));

/** Limits and the finish as vertical lines, each with its name; the finish ends in a flag. */
export const TimelineLines = ({ lines, x, width, bottom, rowHeight }: LinesProps) => {
  const labels = new Map(place(lines, x, width).map((label) => [label.key, label]));
  return (
    <g>
      {lines.map(({ key, kind, at, label }) => {
        const { color, dash } = strokes[kind];
        const y = ((labels.get(key)?.row ?? 0) + 1) * rowHeight;
        return (
          <g key={key}>
            <line x1={x(at)} x2={x(at)} y1={y + 2} y2={bottom} stroke={color} strokeWidth={kind === 'finish' ? 2 : 1.5} {...(dash === undefined ? {} : { strokeDasharray: dash })} />
            <text x={labels.get(key)?.x ?? x(at)} y={y - 3} fontSize={fontSize} textAnchor="middle" fill={color} fontWeight={600}>
              {label}
            </text>
            {kind === 'finish' && <path d={`M${x(at)} ${y + 2} l8 4 l-8 4 z`} fill={color} />}
          </g>
        );
      })}
    </g>
  );
};
