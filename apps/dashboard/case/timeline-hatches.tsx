import type { SpanKind } from './prepare-timeline.js';

type HatchProps = { readonly id: string; readonly ground: string; readonly stroke: string; readonly size: number; readonly line: number };

const Hatch = ({ id, ground, stroke, size, line }: HatchProps) => (
  <pattern id={id} width={size} height={size} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width={size} height={size} fill={ground} />
    <rect width={line} height={size} fill={stroke} />
  </pattern>
);

/** Patterns of the parts in which the clock stands: told apart without colour. `prefix` keeps ids of two drawings apart. */
export const Hatches = ({ prefix }: { readonly prefix: string }) => (
  <defs>
    <Hatch id={`${prefix}-off`} ground="#f4f8f8" stroke="#d3e0e2" size={5} line={1.2} />
    <Hatch id={`${prefix}-suspended`} ground="#fdf6e6" stroke="#b98a2f" size={6} line={2} />
    <Hatch id={`${prefix}-waiting`} ground="#e7f0f1" stroke="#2f8791" size={4} line={1.4} />
  </defs>
);

/** How a part of the clock is filled. */
export const spanFill = (kind: SpanKind, prefix: string): string => {
  const fills: Readonly<Record<SpanKind, string>> = {
    running: '#2f8791',
    'off-hours': `url(#${prefix}-off)`,
    holiday: '#e9eff0',
    suspended: `url(#${prefix}-suspended)`,
    'waiting-for-applicant': `url(#${prefix}-waiting)`,
    closed: '#ffffff',
  };
  return fills[kind];
};
