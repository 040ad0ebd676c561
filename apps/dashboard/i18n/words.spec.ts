import { describe, expect, it } from 'vitest';
import en from './en.json' with { type: 'json' };
import { createI18n, wordsOf } from './words.js';
import zh from './zh-CN.json' with { type: 'json' };

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe('the words of the interface', () => {
  it('exist in both languages under the same keys', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  it('name the same values in both languages', () => {
    const english: Readonly<Record<string, string>> = en;
    const differing = Object.entries(zh).filter(([key, text]) => placeholders(text).join() !== placeholders(english[key] ?? '').join());
    expect(differing).toEqual([]);
  });

  it('are Chinese by default, and put values into their places', () => {
    expect(wordsOf(createI18n('zh-CN')).of('figure.finished.note', { n: '12' })).toBe('同期受理 12 件');
    expect(wordsOf(createI18n('en')).of('figure.finished.note', { n: '12' })).toBe('12 accepted in the period');
    expect(wordsOf(createI18n('en')).of('figure.finished.note', { n: 3251 })).toBe('3,251 accepted in the period');
  });

  it('leave a name alone that no word is known for', () => {
    expect(wordsOf(createI18n('en')).maybe('kind.unheard-of', 'unheard-of')).toBe('unheard-of');
  });

  it('fall back to the other language where data name a unit in one only', () => {
    expect(wordsOf(createI18n('en')).text({ zh: '注册登记科', en: '' })).toBe('注册登记科');
  });
});
