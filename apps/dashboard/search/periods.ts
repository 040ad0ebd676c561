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

/** The last 12 months end today and begin on the day after the same day a year ago. */
export const periodOf = (preset: PeriodPreset, today: string): Period => {
  const [year = 1970, month = 1, day = 1] = today.split('-').map(Number);
  switch (preset) {
    case 'this-month':
      return { from: dateOf(year, month, 1), to: today };
    case 'last-month':
      return { from: dateOf(year, month - 1, 1), to: dateOf(year, month, 0) };
    case 'last-12-months':
      return { from: dateOf(year - 1, month, day + 1), to: today };
    case 'this-year':
      return { from: dateOf(year, 1, 1), to: today };
    case 'last-year':
      return { from: dateOf(year - 1, 1, 1), to: dateOf(year - 1, 12, 31) };
  }
};

/** The preset that means exactly this period today, if there is one. */
export const presetOf = (presets: readonly PeriodPreset[], { from, to }: Period, today: string): PeriodPreset | null =>
  presets.find((preset) => {
    const period = periodOf(preset, today);
    return period.from === from && period.to === to;
  }) ?? null;
