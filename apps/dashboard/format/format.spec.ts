import { describe, expect, it } from 'vitest';
import { createI18n, wordsOf } from '../i18n/words.js';
import { fitText } from './fit-text.js';
import { durationInWords, formatDays, wholeDays } from './format-duration.js';
import { instantFormat } from './format-instant.js';
import { formatMean, formatPercent, percentOf } from './format-number.js';

const words = wordsOf(createI18n('zh-CN'));

describe('numbers', () => {
  it('never round a rate up: only all of them are 100.0%', () => {
    expect(formatPercent({ numerator: 99_999, denominator: 100_000 })).toBe('99.9%');
    expect(formatPercent({ numerator: 7, denominator: 7 })).toBe('100.0%');
  });

  it('show a dash where there is no data, never 0', () => {
    expect(formatPercent({ numerator: 0, denominator: 0 })).toBe('—');
    expect(percentOf({ numerator: 0, denominator: 0 })).toBeNull();
    expect(formatMean(null)).toBe('—');
    expect(formatDays(null)).toBe('—');
  });

  it('cut a mean to hundredths without losing one to binary fractions', () => {
    expect(formatMean(4.29)).toBe('4.29');
    expect(formatMean(4.999)).toBe('4.99');
  });
});

describe('durations', () => {
  it('round days up', () => {
    expect(formatDays(86_400)).toBe('1.0');
    expect(formatDays(86_401)).toBe('1.1');
    expect(wholeDays(86_400)).toBe(1);
    expect(wholeDays(86_401)).toBe(2);
  });

  it('name the two greatest parts', () => {
    expect(durationInWords(3 * 86_400 + 4 * 3600 + 59 * 60, words)).toBe('3 天 4 小时');
    expect(durationInWords(3 * 86_400 + 59 * 60, words)).toBe('3 天');
    expect(durationInWords(42, words)).toBe('42 秒');
    expect(durationInWords(-7200, words)).toBe('2 小时');
  });
});

describe('instants', () => {
  it('are shown in the organisation’s zone, whatever the reader’s is', () => {
    expect(instantFormat('Asia/Shanghai').minute('2018-10-15T02:00:00Z')).toBe('2018-10-15 10:00');
    expect(instantFormat('Europe/Amsterdam').minute('2011-07-01T22:30:00Z')).toBe('2011-07-02 00:30');
    expect(instantFormat('Asia/Shanghai').minute(null)).toBe('—');
  });
});

describe('fitting a text', () => {
  it('cuts what is too long and marks the cut', () => {
    expect(fitText('人力资源和社会保障局', 10, 60)).toBe('人力资源和…');
    expect(fitText('公安局', 10, 60)).toBe('公安局');
  });
});
