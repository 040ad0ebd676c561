import { periodBefore, sameElapsedPart, spanOf, workingDaysOf, type Period, type Span } from '@mingxiao/domain/comparisons/periods';
import type { WorkingCalendar } from '@mingxiao/domain/calendar/working-calendar';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { FigurePeriod } from '@mingxiao/metrics/sources/question';
import { periodOf } from '../query/period.js';

export type ScorePeriod = {
  /** What of it figures are asked for: nothing that happened after the reading. */
  readonly figures: FigurePeriod;
  /** In what has passed; null where no calendar is known. */
  readonly workingDays: number | null;
};

/** The period before, by its dates, and the instant it is read for: where the running one has come to, or null, the same as for that. */
export type PreviousPeriod = ScorePeriod & { readonly dates: Period; readonly at: Instant | null };

/**
 * The period of a scorecard and the comparable one before it. Of a running period only what has passed is compared: the
 * one before is cut where as much working time had passed. Without a calendar there is nothing to compare by.
 */
export const scorePeriods = (
  calendar: WorkingCalendar | null,
  timeZone: string,
  dates: Period,
  at: Instant,
): { readonly period: ScorePeriod; readonly previous: PreviousPeriod | null } => {
  const figures = periodOf(timeZone, dates, at);
  if (calendar === null) return { period: { figures, workingDays: null }, previous: null };
  const span = spanOf(calendar, dates);
  const elapsed: Span = { from: span.from, until: Math.max(span.from, Math.min(span.until, at)) };
  const earlier = periodBefore(dates);
  const whole = spanOf(calendar, earlier);
  const part = sameElapsedPart(calendar, span, whole, at);
  const readFor = part.until < whole.until ? part.until - 1 : null;
  return {
    period: { figures, workingDays: workingDaysOf(calendar, elapsed) },
    previous: { figures: periodOf(timeZone, earlier, readFor ?? at), workingDays: workingDaysOf(calendar, part), dates: earlier, at: readFor },
  };
};
