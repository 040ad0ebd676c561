import type { InstantFormat } from '../format/format-instant.js';
import { textWidth } from '../format/text-width.js';
import type { TimelineView } from './prepare-timeline.js';
import { ticksAreDays, timeTicks, zoneOffset } from './time-ticks.js';
import type { Scale } from './timeline-drawing.js';

type AxisProps = {
  readonly view: TimelineView;
  readonly x: Scale;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly timeZone: string;
  readonly format: InstantFormat;
};

const year = 365 * 86_400_000;
const fontSize = 11.5;

/** Keeps a label inside the drawing. */
const inside = (x: number, text: string, width: number): number => {
  const half = textWidth(text, fontSize) / 2;
  return Math.min(Math.max(x, half), width - half);
};

/** Dates under the drawing, with the hour when it covers little more than a day and the year when it covers more than one. */
export const TimelineAxis = ({ view, x, width, top, bottom, timeZone, format }: AxisProps) => {
  const span = view.to - view.from;
  const countMax = Math.floor(width / 84);
  const days = ticksAreDays(span, countMax);
  const label = (at: number): string => {
    if (!days) return `${format.monthDay(at)} ${format.time(at)}`;
    return span > year ? format.date(at) : format.monthDay(at);
  };
  return (
    <g>
      <line x1={0} x2={width} y1={bottom} y2={bottom} stroke="#b9c8cb" />
      {timeTicks(view.from, view.to, countMax, zoneOffset(timeZone, view.from)).map((at) => (
        <g key={at}>
          <line x1={x(at)} x2={x(at)} y1={top} y2={bottom + 4} stroke="#e4ebed" />
          <text x={inside(x(at), label(at), width)} y={bottom + 18} fontSize={fontSize} fill="#4d646e" textAnchor="middle" className="number">
            {label(at)}
          </text>
        </g>
      ))}
    </g>
  );
};
