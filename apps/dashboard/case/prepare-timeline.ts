import type { CaseDetail } from '@mingxiao/contracts/cases';
import type { CaseContext } from './prepare-case-header.js';
import { holderLabel } from './names.js';

export type SpanKind = CaseDetail['segments'][number]['kind'];
export type TimelineSpan = { readonly from: number; readonly to: number; readonly kind: SpanKind; readonly title: string };
export type TimelineLane = { readonly key: string; readonly label: string; readonly spans: readonly TimelineSpan[] };
export type TimelineLine = { readonly key: string; readonly kind: 'promised' | 'statutory' | 'finish' | 'now'; readonly at: number; readonly label: string };
export type TimelineMark = { readonly key: string; readonly at: number; readonly kind: 'fact' | 'warning' | 'yellow' | 'red'; readonly title: string };

export type TimelineView = {
  readonly from: number;
  readonly to: number;
  readonly lanes: readonly TimelineLane[];
  readonly lines: readonly TimelineLine[];
  readonly marks: readonly TimelineMark[];
  readonly kinds: readonly SpanKind[];
  readonly summary: string;
};

const ms = (instant: string): number => Date.parse(instant);

type Part = { readonly from: number; readonly to: number; readonly kind: SpanKind; readonly unit: string | null; readonly holder: string | null; readonly reason: string | null };

/** Without a calendar there are no segments; the holders' own spans then stand for them. */
const partsOf = (detail: CaseDetail): Part[] => {
  if (detail.segments.length > 0) return detail.segments.map((segment) => ({ ...segment, from: ms(segment.from), to: ms(segment.to) }));
  const end = ms(detail.finishedAt ?? detail.basis.at);
  return detail.holders.map(({ from, to, unit, holder }) => ({ from: ms(from), to: to === null ? Math.max(ms(from), end) : ms(to), kind: 'running', unit, holder, reason: null }));
};

const lanesOf = (parts: readonly Part[], { words, format, nameOf }: CaseContext): TimelineLane[] => {
  const lanes = new Map<string, { key: string; label: string; spans: TimelineSpan[] }>();
  for (const { from, to, kind, unit, holder, reason } of parts) {
    const key = JSON.stringify([unit, holder]);
    const lane = lanes.get(key) ?? { key, label: holderLabel(unit, holder, nameOf), spans: [] };
    lanes.set(key, lane);
    const why = reason === null ? '' : ` · ${words.maybe(`reason.${reason}`, reason)}`;
    lane.spans.push({ from, to, kind, title: `${words.of(`segment.${kind}`)}${why}: ${format.minute(from)} → ${format.minute(to)}` });
  }
  return [...lanes.values()];
};

const linesOf = (detail: CaseDetail, { words }: CaseContext): TimelineLine[] => {
  const line = (kind: TimelineLine['kind'], at: string | null): TimelineLine[] =>
    at === null ? [] : [{ key: kind, kind, at: ms(at), label: words.of(`timeline.${kind}`) }];
  return [
    ...line('promised', detail.promisedDueAt),
    ...line('statutory', detail.statutoryDueAt),
    ...(detail.finishedAt === null ? line('now', detail.basis.at) : line('finish', detail.finishedAt)),
  ];
};

const signalKind = (level: string): TimelineMark['kind'] => (level === 'red' || level === 'yellow' ? level : 'warning');

const marksOf = (detail: CaseDetail, { words, format }: CaseContext): TimelineMark[] => [
  ...detail.facts.map(({ source, id, type, time }) => ({
    key: `${source} ${id} ${time}`,
    at: ms(time),
    kind: 'fact' as const,
    title: `${format.minute(time)} ${words.maybe(`fact.${type}`, type)}`,
  })),
  ...detail.signals.map(({ level, at, rule }, index) => ({
    key: `signal ${index}`,
    at: ms(at),
    kind: signalKind(level),
    title: `${format.minute(at)} ${words.maybe(`signal.${level}`, level)} (${rule})`,
  })),
];

/** A due instant far beyond the end would squeeze the case into a corner: lines widen the picture to twice the case at most. */
const extent = (inside: readonly number[], lines: readonly TimelineLine[]): { from: number; to: number } => {
  const start = Math.min(...inside);
  const end = Math.max(...inside);
  const reach = Math.max(end - start, 3_600_000) * 2;
  const near = lines.map(({ at }) => at).filter((at) => at <= start + reach && at >= start - reach);
  const from = Math.min(start, ...near);
  const to = Math.max(end, ...near);
  const margin = Math.max((to - from) * 0.02, 600_000);
  return { from: from - margin, to: to + margin };
};

/**
 * Decides what the drawing shows: one lane per holder, the clock's segments in it, limits and the end as lines,
 * facts and signals as marks. Lines outside the drawn time are left to the header, which names every instant.
 */
export const prepareTimeline = (detail: CaseDetail, context: CaseContext): TimelineView | null => {
  const parts = partsOf(detail);
  const marks = marksOf(detail, context);
  const inside = [...parts.flatMap(({ from, to }) => [from, to]), ...marks.map(({ at }) => at)];
  if (inside.length === 0) return null;
  const lines = linesOf(detail, context);
  const { from, to } = extent(inside, lines);
  const lanes = lanesOf(parts, context);
  return {
    from,
    to,
    lanes,
    lines: lines.filter(({ at }) => at >= from && at <= to),
    marks,
    kinds: [...new Set(parts.map(({ kind }) => kind))],
    summary: context.words.of('timeline.summary', { holders: lanes.length, facts: detail.facts.length, from: context.format.minute(from), to: context.format.minute(to) }),
  };
};
