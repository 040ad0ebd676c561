import { describe, expect, it } from 'vitest';
import { createI18n, wordsOf } from '../i18n/words.js';
import { rankingRow } from '../testing/ranking-rows.js';
import { answerInWords, prepareHeadline } from './prepare-headline.js';
import { prepareRankingChart } from './prepare-ranking-chart.js';
import { compareRows, prepareRankingRow } from './prepare-ranking-table.js';
import { inRankOrder } from './rank-order.js';
import { indexUnits, parentName, unitOptions } from './unit-names.js';

const words = wordsOf(createI18n('zh-CN'));
const units = indexUnits({
  rows: [
    { unit: 'C', type: 'city', parent: null, name: { zh: '临州市', en: 'Linzhou' }, sortNo: 1 },
    { unit: 'D-2', type: 'district', parent: 'C', name: { zh: '青枫区', en: 'Qingfeng' }, sortNo: 2 },
    { unit: 'D-1', type: 'district', parent: 'C', name: { zh: '明湖区', en: 'Minghu' }, sortNo: 1 },
    { unit: 'P-1', type: 'department', parent: 'D-1', name: { zh: '审批局', en: 'Approval' }, sortNo: 1 },
    { unit: 'S-1', type: 'section', parent: 'P-1', name: { zh: '登记科', en: 'Registration' }, sortNo: 1 },
    { unit: 'S-2', type: 'section', parent: 'S-2', name: { zh: '循环科', en: 'Loop' }, sortNo: 2 },
  ],
});
const context = { units, words };
const ranked = (count: number) => Array.from({ length: count }, (_, index) => rankingRow(`S-${index + 1}`, 100 - index, 100, { rank: index + 1 }));

describe('the order of rows', () => {
  it('puts units that are not ranked after all that are, wherever the answer had them', () => {
    const rows = [rankingRow('few', 1, 2), rankingRow('b', 8, 10, { rank: 2 }), rankingRow('none', 0, 0), rankingRow('a', 9, 10, { rank: 1 })];
    expect(inRankOrder(rows).map(({ unit }) => unit)).toEqual(['a', 'b', 'few', 'none']);
  });
});

describe('the chart', () => {
  it('draws both ends of a long ranking, and no unit twice', () => {
    const view = prepareRankingChart(ranked(15), 'both', 10, context);
    expect(view.state === 'ready' && view.groups.map(({ end, bars }) => [end, bars.length])).toEqual([['top', 10], ['bottom', 5]]);
  });

  it('draws a short ranking whole', () => {
    const view = prepareRankingChart(ranked(8), 'both', 10, context);
    expect(view).toMatchObject({ long: false, groups: [{ end: 'all' }] });
  });

  it('draws all when asked', () => {
    const view = prepareRankingChart(ranked(60), 'all', 10, context);
    expect(view.state === 'ready' && view.groups[0]?.bars.length).toBe(60);
  });

  it('keeps units with too few cases or none apart, without a bar', () => {
    const rows = [...ranked(2), rankingRow('S-few', 3, 4, { rankNote: 'too-few' }), rankingRow('S-none', 0, 0)];
    const view = prepareRankingChart(rows, 'both', 10, context);
    expect(view).toMatchObject({
      ranked: 2,
      unranked: [
        { unit: 'S-few', figure: '3/4', note: 'too-few' },
        { unit: 'S-none', figure: '—', note: 'no-data' },
      ],
    });
  });

  it('says the cases a bar rests on', () => {
    const view = prepareRankingChart([rankingRow('S-1', 297, 312, { rank: 1 })], 'both', 10, context);
    expect(view.state === 'ready' && view.groups[0]?.bars[0]).toMatchObject({ percent: '95.1%', fraction: '297/312', lateCount: 15, parent: '审批局' });
  });
});

describe('the table', () => {
  it('shows a gap as a gap and offers no list of nothing', () => {
    const { cells } = prepareRankingRow(rankingRow('S-9', 0, 0), context);
    expect(cells.onTimePromised.main.text).toBe('—');
    expect(cells.medianUsed.main.text).toBe('—');
    expect(cells.rating.main.text).toBe('—');
    expect(cells.finished.main).toEqual({ text: '0', measure: null, late: false });
  });

  it('opens from every number exactly the cases it counts', () => {
    const { cells } = prepareRankingRow(rankingRow('S-1', 297, 312, { openOverdue: 4, ratings: 9, meanRating: 4.5 }), context);
    expect(cells.onTimePromised.parts.map(({ text, measure }) => [text, measure])).toEqual([
      ['297', 'onTimePromised'],
      ['312', 'withPromised'],
      ['超期 15', 'latePromised'],
    ]);
    expect(cells.openOverdue.main).toEqual({ text: '4', measure: 'openOverdue', late: true });
    expect(cells.rating.parts).toEqual([{ text: 'n=9', measure: 'valid' }]);
  });

  it('marks lateness only where there is some', () => {
    const { cells } = prepareRankingRow(rankingRow('S-1', 10, 10), context);
    expect(cells.onTimePromised.parts.some(({ late }) => late === true)).toBe(false);
    expect(cells.openOverdue.main.late).toBe(false);
  });

  it.each(['ascend', 'descend'] as const)('keeps rows without data at the end when sorted to %s', (order) => {
    const rows = [rankingRow('a', 0, 0), rankingRow('b', 5, 10), rankingRow('c', 9, 10)].map((row) => prepareRankingRow(row, context));
    const compare = compareRows('onTimePromised');
    const sign = order === 'ascend' ? 1 : -1;
    const sorted = [...rows].sort((a, b) => sign * compare(a, b, order)).map(({ unit }) => unit);
    expect(sorted).toEqual(order === 'ascend' ? ['b', 'c', 'a'] : ['c', 'b', 'a']);
  });
});

describe('the totals', () => {
  it('are sums of the rows, and the mean rating is weighted by n', () => {
    const rows = [rankingRow('a', 9, 10, { ratings: 1, meanRating: 1 }), rankingRow('b', 30, 30, { ratings: 3, meanRating: 5 })];
    const [finished, onTime, overdue, rating] = prepareHeadline(['finished', 'onTimePromised', 'openOverdue', 'rating'], rows, words);
    expect(finished?.value).toBe('40');
    expect(onTime).toMatchObject({ value: '97.5%', note: '39/40 件，超期 1 件' });
    expect(overdue).toMatchObject({ value: '0', late: false });
    expect(rating?.value).toBe('4.00');
  });

  it('stay open when nobody rated', () => {
    expect(prepareHeadline(['rating'], [rankingRow('a', 1, 1)], words)[0]?.value).toBe('—');
  });

  it('say how many units are not ranked, and why', () => {
    const rows = [rankingRow('a', 40, 40, { rank: 1 }), rankingRow('b', 1, 2, { rankNote: 'too-few' })];
    const basis = { generation: 'g', position: [], lag: 0, parked: 0, versions: { rules: '', calendar: '', organisation: '' }, at: '', timeZone: 'UTC' };
    expect(answerInWords({ by: 'section', from: '2026-01-01', to: '2026-01-31', minimumCases: 30, top: 3, rows, basis }, words)).toContain('另有 1 个不足 30 件');
  });
});

describe('names of units', () => {
  it('offers filters in official order and only below the wider choice', () => {
    expect(unitOptions(units, 'district', null, words).map(({ label }) => label)).toEqual(['明湖区', '青枫区']);
    expect(unitOptions(units, 'section', 'D-1', words).map(({ value }) => value)).toEqual(['S-1']);
    expect(unitOptions(units, 'section', 'D-2', words)).toEqual([]);
  });

  it('names the unit above, but not the city, which says nothing', () => {
    expect(parentName(units, 'S-1', words)).toBe('审批局');
    expect(parentName(units, 'D-1', words)).toBeNull();
    expect(parentName(units, null, words)).toBeNull();
  });
});
