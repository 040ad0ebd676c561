import type { TimelineMark } from './prepare-timeline.js';
import type { Scale } from './timeline-drawing.js';

const fills: Readonly<Record<TimelineMark['kind'], string>> = { fact: '#ffffff', warning: '#f0c36a', yellow: '#e8b007', red: '#b3261e' };

/** Facts as dots, warnings as triangles, cards as cards: told apart by shape as well as colour. */
const Mark = ({ mark, at, y }: { readonly mark: TimelineMark; readonly at: number; readonly y: number }) => {
  const fill = fills[mark.kind];
  if (mark.kind === 'fact')
    return (
      <circle cx={at} cy={y} r={4} fill={fill} stroke="#0d5c6b" strokeWidth={1.8}>
        <title>{mark.title}</title>
      </circle>
    );
  return (
    <path d={mark.kind === 'warning' ? `M${at} ${y - 8} l7 12 h-14 z` : `M${at - 4.5} ${y - 7} h9 v13 h-9 z`} fill={fill} stroke="#ffffff">
      <title>{mark.title}</title>
    </path>
  );
};

/** Signals are drawn last, so that no dot hides a card. */
export const TimelineMarks = ({ marks, x, y }: { readonly marks: readonly TimelineMark[]; readonly x: Scale; readonly y: number }) => (
  <g>
    {[...marks]
      .sort((a, b) => Number(a.kind !== 'fact') - Number(b.kind !== 'fact'))
      .map((mark) => (
        <Mark key={mark.key} mark={mark} at={x(mark.at)} y={y} />
      ))}
  </g>
);
