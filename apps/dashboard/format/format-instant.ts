import { nothing } from './format-number.js';

export type InstantFormat = {
  /** `2026-03-02 09:30` in the organisation's zone; a dash for null. */
  readonly minute: (instant: string | number | null) => string;
  /** `2026-03-02`. */
  readonly date: (instant: string | number | null) => string;
  /** `03-02`. */
  readonly monthDay: (instant: string | number) => string;
  /** `09:30`. */
  readonly time: (instant: string | number) => string;
};

const partsOf = (format: Intl.DateTimeFormat, instant: string | number): ReadonlyMap<string, string> =>
  new Map(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));

/** Instants in the organisation's zone and in one unambiguous form, whatever the browser's own zone and language are. */
export const instantFormat = (timeZone: string): InstantFormat => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const read = (instant: string | number) => {
    const parts = partsOf(format, instant);
    const part = (type: string): string => parts.get(type) ?? '';
    return { year: part('year'), monthDay: `${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
  };
  const date = (instant: string | number): string => `${read(instant).year}-${read(instant).monthDay}`;
  return {
    minute: (instant) => (instant === null ? nothing : `${date(instant)} ${read(instant).time}`),
    date: (instant) => (instant === null ? nothing : date(instant)),
    monthDay: (instant) => read(instant).monthDay,
    time: (instant) => read(instant).time,
  };
};
