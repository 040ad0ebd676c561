import { localDateOfDay, weekdayOf } from '../../calendar/local-date.js';
import { dayAt, offsetAt, zoneDaysOf } from '../../calendar/zone-days.js';
import { millisecondsPerDay, toIso, type Instant } from '../../kernel/instant.js';
import type { Language } from './language.js';

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  zh: ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

/** `23:59:59`, with milliseconds where there are any. */
const timeOf = (wall: number): string => {
  const time = toIso(wall).slice('1970-01-01T'.length, -1);
  return time.endsWith('.000') ? time.slice(0, -'.000'.length) : time;
};

/** An instant on the wall clock of a zone, such as `Mon 2018-10-15 10:00:00` or `2018-10-15（周一）10:00:00`. */
export const instantWords = (language: Language, timeZone: string, instant: Instant): string => {
  const zone = zoneDaysOf(timeZone);
  const wall = instant + offsetAt(zone, instant);
  const day = Math.floor(wall / millisecondsPerDay);
  const weekday = weekdays[language][weekdayOf(dayAt(zone, instant))] ?? '';
  const [date, time] = [localDateOfDay(day), timeOf(wall)];
  return language === 'zh' ? `${date}（${weekday}）${time}` : `${weekday} ${date} ${time}`;
};
