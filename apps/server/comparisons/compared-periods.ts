import { sameElapsedPart, spanOf, workingMilliseconds, type Period, type Span } from '@mingxiao/domain/comparisons/periods';
import type { WorkingCalendar } from '@mingxiao/domain/calendar/working-calendar';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { FigurePeriod } from '@mingxiao/metrics/sources/question';
import { periodOf } from '../query/period.js';

/** A period as figures are asked for, with the working time in it; null where no calendar is known. */
export type ComparedPeriod = { readonly figures: FigurePeriod; readonly workingMs: number | null };

const workingMs = (calendar: WorkingCalendar | null, span: Span): number | null => (calendar === null ? null : workingMilliseconds(calendar, span));

/** Of a period what has passed at an instant. */
export const passedPart = (calendar: WorkingCalendar | null, timeZone: string, dates: Period, at: Instant): ComparedPeriod => {
  const figures = periodOf(timeZone, dates, at);
  return { figures, workingMs: workingMs(calendar, passedSpan(figures)) };
};

/** From when to when a period is compared: up to its reading. */
export const passedSpan = ({ from, reading }: FigurePeriod): Span => ({ from, until: Math.max(from, reading) });

/** The same elapsed part of an earlier period. Null without a calendar: there is no telling how much is the same. */
export const earlierPart = (calendar: WorkingCalendar | null, dates: Period, earlier: Period, at: Instant): ComparedPeriod | null => {
  if (calendar === null) return null;
  const part = sameElapsedPart(calendar, spanOf(calendar, dates), spanOf(calendar, earlier), at);
  return { figures: { from: part.from, to: part.until, reading: part.until, until: part.until - 1 }, workingMs: workingMs(calendar, part) };
};
