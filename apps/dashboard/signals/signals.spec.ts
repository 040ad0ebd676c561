import type { SignalSummary } from '@mingxiao/contracts/signals';
import { describe, expect, it } from 'vitest';
import { instantFormat } from '../format/format-instant.js';
import { createI18n, wordsOf } from '../i18n/words.js';
import { indexUnits } from '../ranking/unit-names.js';
import { parseSignalSearch, signalRequest } from '../search/signal-search.js';
import { prepareLevelCounts } from './prepare-level-counts.js';
import { prepareSignalRow } from './prepare-signal-list.js';

const words = wordsOf(createI18n('zh-CN'));
const units = indexUnits({
  rows: [
    { unit: 'P-1', type: 'department', parent: null, name: { zh: '审批局', en: 'Approvals' }, sortNo: 1 },
    { unit: 'S-1', type: 'section', parent: 'P-1', name: { zh: '登记科', en: 'Registration' }, sortNo: 1 },
  ],
});
const context = { words, units, format: instantFormat('Asia/Shanghai'), at: '2018-10-29T02:00:00Z' };

const summary = (more: Partial<SignalSummary> = {}): SignalSummary => ({
  caseId: 'C-1', kind: 'permit', unit: 'S-1', holder: 'U-1', historical: false, clock: 'case', level: 'yellow', at: '2018-10-24T02:00:00Z', ends: null,
  round: 0, rule: 'family-b 1', card: 'C-1/case/yellow/0/issued', state: 'issued', inForce: true, highest: true, counts: true, raisedBy: 'promised', points: null, ...more,
});
const row = (more: Partial<SignalSummary> = {}) => prepareSignalRow(summary(more), context);

describe('a warning or card in words', () => {
  it('says where, by which clock, since when, in which state and under which rule', () => {
    expect(row()).toMatchObject({
      caseId: 'C-1',
      caseNote: '许可与服务办件',
      mark: 'yellow',
      level: { text: '黄牌', note: '计入' },
      unit: { text: '登记科', note: '审批局' },
      clock: { text: '办件时限', note: '承诺时限' },
      fellDue: '2018-10-24 10:00',
      since: '5 天',
      state: { text: '已亮牌', note: '' },
      rule: { text: '乙类规则', note: '第 1 版' },
    });
  });

  it('tells a supervised suspension by its beginning', () => {
    expect(row({ clock: 'suspension@2018-10-15T02:00:00.000Z' }).clock).toEqual({ text: '特别程序', note: '2018-10-15 10:00 起' });
  });

  it('cuts the days that have passed: hours are not a day', () => {
    expect(row({ at: '2018-10-28T02:00:01Z' }).since).toBe('不到 1 天');
    expect(row({ at: '2018-10-28T02:00:00Z' }).since).toBe('1 天');
  });

  it('keeps red for red cards', () => {
    expect(['warning', 'yellow', 'red', 'notice'].map((level) => row({ level }).mark)).toEqual(['warning', 'yellow', 'red', 'warning']);
  });

  it('says of a card beside a weightier one that the other counts, unless it is out of force anyway', () => {
    expect(row({ highest: false, counts: false }).level.note).toBe('以更重的牌为准');
    expect(row({ highest: false, counts: false, inForce: false, state: 'withdrawn' }).level.note).toBe('');
  });

  it('says what the card that counts costs, where its rule says so', () => expect(row({ points: -1.5 }).level.note).toBe('计入，−1.5 分'));

  it('says when a warning lapses by itself, and how often it was withdrawn before', () => {
    expect(row({ level: 'warning', ends: '2018-11-16T02:00:00Z', round: 2 }).state).toEqual({ text: '已发出', note: '2018-11-16 自动失效 · 此前撤过 2 次' });
    expect(row({ level: 'warning', ends: '2018-10-20T02:00:00Z', inForce: false, state: 'lapsed' }).state).toEqual({ text: '已失效', note: '' });
  });

  it('leaves names alone that it has no word for, and says nothing of what is not known', () => {
    expect(row({ unit: null, kind: null, rule: 'our own rule v2', clock: 'visit', state: 'paused' })).toMatchObject({
      caseNote: '—', unit: { text: '（未注明）', note: '' }, rule: { text: 'our own rule', note: '第 v2 版' }, clock: { text: 'visit' }, state: { text: 'paused' },
    });
    expect(row({ rule: null }).rule).toEqual({ text: '—', note: '' });
    expect(row({ rule: 'bare' }).rule).toEqual({ text: 'bare', note: '' });
  });
});

describe('the numbers of each level', () => {
  const counts = [{ level: 'warning', count: 3 }, { level: 'yellow', count: 0 }, { level: 'red', count: 1200 }] as const;

  it('stand the gravest first, after their sum, and each asks for its level from the first page', () => {
    const tiles = prepareLevelCounts(counts, { kind: 'permit', level: 'red', page: 4 }, words);
    expect(tiles.map(({ key, value, late, chosen }) => [key, value, late, chosen])).toEqual([
      ['all', '1,203', false, false], ['red', '1,200', true, true], ['yellow', '0', false, false], ['warning', '3', false, false],
    ]);
    expect(tiles.map(({ search }) => search)).toEqual([{ kind: 'permit' }, { kind: 'permit', level: 'red' }, { kind: 'permit', level: 'yellow' }, { kind: 'permit', level: 'warning' }]);
  });

  it('are a dash until they are known, never 0', () => {
    expect(prepareLevelCounts([{ level: 'red', count: null }, { level: 'yellow', count: 2 }], {}, words).map(({ value }) => value)).toEqual(['—', '—', '2', '—']);
  });
});

describe('the address of the signals', () => {
  it('holds intent only, and opens even when parts of it are nonsense', () => {
    expect(parseSignalSearch({ level: 'red', state: 'pending', district: 'D-1', clock: 'suspension', from: '2018-10-01', page: '2' })).toEqual({ level: 'red', state: 'pending', district: 'D-1', clock: 'suspension', from: '2018-10-01', page: 2 });
    expect(parseSignalSearch({ level: 'purple', state: 'open', page: '1', kind: '' })).toEqual({});
  });

  it('asks for the narrowest unit named', () => {
    expect(signalRequest({ district: 'D-1', department: 'P-1', section: 'S-1' })).toEqual({ unit: 'S-1' });
    expect(signalRequest({ district: 'D-1', level: 'red', to: '2018-10-31', page: 3 })).toEqual({ unit: 'D-1', level: 'red', to: '2018-10-31' });
  });
});
