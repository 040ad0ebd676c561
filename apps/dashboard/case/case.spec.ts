import type { CaseFact } from '@mingxiao/contracts/cases';
import { describe, expect, it } from 'vitest';
import { instantFormat } from '../format/format-instant.js';
import { createI18n, wordsOf } from '../i18n/words.js';
import { caseDetail } from '../testing/case-detail.js';
import { namesOf } from './names.js';
import { placeLabels } from './place-labels.js';
import { prepareCaseHeader } from './prepare-case-header.js';
import { prepareFacts } from './prepare-facts.js';
import { prepareRemarks } from './prepare-remarks.js';
import { prepareSegments } from './prepare-segments.js';
import { prepareTimeline } from './prepare-timeline.js';
import { timeTicks, zoneOffset } from './time-ticks.js';

const words = wordsOf(createI18n('zh-CN'));
const detail = caseDetail();
const context = { words, format: instantFormat('Asia/Shanghai'), nameOf: namesOf(detail.names, words) };

const fact = (type: string, data: CaseFact['data'], more: Partial<CaseFact> = {}): CaseFact => ({
  source: 'urn:hall', id: 'e-1', type, time: '2018-10-15T02:00:00Z', storedAt: '2018-10-15T02:00:01Z', partition: 0, offset: 7, data, historical: false, standing: 'counts', ...more,
});

describe('the head of a case', () => {
  it('says against each limit whether and by how much', () => {
    expect(prepareCaseHeader(detail, context).limits.map(({ verdict }) => verdict)).toEqual([
      { text: '超期 1 天', tone: 'late' },
      { text: '按时，提前 3 天', tone: 'good' },
    ]);
  });

  it('measures an open case at the instant it was read for', () => {
    const open = caseDetail({ finishedAt: null, state: 'open', promisedDueAt: '2018-10-31T00:00:00Z', statutoryDueAt: '2018-11-02T00:00:00Z' });
    expect(prepareCaseHeader(open, context).limits.map(({ verdict }) => verdict.text)).toEqual(['已超期 1 天，仍在办', '时限内，还剩 1 天']);
  });

  it('gives no verdict without a limit', () => {
    const free = caseDetail({ promisedDueAt: null, latePromised: null });
    expect(prepareCaseHeader(free, context).limits[0]).toMatchObject({ due: '—', verdict: { text: '无时限', tone: 'plain' } });
  });

  it('rounds used days up and gives the exact time beside', () => {
    expect(prepareCaseHeader(detail, context).clock.find(({ key }) => key === 'used')?.value).toBe('4 个工作日（3 天）');
  });
});

describe('the timeline', () => {
  it('has one lane per holder, with the parts of the clock in which the holder had the case', () => {
    const view = prepareTimeline(detail, context);
    expect(view?.lanes.map(({ label, spans }) => [label, spans.map(({ kind }) => kind)])).toEqual([
      ['窗口 · U-1', ['running']],
      ['登记科 · U-2', ['suspended', 'running']],
    ]);
  });

  it('draws limits and the finish as lines', () => {
    expect(prepareTimeline(detail, context)?.lines.map(({ kind }) => kind)).toEqual(['promised', 'statutory', 'finish']);
  });

  it('draws holders where there is no calendar and so no segments', () => {
    const view = prepareTimeline(caseDetail({ segments: [] }), context);
    expect(view?.lanes.map(({ spans }) => spans.length)).toEqual([1, 1]);
  });

  it('is not squeezed by a due instant years away', () => {
    const view = prepareTimeline(caseDetail({ statutoryDueAt: '2028-01-01T00:00:00Z' }), context);
    expect(view?.lines.map(({ kind }) => kind)).toEqual(['promised', 'finish']);
    expect((view?.to ?? 0) - (view?.from ?? 0)).toBeLessThan(6 * 86_400_000);
  });

  it('is not drawn when there is nothing to draw', () => {
    expect(prepareTimeline(caseDetail({ segments: [], holders: [] }), context)).toBeNull();
  });

  it('puts ticks on the zone’s own midnight', () => {
    const from = Date.parse('2018-10-15T02:00:00Z');
    const [first] = timeTicks(from, from + 4 * 86_400_000, 5, zoneOffset('Asia/Shanghai', from));
    expect(new Date(first ?? 0).toISOString()).toBe('2018-10-15T16:00:00.000Z');
  });

  it('never lets labels touch, and keeps them inside', () => {
    const placed = placeLabels([{ key: 'a', x: 95, width: 40 }, { key: 'b', x: 98, width: 40 }, { key: 'c', x: 2, width: 40 }], 100);
    expect(placed).toEqual([{ key: 'c', row: 0, x: 20 }, { key: 'a', row: 0, x: 80 }, { key: 'b', row: 1, x: 80 }]);
  });
});

describe('the facts', () => {
  it('are told in words where they are known, and keep all data beside', () => {
    const [row] = prepareFacts([fact('case.suspended', { reason: 'hearing', appliedFor: { amount: 7, unit: 'working-day' }, approver: 'U-9', extra: 1 })], context);
    expect(row?.type).toBe('特别程序（挂起）');
    expect(row?.details.map(({ label, value }) => `${label} ${value}`)).toEqual(['事由 听证', '申请时长 7 个工作日', '批准人 U-9']);
    expect(row?.data).toContain('"extra": 1');
  });

  it('name units, tell ratings from card levels, and leave out what says nothing', () => {
    const rows = prepareFacts([fact('case.transferred', { toUnit: 'S-2', reason: null }), fact('case.rated', { level: 5 }), fact('case.card-issued', { level: 'red' })], context);
    expect(rows.map(({ details, tone }) => [tone, ...details.map(({ value }) => value)])).toEqual([['plain', '登记科'], ['plain', '非常满意'], ['late', '红牌']]);
  });

  it('show an unknown type under its own name', () => {
    expect(prepareFacts([fact('case.teleported', {})], context)[0]?.type).toBe('case.teleported');
  });
});

describe('the segments', () => {
  it('add up by kind to the total', () => {
    const { sums, total } = prepareSegments(detail.segments, context);
    expect(sums.map(({ kind, length, percent }) => [kind, length, percent])).toEqual([['running', '3 天', 75], ['suspended', '1 天', 25]]);
    expect(total).toBe('4 天');
  });
});

describe('remarks', () => {
  it('come with their innocent reading, in the language of the page', () => {
    const look = { flag: 'ping-pong', title: { zh: '来回转办', en: 'Passed back and forth' }, innocent: { zh: '可能在核对', en: 'Perhaps they had questions' } };
    expect(prepareRemarks([look], context)).toEqual([{ key: 'ping-pong', title: '来回转办', innocent: '可能在核对' }]);
  });
});
