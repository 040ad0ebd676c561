import { describe, expect, it } from 'vitest';
import { instantFormat } from '../format/format-instant.js';
import { createI18n, wordsOf } from '../i18n/words.js';
import { looksQuestion, looksRequest, parseLooksSearch } from '../search/looks-search.js';
import { prepareFlagged, prepareFlags, prepareNearLimit, prepareOvertaken } from './prepare-looks.js';

const words = wordsOf(createI18n('zh-CN'));
const names: Readonly<Record<string, string>> = { 'S-1': '登记科', 'I-1': '营业执照' };
const context = { words, format: instantFormat('Asia/Shanghai'), nameOf: (id: string) => names[id] ?? id };
const one = { caseId: 'C-1', kind: 'permit', item: 'I-1', unit: 'S-1', holder: null };

describe('what is worth a look in words', () => {
  it('says since when a case was overtaken, by how many, and how long it waited after that', () => {
    const row = { ...one, acceptedAt: '2018-10-15T02:00:00Z', finishedAt: '2018-10-19T02:00:00Z', overtakenAt: '2018-10-17T02:00:00Z', waitedSeconds: 172_800, overtakers: 3 };
    expect(prepareOvertaken(row, context)).toEqual({
      caseId: 'C-1',
      place: '许可与服务办件 · 营业执照 · 登记科',
      what: '自 2018-10-17 10:00 起有 3 件后受理的先办结，又过 2 天 才办结',
    });
    expect(prepareOvertaken({ ...row, finishedAt: null }, context).what).toContain('仍在办');
  });

  it('names of a flagged case what is known, and invents nothing', () => {
    const row = { ...one, kind: null, item: null, unit: null, acceptedAt: null, finishedAt: null, flags: [] };
    expect(prepareFlagged(row, context)).toEqual({ caseId: 'C-1', place: '', what: '— 受理，仍在办' });
  });

  it('puts the innocent reading beside every flag', () => {
    const look = { flag: 'ping-pong', title: { zh: '来回转办', en: 'x' }, innocent: { zh: '可能在核对', en: 'x' }, cases: 1200 };
    expect(prepareFlags({ flags: [look] }, words)).toEqual([{ flag: 'ping-pong', title: '来回转办', innocent: '可能在核对', count: '1,200' }]);
  });

  it('tells the share of finishes just before the limit beside the number it is taken of', () =>
    expect(prepareNearLimit({ unit: 'S-1', withLimit: 40, justBefore: 16, justAfter: 2 }, context)).toEqual({
      unit: 'S-1',
      name: '登记科',
      share: '40.0%',
      what: '40 件办结中 16 件在最后十分之一时间内，2 件刚过时限',
    }));
});

describe('the address of what is worth a look', () => {
  it('holds intent only, and opens even when parts of it are nonsense', () => {
    expect(parseLooksSearch({ from: '2026-03-01', to: 'never', flag: 'ping-pong', section: 'S-1', page: '2', by: 'item' })).toEqual({ from: '2026-03-01', flag: 'ping-pong', section: 'S-1', page: 2 });
    expect(parseLooksSearch({ flag: 'DROP TABLE', page: '0' })).toEqual({});
  });

  it('asks for the narrowest unit and a page of it, over the period of the ranking where none is named', () => {
    const question = looksQuestion({ district: 'D-1', section: 'S-1', page: 3 }, { by: 'section', period: 'this-year' }, '2026-03-15');
    expect(looksRequest(question)).toEqual({ from: '2026-01-01', to: '2026-03-15', unit: 'S-1', limit: 20, offset: 40 });
  });
});
