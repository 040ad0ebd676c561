import type { MetricList } from '@mingxiao/contracts/metrics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatExact, formatPart, formatPoints } from '../format/format-points.js';
import { createI18n, wordsOf } from '../i18n/words.js';
import { prepareBuilding } from '../shell/prepare-building.js';
import { scoreNode, scoreTree } from '../testing/score-tree.js';
import { prepareNode, prepareSum } from './prepare-score-tree.js';

const words = wordsOf(createI18n('zh-CN'));
const described = { meaning: { zh: '', en: '' }, unit: 'count' as const, direction: 'higher' as const, legalBasis: [] };
const metrics: MetricList = {
  measures: [{ id: 'onTimePromised', name: { zh: '承诺时限内办结数', en: 'Finished in time' }, ...described, source: 'cases' }],
  indicators: [
    { type: 'ratio', id: 'onTimePromised', name: { zh: '按期办结率', en: 'On-time rate' }, ...described, numerator: 'onTimePromised', denominator: 'withPromised', scale: 100, n: 'withPromised' },
  ],
  surveys: {
    measures: [{ id: 'surveyPoints', name: { zh: '调查得分合计', en: 'Survey points' }, ...described, unit: 'points' }],
    indicators: [],
  },
};
const context = { words, metrics, nameOf: (id: string) => `人员 ${id}` };

describe('a node of a score in words', () => {
  it('says its rule, value, weight and interval, and leads to the cases that were read', () => {
    const node = prepareNode(scoreNode(), context);
    expect(node).toMatchObject({ label: '承诺时限内办结', points: '+87.5', note: null, formula: '按“按期办结率”计分：60 → 0 分，100 → 100 分，其间按直线，两端之外不变；再乘以权重。' });
    expect(node.facts.map(({ key, value }) => [key, value])).toEqual([
      ['value', '95%'],
      ['interval', '91–97.3%'],
      ['weight', '100 / 100'],
      ['n', '200'],
    ]);
    expect(node.inputs).toEqual([
      {
        key: 'unit onTimePromised',
        label: '承诺时限内办结数',
        value: '190',
        search: { by: 'section', unit: 'S-1', measure: 'onTimePromised', policy: 'finisher', from: '2026-01-01', to: '2026-12-31', knownAt: '2026-03-01T15:59:59.999Z' },
        waves: null,
      },
    ]);
  });

  it('shows parts of cases and points with every digit, and leads from points of surveys to their waves', () => {
    const inputs = [
      { measure: 'surveyPoints', of: 'unit' as const, value: 540.5, drill: '/v1/surveys?department=D-1&from=2026-04-01&to=2026-06-30' },
      { measure: 'onTimePromised', of: 'unit' as const, value: 30.333333, drill: null },
    ];
    expect(prepareNode(scoreNode({ inputs, n: 30.5 }), context)).toMatchObject({
      inputs: [
        { label: '调查得分合计', value: '540.5', search: null, waves: { department: 'D-1', from: '2026-04-01', to: '2026-06-30' } },
        { value: '30.333333', search: null, waves: null },
      ],
      facts: expect.arrayContaining([{ key: 'n', label: 'n', value: '30.5' }]),
    });
  });

  it('shows no data as a dash, and a veto that applies as a failure', () => {
    expect(prepareNode(scoreNode({ points: null, value: null, interval: null, note: 'no-data' }), context)).toMatchObject({ points: '—', note: { text: '无数据', grave: false } });
    const formula = { rule: 'at-most-when-counted', measure: 'reds', atLeast: 3, atMost: 599_999, fails: true };
    expect(prepareNode(scoreNode({ kind: 'veto', formula, note: 'fails', points: -12_000 }), context)).toMatchObject({
      points: '−1.2',
      note: { text: '已触发：不合格', grave: true },
      formula: '“reds”达到 3 时：总分至多 59.9999 分，判为不合格。',
    });
  });

  it('says what a count costs, and its cap', () => {
    const formula = { rule: 'per-count', measure: 'onTimePromised', pointsEach: -15_000, cap: -200_000, perMonthsOfService: { days: 365, daysPerMonth: 30 } };
    expect(prepareNode(scoreNode({ formula }), context).formula).toBe('“承诺时限内办结数”每计 1，−1.5 分，合计至多 −20 分，除以任职月数（365 天，每月按 30 天）');
  });

  it('names a person where the tree names none, and does not fail at a rule of later times', () => {
    const node = prepareNode(scoreNode({ id: 'P-1', label: {}, formula: { rule: 'by-moonlight' } }), context);
    expect(node).toMatchObject({ label: '人员 P-1', formula: '本页还不认识这条规则：by-moonlight。请更新页面。' });
  });
});

describe('the sum of a score', () => {
  it('can be added up by a reader', () => {
    const tree = scoreTree(860_000, [scoreNode({ points: 875_000 }), scoreNode({ id: 'red', points: -15_000 }), scoreNode({ id: 'none', points: 0 })]);
    expect(prepareSum(tree)).toEqual({ text: '87.5 − 1.5 = 86', agrees: true });
  });

  it('says so when the leaves do not give the headline, and there is none without data', () => {
    expect(prepareSum(scoreTree(860_000, [scoreNode({ points: 875_000 })]))?.agrees).toBe(false);
    expect(prepareSum(scoreTree(null, [scoreNode({ points: null })]))).toBeNull();
  });
});

describe('points', () => {
  it('keep every digit and round none', () => {
    expect([952_500, -15_000, 0, 599_999, null].map(formatPoints)).toEqual(['95.25', '−1.5', '0', '59.9999', '—']);
    expect([952_500, -15_000, 0, null].map(formatPart)).toEqual(['+95.25', '−1.5', '0', '—']);
  });

  it('read back are what they were', () => {
    fc.assert(fc.property(fc.integer({ min: -1e10, max: 1e10 }), (units) => Math.round(Number(formatPoints(units).replace('−', '-')) * 10_000) === units));
  });

  it('of exact values are cut to hundredths', () => {
    expect(['95', '190/3', '-1/3', '-1/300', '1999/1000', 'x'].map(formatExact)).toEqual(['95', '63.33', '−0.33', '0', '1.99', 'x']);
  });
});

describe('a read model that is awaited', () => {
  const model = {
    name: 'm',
    purpose: 'as-of' as const,
    state: 'building' as const,
    positions: [],
    referencePositions: [],
    knownAt: null,
    referenceKnownAt: null,
    versions: { rules: '', calendar: '', organisation: '' },
    cases: 999,
    casesExpected: 1000,
    problem: null,
    createdAt: '',
    usedAt: '',
  };

  it('is never at 100% before it is ready', () => expect(prepareBuilding({ ...model, cases: 1200 }, words).percent).toBe(99));

  it('that failed says why and what to do', () => {
    expect(prepareBuilding({ ...model, state: 'failed', problem: 'disk full' }, words)).toEqual({ title: '重建没有成功', hint: '请重试；如仍不行，请把这段文字告知管理员：disk full', percent: null });
  });
});
