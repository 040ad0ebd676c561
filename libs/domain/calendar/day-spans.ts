import type { Instant } from '../kernel/instant.js';
import type { DayNumber } from './local-date.js';
import { openSpansOf, worksOn, type WorkingCalendar } from './working-calendar.js';
import { dayAt, startOfDay } from './zone-days.js';

/** `off-hours` is the rest of a working day; `holiday` any day that does not work, weekends included. */
export type DaySpanKind = 'working' | 'off-hours' | 'holiday';

export type DaySpan = { readonly from: Instant; readonly to: Instant; readonly kind: DaySpanKind };

/**
 * Labels [from, to) by half-open spans that tile it exactly, each as long as its kind lasts (a night
 * between two working days is one span, a long holiday too). Their lengths add up to W: `working` to
 * working hours, `working` and `off-hours` together to working days. Empty when `to` is not after `from`.
 */
export const daySpans = (calendar: WorkingCalendar, from: Instant, to: Instant): readonly DaySpan[] => {
  const { zone } = calendar.compiled;
  const spans: DaySpan[] = [];
  if (from >= to) return spans;
  const last = dayAt(zone, to);
  for (let day = dayAt(zone, from); day <= last; day += 1) {
    for (const span of knownSpansOfDay(calendar, day)) append(spans, clip(span, from, to));
  }
  return spans;
};

/** Spans of days already asked for: folding many cases asks for the same days again and again. */
const known = new WeakMap<WorkingCalendar, Map<DayNumber, readonly DaySpan[]>>();

const knownSpansOfDay = (calendar: WorkingCalendar, day: DayNumber): readonly DaySpan[] => {
  const days = known.get(calendar) ?? new Map<DayNumber, readonly DaySpan[]>();
  if (days.size === 0) known.set(calendar, days);
  const spans = days.get(day) ?? spansOfDay(calendar, day);
  days.set(day, spans);
  return spans;
};

const clip = (span: DaySpan, from: Instant, to: Instant): DaySpan =>
  span.from >= from && span.to <= to ? span : { kind: span.kind, from: Math.max(span.from, from), to: Math.min(span.to, to) };

const spansOfDay = (calendar: WorkingCalendar, day: DayNumber): readonly DaySpan[] => {
  const { zone } = calendar.compiled;
  const [start, end] = [startOfDay(zone, day), startOfDay(zone, day + 1)];
  if (!worksOn(calendar, day)) return [{ from: start, to: end, kind: 'holiday' }];
  const spans: DaySpan[] = [];
  let reached = start;
  for (const [opens, closes] of openSpansOf(calendar, day)) {
    spans.push({ from: reached, to: opens, kind: 'off-hours' }, { from: opens, to: closes, kind: 'working' });
    reached = closes;
  }
  return [...spans, { from: reached, to: end, kind: 'off-hours' }];
};

/** Drops what is empty and lengthens the last span where the kind goes on. */
const append = (spans: DaySpan[], span: DaySpan): void => {
  if (span.from >= span.to) return;
  const last = spans.at(-1);
  if (last?.kind === span.kind) spans[spans.length - 1] = { from: last.from, to: span.to, kind: last.kind };
  else spans.push(span);
};
