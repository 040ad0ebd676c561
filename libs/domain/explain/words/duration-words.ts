import type { ClockUnit } from '../../cases/case-state.js';
import type { Amount } from '../../events/fields.js';
import { millisecondsPerDay, millisecondsPerSecond, roundHalfUp } from '../../kernel/instant.js';
import type { Language } from './language.js';

type Unit = Amount['unit'];

const units: Readonly<Record<Language, Readonly<Record<Unit, string>>>> = {
  zh: { 'working-day': '个工作日', 'working-hour': '个工作小时', 'natural-day': '个自然日', hour: '小时', month: '个月' },
  en: { 'working-day': 'working day', 'working-hour': 'working hour', 'natural-day': 'natural day', hour: 'hour', month: 'month' },
};

/** An amount as a rule states it: `7 working days`, `7个工作日`. */
export const amountWords = (language: Language, { amount, unit }: Amount): string =>
  language === 'zh' ? `${amount}${units.zh[unit]}` : `${amount} ${units.en[unit]}${amount === 1 ? '' : 's'}`;

const secondsPerDay = millisecondsPerDay / millisecondsPerSecond;

const parts = (secondsInAll: number, inDays: boolean) => {
  const days = inDays ? Math.floor(secondsInAll / secondsPerDay) : 0;
  const rest = secondsInAll - days * secondsPerDay;
  return { days, hours: Math.floor(rest / 3600), minutes: Math.floor((rest % 3600) / 60), seconds: rest % 60 };
};

const dayWord: Readonly<Record<Language, Readonly<Record<ClockUnit, string>>>> = {
  zh: { 'working-day': '个工作日', 'working-hour': '天', elapsed: '天' },
  en: { 'working-day': 'working day', 'working-hour': 'day', elapsed: 'day' },
};

const dayText = (language: Language, unit: ClockUnit, days: number): string =>
  language === 'zh' ? `${days}${dayWord.zh[unit]}` : `${days} ${dayWord.en[unit]}${days === 1 ? '' : 's'}`;

/**
 * A span to the second: days of 24 hours, hours, minutes, seconds; what is zero is left out. Office hours are not
 * gathered into days, for a day of the office has no one length. Less than a second is said to be so.
 */
export const durationWords = (language: Language, unit: ClockUnit, milliseconds: number): string => {
  if (milliseconds > 0 && milliseconds < millisecondsPerSecond) return language === 'zh' ? '不足1秒' : 'less than a second';
  const { days, hours, minutes, seconds } = parts(roundHalfUp(milliseconds / millisecondsPerSecond), unit !== 'working-hour');
  const words = language === 'zh' ? (['小时', '分', '秒'] as const) : ([' h', ' min', ' s'] as const);
  const smaller = [hours, minutes, seconds].flatMap((count, index) => (count === 0 ? [] : [`${count}${words[index] ?? ''}`]));
  const all = days === 0 ? smaller : [dayText(language, unit, days), ...smaller];
  return all.length === 0 ? `0${words[2]}` : all.join(language === 'zh' ? '' : ' ');
};
