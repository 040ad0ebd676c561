import { useId } from 'react';
import { fitText } from '../format/fit-text.js';
import type { InstantFormat } from '../format/format-instant.js';
import type { TimelineLane, TimelineView } from './prepare-timeline.js';
import { TimelineAxis } from './timeline-axis.js';
import { Hatches, spanFill } from './timeline-hatches.js';
import { labelRows, TimelineLines } from './timeline-lines.js';
import { TimelineMarks } from './timeline-marks.js';

type DrawingProps = { readonly view: TimelineView; readonly width: number; readonly timeZone: string; readonly format: InstantFormat };
export type Scale = (instant: number) => number;

const laneHeight = 42;
const marksHeight = 26;
const axisHeight = 24;
const rowHeight = 18;

type LaneProps = { readonly lane: TimelineLane; readonly y: number; readonly x: Scale };

/** The clock's parts in the time of one holder; a part too short to see is still a pixel wide. */
const LaneSpans = ({ lane, y, x, prefix }: LaneProps & { readonly prefix: string }) => (
  <g>
    {lane.spans.map(({ from, to, kind, title }) => (
      <rect
        key={`${from} ${kind}`}
        x={x(from)}
        y={y + 19}
        width={Math.max(x(to) - x(from), 1)}
        height={15}
        fill={spanFill(kind, prefix)}
        {...(kind === 'closed' ? { stroke: '#b9c8cb', strokeDasharray: '3 3' } : {})}
      >
        <title>{title}</title>
      </rect>
    ))}
  </g>
);

/** The holder's name above the lane, on a white rim so that no line runs through it. */
const LaneLabel = ({ lane, y, x, width }: LaneProps & { readonly width: number }) => {
  const first = lane.spans[0];
  const left = first === undefined ? 0 : Math.min(x(first.from), width * 0.6);
  return (
    <text x={left} y={y + 13} fontSize={12.5} fill="#2d4751" stroke="#ffffff" strokeWidth={4} strokeLinejoin="round" paintOrder="stroke">
      {fitText(lane.label, 12.5, width - left)}
    </text>
  );
};

/** Draws a prepared timeline in plain SVG, as wide as its box. */
export const TimelineDrawing = ({ view, width, timeZone, format }: DrawingProps) => {
  const prefix = `t${useId().replaceAll(/[^a-zA-Z0-9]/g, '')}`;
  const x: Scale = (instant) => ((instant - view.from) / (view.to - view.from)) * width;
  const top = labelRows(view.lines, x, width) * rowHeight + 8;
  const lanesTop = top + marksHeight;
  const laneY = (index: number): number => lanesTop + index * laneHeight;
  const bottom = lanesTop + view.lanes.length * laneHeight + 6;
  return (
    <svg width={width} height={bottom + axisHeight} role="img" aria-label={view.summary}>
      <Hatches prefix={prefix} />
      <TimelineAxis view={view} x={x} width={width} top={top} bottom={bottom} timeZone={timeZone} format={format} />
      {view.lanes.map((lane, index) => (
        <LaneSpans key={lane.key} lane={lane} y={laneY(index)} x={x} prefix={prefix} />
      ))}
      <TimelineLines lines={view.lines} x={x} width={width} bottom={bottom} rowHeight={rowHeight} />
      {view.lanes.map((lane, index) => (
        <LaneLabel key={lane.key} lane={lane} y={laneY(index)} x={x} width={width} />
      ))}
      <TimelineMarks marks={view.marks} x={x} y={top + marksHeight / 2} />
    </svg>
  );
};
