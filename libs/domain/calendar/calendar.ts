import type { Instant } from '../kernel/instant.js';

/** A local wall-clock span of a working day, `HH:MM` to `HH:MM`, half open. */
export type OfficeHours = { readonly from: string; readonly to: string };

/** A working calendar as data: what counts as a working day, and which hours of it the office is open. */
export type CalendarDefinition = {
  readonly name: string;
  readonly version: string;
  /** IANA zone, such as Asia/Shanghai. */
  readonly timeZone: string;
  /** 1 Monday … 7 Sunday: the days that work when no date says otherwise. */
  readonly workingWeekdays: readonly number[];
  /** Dates (`YYYY-MM-DD`) that differ from their weekday: a holiday is false, a make-up workday true. */
  readonly exceptions: Readonly<Record<string, boolean>>;
  /** Open hours of a working day, in order, with a lunch break as a gap. */
  readonly officeHours: readonly OfficeHours[];
  /** The last date that is gazetted; a result that depends on a later one is provisional. Null: none ever is. */
  readonly gazettedUntil: string | null;
};

/** `clock`: from the instant itself. `next-day`: the first day is not counted, due at the end of office hours. */
export type CountingMode = 'clock' | 'next-day';

export type DueInstant = { readonly at: Instant; readonly provisional: boolean };
