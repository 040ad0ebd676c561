/**
 * Working time as one would count it by hand: day by day, Monday to Friday, in a zone without summer time. Shares no line
 * with the platform's calendar; slow, and plain enough to be believed.
 */
export const day = 86_400_000;
const zone = 8 * 3_600_000;

export type Span = { readonly from: number; readonly to: number };
export type Unit = 'working-day' | 'natural-day';

const startOfDay = (instant: number): number => Math.floor((instant + zone) / day) * day - zone;
export const dateOf = (instant: number): number => Math.floor((instant + zone) / day);

/** 1970-01-01 was a Thursday. */
const isWorkday = (dayStart: number): boolean => ![2, 3].includes((((dateOf(dayStart) % 7) + 7) % 7));

const without = (span: Span, stopped: readonly Span[]): Span[] =>
  stopped.reduce<Span[]>(
    (left, stop) => left.flatMap(({ from, to }) => [{ from, to: Math.min(to, stop.from) }, { from: Math.max(from, stop.to), to }].filter((part) => part.from < part.to)),
    [span],
  );

const horizonDays = 1500;

/** The pieces of time after `from` in which the clock runs, in order. */
function* running(from: number, unit: Unit, stopped: readonly Span[]): Generator<Span> {
  for (let at = startOfDay(from), count = 0; count < horizonDays; at += day, count += 1) {
    if (unit === 'working-day' && !isWorkday(at)) continue;
    yield* without({ from: Math.max(from, at), to: at + day }, stopped).sort((a, b) => a.from - b.from);
  }
}

/** Milliseconds that count between two instants. */
export const worked = ({ from, to }: Span, unit: Unit, stopped: readonly Span[] = []): number => {
  let sum = 0;
  for (const piece of running(from, unit, stopped)) {
    if (piece.from >= to) break;
    sum += Math.min(piece.to, to) - piece.from;
  }
  return sum;
};

/** The earliest instant at which so much time has run; null when the clock stands for ever before it. */
export const reached = (from: number, amount: number, unit: Unit, stopped: readonly Span[] = []): number | null => {
  let sum = 0;
  for (const piece of running(from, unit, stopped)) {
    const length = piece.to - piece.from;
    if (sum + length >= amount) return piece.from + (amount - sum);
    sum += length;
  }
  return null;
};
