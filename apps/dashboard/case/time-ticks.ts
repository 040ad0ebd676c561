const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [15 * minute, hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day, 30 * day, 90 * day, 180 * day, 365 * day];

/** The step that gives at most `countMax` ticks, of those a reader can count in. */
export const tickStep = (span: number, countMax: number): number => steps.find((step) => span / step <= countMax) ?? Math.ceil(span / countMax / (365 * day)) * 365 * day;

/**
 * Instants at even distances inside [from, to]. They are laid on the zone's own midnight: `offset` is the zone's
 * distance from UTC in milliseconds at `from` (a change of daylight saving inside may shift labels by an hour).
 */
export const timeTicks = (from: number, to: number, countMax: number, offset: number): number[] => {
  const step = tickStep(to - from, Math.max(1, countMax));
  const first = Math.ceil((from + offset) / step) * step - offset;
  const ticks: number[] = [];
  for (let at = first; at <= to; at += step) ticks.push(at);
  return ticks;
};

/** Whether ticks of this span are days (else they carry the hour). */
export const ticksAreDays = (span: number, countMax: number): boolean => tickStep(span, Math.max(1, countMax)) >= day;

/** Milliseconds by which a zone is ahead of UTC at an instant. */
export const zoneOffset = (timeZone: string, instant: number): number => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(part.get('year') ?? 0, (part.get('month') ?? 1) - 1, part.get('day') ?? 1, part.get('hour') ?? 0, part.get('minute') ?? 0, part.get('second') ?? 0);
  return local - Math.floor(instant / 1000) * 1000;
};
