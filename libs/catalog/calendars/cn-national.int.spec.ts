import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { addAmount } from '@mingxiao/domain/calendar/add-amount';
import { compileCalendar } from '@mingxiao/domain/calendar/working-calendar';
import { countWorkingDays, isWorkingDay, nthWorkingDay } from '@mingxiao/domain/calendar/working-days';
import { workingTime } from '@mingxiao/domain/calendar/working-time';
import { addDays } from '@mingxiao/domain/calendar/zone';
import { nationalCalendar } from './shipped-calendar.js';

const national = compileCalendar(nationalCalendar());

const datesOf = (from: string, until: string): string[] => {
  const dates: string[] = [];
  for (let date = from; date <= until; date = addDays(date, 1)) dates.push(date);
  return dates;
};

/** Asked in a process of its own: west of Greenwich the package builds its tables a day off. */
const packageWorkdays = (): string[] => {
  const script = `process.stdout.write(require('chinese-days').getWorkdaysInRange('2004-01-01', '2026-12-31').join(' '))`;
  const options = { cwd: import.meta.dirname, env: { ...process.env, TZ: 'Asia/Shanghai' }, encoding: 'utf8' } as const;
  return execFileSync(process.execPath, ['-e', script], options).split(' ');
};

describe('the national calendar', () => {
  it('agrees with chinese-days on every date from 2004 to 2026', () => {
    const gazetted = new Set(packageWorkdays());
    const differing = datesOf('2004-01-01', '2026-12-31').filter((date) => gazetted.has(date) !== isWorkingDay(national, date));
    expect(differing).toEqual([]);
  });

  it('works on the make-up workdays of 2026 and on no other weekend', () => {
    const weekends = datesOf('2026-01-01', '2026-12-31').filter((date) => [0, 6].includes(new Date(date).getUTCDay()));
    expect(weekends.filter((date) => isWorkingDay(national, date))).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
  });

  it('rests over the spring festival and has 248 working days in 2026', () => {
    expect(isWorkingDay(national, '2026-02-17')).toBe(false);
    expect(nthWorkingDay(national, '2026-02-10', 20)).toBe('2026-03-16');
    expect(countWorkingDays(national, '2026-01-01', '2027-01-01')).toBe(248);
  });

  it('counts as the plain sum of its working days over any year', () => {
    for (let year = 2004; year <= 2026; year += 1) {
      const [from, to] = [`${year}-01-01`, `${year + 1}-01-01`];
      const counted = workingTime(national, 'working-day', Date.parse(`${from}T00:00+08:00`), Date.parse(`${to}T00:00+08:00`));
      expect(counted).toBe(datesOf(from, `${year}-12-31`).filter((date) => isWorkingDay(national, date)).length * 86_400_000);
    }
  });

  it('marks a limit provisional that rests on a year not yet gazetted', () => {
    const due = (from: string) => addAmount(national, Date.parse(from), { amount: 7, unit: 'working-day' }, 'clock');
    expect(due('2026-12-18T10:00:00+08:00')).toEqual({ at: Date.parse('2026-12-29T10:00:00+08:00'), provisional: false });
    expect(due('2026-12-28T10:00:00+08:00').provisional).toBe(true);
  });

  it('carries a limit over the spring festival and the year end', () => {
    const due = (from: string, n: number) => addAmount(national, Date.parse(`${from}T10:00:00+08:00`), { amount: n, unit: 'working-day' }, 'clock').at;
    expect(due('2026-02-13', 2)).toBe(Date.parse('2026-02-24T10:00:00+08:00'));
    expect(due('2025-12-31', 2)).toBe(Date.parse('2026-01-05T10:00:00+08:00'));
  });
});
