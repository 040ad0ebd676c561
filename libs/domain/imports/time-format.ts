import { type Instant, millisecondsPerMinute, toIso } from '../kernel/instant.js';
import { instantOfLocal, type Zone } from './local-time.js';

/** An instant and the minutes east of UTC that the source states (or its zone implies). */
export type StatedTime = { readonly instant: Instant; readonly offsetMinutes: number };

/** Reads a text in one form; null when it is not in that form or names no real date. */
export type TimeFormat = (text: string) => { readonly local: number; readonly offsetMinutes: number | null } | null;

const tokens: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<half>\\d{2})',
  h: '(?<half>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  S: '(?<fraction>\\d{1,9})',
  A: '(?<meridiem>[AaPp][Mm])',
  Z: '(?<offset>[Zz]|[+-]\\d{2}(?::?\\d{2})?)',
};
const tokenPattern = /YYYY|MM|M|DD|D|HH|H|hh|h|mm|ss|S+|A|Z|[\s\S]/g;

const isoPattern = new RegExp(
  '^(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})' +
    '(?:[Tt ](?<hour>\\d{2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?' +
    '(?<offset>[Zz]|[+-]\\d{2}(?::?\\d{2})?)?)?$',
);

type Groups = Readonly<Record<string, string | undefined>>;

const offsetOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  if (text === 'Z' || text === 'z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3).replace(':', '') || 0);
  return text.startsWith('-') ? -minutes : minutes;
};

const hourOf = ({ hour, half, meridiem }: Groups): number => {
  if (half === undefined) return Number(hour ?? 0);
  const number = Number(half);
  // 12 AM is midnight, 12 PM is noon; 0 and 13 are not hours of a twelve-hour clock.
  if (number < 1 || number > 12) return Number.NaN;
  return (number % 12) + (meridiem?.toLowerCase() === 'pm' ? 12 : 0);
};

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Years below 100 are placeholders such as 0001-01-01, which the language would read as 1901. */
const isDay = (year: number, month: number, day: number): boolean => {
  const days = (daysInMonth[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
  return year >= 100 && day >= 1 && day <= days;
};

const localOf = (groups: Groups): number | null => {
  const [year, month, day] = [Number(groups['year']), Number(groups['month']), Number(groups['day'])];
  const [hour, minute, second] = [hourOf(groups), Number(groups['minute'] ?? 0), Number(groups['second'] ?? 0)];
  // Finer digits than milliseconds are cut, as everywhere in the platform.
  const millisecond = Number((groups['fraction'] ?? '0').slice(0, 3).padEnd(3, '0'));
  if (!(hour < 24 && minute < 60 && second < 60)) return null;
  return isDay(year, month, day) ? Date.UTC(year, month - 1, day, hour, minute, second, millisecond) : null;
};

const formatOf = (pattern: RegExp): TimeFormat => (text) => {
  const groups = pattern.exec(text)?.groups;
  if (groups === undefined) return null;
  const local = localOf(groups);
  const offsetMinutes = offsetOf(groups['offset']);
  if (local === null || Math.abs(offsetMinutes ?? 0) >= 24 * 60) return null;
  return { local, offsetMinutes };
};

const toPattern = (token: string): string =>
  tokens[token.startsWith('S') ? 'S' : token] ?? token.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Builds a reader from `iso` or a form such as `MM/DD/YYYY hh:mm:ss A`; null when it names no full date or one part twice. */
export const compileTimeFormat = (form: string): TimeFormat | null => {
  if (form === 'iso') return formatOf(isoPattern);
  const pattern = (form.match(tokenPattern) ?? []).map(toPattern).join('');
  const complete = ['year', 'month', 'day'].every((part) => pattern.includes(`?<${part}>`));
  const halves = pattern.includes('?<half>') === pattern.includes('?<meridiem>');
  if (!complete || !halves) return null;
  try {
    return formatOf(new RegExp(`^${pattern}$`));
  } catch {
    return null;
  }
};

export type TimeReading = { readonly formats: readonly TimeFormat[]; readonly zone: Zone | null };

/** Reads a time in the first form that fits. A text that says why not, when none does or when no offset can be known. */
export const readTime = (text: string, { formats, zone }: TimeReading): StatedTime | string => {
  for (const format of formats) {
    const read = format(text.trim());
    if (read === null) continue;
    if (read.offsetMinutes !== null) {
      return { instant: read.local - read.offsetMinutes * millisecondsPerMinute, offsetMinutes: read.offsetMinutes };
    }
    if (zone === null) return 'has no offset, and the mapping names no time zone';
    const instant = instantOfLocal(read.local, zone);
    return { instant, offsetMinutes: zone.offsetMinutesAt(instant) };
  }
  return 'is not a time in any form of the mapping';
};

const pad = (number: number): string => String(number).padStart(2, '0');

const offsetText = (offsetMinutes: number): string => {
  if (offsetMinutes === 0) return 'Z';
  const size = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
};

/** The one form in which times leave an import: milliseconds always, then the stated offset. */
export const toStatedText = ({ instant, offsetMinutes }: StatedTime): string =>
  toIso(instant + offsetMinutes * millisecondsPerMinute).slice(0, -1) + offsetText(offsetMinutes);
