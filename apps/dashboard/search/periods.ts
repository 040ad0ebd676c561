import type { PeriodPreset } from '@mingxiao/contracts/dashboards';

/** Dates of the organisation's zone, `YYYY-MM-DD`, both included. */
export type Period = { readonly from: string; readonly to: string };

const two = (value: number): string => String(value).padStart(2, '0');

/** Month 0 or 13 is December or January of the year beside; day 0 is the last day of the month before. */
const dateOf = (year: number, month: number, day: number): string => {
  const at = new Date(Date.UTC(year, month - 1, day));
  return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
};

/** The date an instant falls on in a zone. */
export const dateIn = (timeZone: string, instant: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);

type Day = { readonly year: number; readonly month: number; readonly day: number; readonly date: string };

/** The last 12 months end today and begin on the day after the same day a year ago. */
const periods: Readonly<Record<PeriodPreset, (today: Day) => Period>> = {
  'this-month': ({ year, month, date }) => ({ from: dateOf(year, month, 1), to: date }),
  'last-month': ({ year, month }) => ({ from: dateOf(year, month - 1, 1), to: dateOf(year, month, 0) }),
  'last-12-months': ({ year, month, day, date }) => ({ from: dateOf(year - 1, month, day + 1), to: date }),
  'this-year': ({ year, date }) => ({ from: dateOf(year, 1, 1), to: date }),
  'last-year': ({ year }) => ({ from: dateOf(year - 1, 1, 1), to: dateOf(year - 1, 12, 31) }),
};

/** The dates a named period means on a day. */
export const periodOf = (preset: PeriodPreset, today: string): Period => {
  const [year = 1970, month = 1, day = 1] = today.split('-').map(Number);
  return periods[preset]({ year, month, day, date: today });
};

/** The preset that means exactly this period today, if there is one. */
export const presetOf = (presets: readonly PeriodPreset[], { from, to }: Period, today: string): PeriodPreset | null =>
  presets.find((preset) => {
    const period = periodOf(preset, today);
    return period.from === from && period.to === to;
  }) ?? null;
