import type { Words } from '../i18n/words.js';
import { nothing } from './format-number.js';

const day = 86_400;

/** Seconds as days with one decimal, rounded up so that no figure flatters; a dash without data. */
export const formatDays = (seconds: number | null): string => (seconds === null ? nothing : (Math.ceil((seconds * 10) / day - 1e-9) / 10).toFixed(1));

/** Used time as whole days, rounded up (domain guide §5). */
export const wholeDays = (seconds: number): number => Math.ceil(seconds / day - 1e-9);

/** The two greatest parts of a duration in words, `3 天 4 小时`; the sign is dropped. Seconds are shown below a minute. */
export const durationInWords = (seconds: number, words: Words): string => {
  const total = Math.abs(Math.floor(seconds));
  const parts = [
    { word: 'duration.days', value: Math.floor(total / day) },
    { word: 'duration.hours', value: Math.floor((total % day) / 3600) },
    { word: 'duration.minutes', value: Math.floor((total % 3600) / 60) },
  ] as const;
  const first = parts.findIndex(({ value }) => value > 0);
  if (first === -1) return words.of('duration.seconds', { n: total });
  return parts
    .slice(first, first + 2)
    .filter(({ value }) => value > 0)
    .map(({ word, value }) => words.of(word, { n: value }))
    .join(' ');
};
