import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDefinition, OfficeHours } from './calendar.js';
import { addAmount } from './add-amount.js';
import { daySpans } from './day-spans.js';
import { compileCalendar, type WorkingUnit } from './working-calendar.js';
import { addWorkingTime, workingTime } from './working-time.js';

const quarter = 900_000;
const zones = ['Asia/Shanghai', 'Europe/Amsterdam', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
const first = Date.parse('2004-01-01T00:00:00Z');
const last = Date.parse('2027-01-01T00:00:00Z');

const wallTime = (quarters: number) => `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;

/** Two or four rising quarter hours make one or two open spans. */
const officeHours = (earliest: number): fc.Arbitrary<OfficeHours[]> =>
  fc.uniqueArray(fc.integer({ min: earliest, max: 96 }), { minLength: 4, maxLength: 4 }).map((marks) => {
    const [a = 0, b = 0, c = 0, d = 0] = marks.sort((x, y) => x - y).map((mark) => mark);
    return [
      { from: wallTime(a), to: wallTime(b) },
      { from: wallTime(c), to: wallTime(d) },
    ];
  });

const exceptions = fc.dictionary(
  fc.date({ min: new Date(first), max: new Date(last), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  fc.boolean(),
  { maxKeys: 60 },
);

const calendars = (earliest: number): fc.Arbitrary<CalendarDefinition> =>
  fc.record({
    name: fc.constant('random'),
    version: fc.constant('1'),
    timeZone: fc.constantFrom(...zones),
    workingWeekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    exceptions,
    officeHours: officeHours(earliest),
    gazettedUntil: fc.constant(null),
  });

const units = fc.constantFrom<WorkingUnit>('working-day', 'working-hour');
const instants = fc.integer({ min: first, max: last });
const amounts = fc.oneof(fc.integer({ min: 1, max: 4000 * quarter }), fc.integer({ min: 1, max: 300 }).map((n) => n * quarter));
const runs = { numRuns: 150 };

describe('working time of any calendar', () => {
  it('is additive, in any order of the instants', () => {
    fc.assert(
      fc.property(calendars(0), units, instants, instants, instants, (definition, unit, a, b, c) => {
        const calendar = compileCalendar(definition);
        const w = (from: number, to: number) => workingTime(calendar, unit, from, to);
        expect(w(a, b) + w(b, c)).toBe(w(a, c));
      }),
      runs,
    );
  });

  it('is given back exactly by its inverse, which stands at the earliest instant (backwards the latest)', () => {
    fc.assert(
      fc.property(calendars(0), units, instants, amounts, (definition, unit, a, w) => {
        const calendar = compileCalendar(definition);
        const later = addWorkingTime(calendar, unit, a, w).at;
        const earlier = addWorkingTime(calendar, unit, a, -w).at;
        expect(workingTime(calendar, unit, a, later)).toBe(w);
        expect(workingTime(calendar, unit, a, later - 1)).toBe(w - 1);
        expect(workingTime(calendar, unit, earlier, a)).toBe(w);
        expect(workingTime(calendar, unit, earlier + 1, a)).toBe(w - 1);
      }),
      runs,
    );
  });

  it('never leads past the instant it was measured to', () => {
    fc.assert(
      fc.property(calendars(0), units, instants, instants, (definition, unit, x, y) => {
        const calendar = compileCalendar(definition);
        const [a, b] = [Math.min(x, y), Math.max(x, y)];
        const w = workingTime(calendar, unit, a, b);
        expect(addWorkingTime(calendar, unit, a, w).at).toBeLessThanOrEqual(b);
        expect(addWorkingTime(calendar, unit, b, -w).at).toBeGreaterThanOrEqual(a);
      }),
      runs,
    );
  });

  it('agrees with counting quarter hours one by one on the wall clock', () => {
    const span = fc.tuple(fc.integer({ min: first / quarter, max: last / quarter }), fc.integer({ min: 0, max: 12 * 96 }));
    fc.assert(
      fc.property(calendars(24), span, (definition, [start, length]) => {
        const [from, to] = [start * quarter, (start + length) * quarter];
        const calendar = compileCalendar(definition);
        const counted = countQuarters(definition, from, to);
        expect(workingTime(calendar, 'working-day', from, to)).toBe(counted.day);
        expect(workingTime(calendar, 'working-hour', from, to)).toBe(counted.hour);
      }),
      { numRuns: 60 },
    );
  });
});

describe('day spans of any calendar', () => {
  it('tile the stretch without a gap, change kind at every boundary and add up to the working time', () => {
    fc.assert(
      fc.property(calendars(0), instants, fc.integer({ min: 1, max: 4000 * quarter }), (definition, from, length) => {
        const calendar = compileCalendar(definition);
        const spans = daySpans(calendar, from, from + length);
        const sum = (...kinds: string[]) =>
          spans.filter(({ kind }) => kinds.includes(kind)).reduce((total, span) => total + span.to - span.from, 0);
        expect(spans[0]?.from).toBe(from);
        expect(spans.at(-1)?.to).toBe(from + length);
        for (const [index, span] of spans.slice(1).entries()) {
          expect(span.from).toBe(spans[index]?.to);
          expect(span.kind).not.toBe(spans[index]?.kind);
        }
        expect(sum('working')).toBe(workingTime(calendar, 'working-hour', from, from + length));
        expect(sum('working', 'off-hours')).toBe(workingTime(calendar, 'working-day', from, from + length));
      }),
      runs,
    );
  });
});

describe('due instants of any calendar', () => {
  it('never come earlier for a longer limit and never before the acceptance', () => {
    const unit = fc.constantFrom('working-day', 'working-hour', 'natural-day', 'hour', 'month');
    const mode = fc.constantFrom('clock', 'next-day');
    const amount = fc.integer({ min: 0, max: 250 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(calendars(0), instants, fc.record({ unit, mode, amount, more: amount }), (definition, from, { unit, mode, amount, more }) => {
        const calendar = compileCalendar(definition);
        const due = (n: number) => addAmount(calendar, from, { amount: n, unit }, mode).at;
        expect(due(amount)).toBeGreaterThanOrEqual(from);
        expect(due(amount + more)).toBeGreaterThanOrEqual(due(amount));
        expect(Number.isInteger(due(amount))).toBe(true);
      }),
      runs,
    );
  });
});

/** The plain way: look at every quarter hour's local date and wall time. Slow, and knows nothing of the tables. */
const countQuarters = (definition: CalendarDefinition, from: number, to: number) => {
  const { timeZone, exceptions, workingWeekdays, officeHours: open } = definition;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const total = { day: 0, hour: 0 };
  for (let instant = from; instant < to; instant += quarter) {
    const [date = '', time = ''] = format.format(instant).split(' ');
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    if (!(exceptions[date] ?? workingWeekdays.includes(weekday))) continue;
    total.day += quarter;
    if (open.some((span) => span.from <= time && time < span.to)) total.hour += quarter;
  }
  return total;
};
