import type { Ranking, RankingRow } from '@mingxiao/contracts/rankings';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { rankingCsv } from './ranking-csv.js';

const none = { accepted: 0, finished: 0, reopened: 0, openOverdue: 0, onTimePromised: { numerator: 0, denominator: 0 }, onTimeStatutory: { numerator: 0, denominator: 0 }, medianElapsedSeconds: null, p90ElapsedSeconds: null, medianUsedSeconds: null, p90UsedSeconds: null, ratings: 0, meanRating: null, sortNo: null, shrunk: null, range: null, group: null, adjusted: null };
const rowOf = (unit: string, part: Partial<RankingRow>): RankingRow => ({ ...none, unit, name: null, rank: null, rankNote: 'no-data', metric: { type: 'ratio', numerator: 0, denominator: 0, scale: 1, n: 0 }, interval: null, ...part });

const rankingOf = (rows: readonly RankingRow[]): Ranking => ({
  by: 'section', from: '2026-01-01', to: '2026-03-31', minimumCases: 30, top: 5, rows: [...rows],
  metric: { id: 'onTimePromised', name: { zh: '按时办结率', en: 'In time' }, direction: 'higher' },
  basis: { generation: 'g', position: [3, 4], lag: 0, parked: 0, versions: { rules: 'r1', calendar: 'c1', organisation: 'o1' }, at: '2026-04-01T00:00:00Z', timeZone: 'Asia/Shanghai' },
});

const heads = (csv: string): readonly string[] => (parse(csv, { bom: true }) as string[][])[0] ?? [];

const read = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });

describe('a ranking as a spreadsheet', () => {
  it('has every unit with its figure, the whole numbers behind it and what it rests on', () => {
    const [row] = read(rankingCsv(rankingOf([rowOf('S-1', { name: { zh: '一科', en: 'First' }, rank: 1, rankNote: null, metric: { type: 'ratio', numerator: 41, denominator: 50, scale: 1, n: 50 }, interval: { lower: 0.692, upper: 0.902 } })])));
    expect(row).toMatchObject({ '排名 rank': '1', '编号 id': 'S-1', '名称': '一科', '数值 value': '0.82', '分子 numerator': '41', '分母 denominator': '50', '95% 下限 lower': '0.692', '自 from': '2026-01-01', '日志 log': 'g 3/4' });
  });

  it('has all that the answer says of a unit, and of what it rests on', () => {
    const part = { sortNo: 7, group: 2, shrunk: 0.7, adjusted: { value: 0.75, expected: 0.8, interval: { lower: 0.6, upper: 0.9 } }, range: { from: 1, to: 4, inTop: 0.625 }, reopened: 3, onTimeStatutory: { numerator: 49, denominator: 50 }, medianUsedSeconds: 86_400, ratings: 8, meanRating: 4.5 };
    const asked = { ...rankingOf([rowOf('S-1', part)]) };
    const [row] = read(rankingCsv({ ...asked, basis: { ...asked.basis, referenceKnownAt: '2026-03-01T00:00:00Z' } }));
    expect(row).toMatchObject({
      '指标名称': '按时办结率', 'metric name': 'In time', '序号 sort no': '7', '分不出高下的组 group': '2', '前 k 名概率 in top k': '0.625', k: '5', '参照同类 shrunk': '0.7',
      '同等构成 adjusted': '0.75', '同等构成期望 expected': '0.8', '同等构成 95% 下限 adjusted lower': '0.6', '同等构成 95% 上限 adjusted upper': '0.9', '重办 reopened': '3',
      '法定时限内 in statutory time numerator': '49', '法定时限内 in statutory time denominator': '50', '用时中位 median used': '86400', '评价数 ratings': '8', '评价均分 mean rating': '4.5',
      '规则 rules': 'r1', '日历 calendar': 'c1', '组织 organisation': 'o1', '规则与组织所知 reference known at': '2026-03-01T00:00:00Z', '当时所知 known at': '—',
    });
  });

  it('has the same columns whatever was asked, each once, and new ones behind the first', () => {
    const [bare, full] = [heads(rankingCsv(rankingOf([]))), heads(rankingCsv(rankingOf([rowOf('S-1', { group: 1, shrunk: 0.5 })])))];
    expect(full).toEqual(bare);
    expect(new Set(full).size).toBe(full.length);
    expect(full.slice(0, 5)).toEqual(['排名 rank', '说明 note', '编号 id', '名称', 'name']);
    expect(full.slice(17, 24)).toEqual(['自 from', '至 to', '截至 at', '当时所知 known at', '规则 rules', '日志 log', '指标名称']);
  });

  it('begins with the first, and ends with those that are not ranked', () => {
    const ranked = [rowOf('none', {}), rowOf('second', { rank: 2 }), rowOf('few', {}), rowOf('first', { rank: 1 })];
    expect(read(rankingCsv(rankingOf(ranked))).map((row) => row['编号 id'])).toEqual(['first', 'second', 'none', 'few']);
  });

  it('says a dash where there are no data, never 0', () => {
    expect(read(rankingCsv(rankingOf([rowOf('S-1', {})])))[0]).toMatchObject({ '排名 rank': '—', '说明 note': '—', '数值 value': '—', '95% 下限 lower': '—', '参照同类 shrunk': '—', '评价均分 mean rating': '—' });
  });

  it('gives names back as they are, and lets none be taken for a formula', () => {
    const names = ['a "b", c', 'two\nlines', '=1+1', '-2', '@x'];
    const rows = read(rankingCsv(rankingOf(names.map((name) => rowOf(name, {})))));
    expect(rows.map((row) => row['编号 id'])).toEqual(['a "b", c', 'two\nlines', "'=1+1", "'-2", "'@x"]);
  });
});
