import type { ExplainedSegment, StepClock } from '@mingxiao/contracts/clock';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantFormat } from '../format/format-instant.js';
import { createI18n, wordsOf } from '../i18n/words.js';
import { caseClock, clockLimit, clockSegment } from '../testing/case-clock.js';
import { namesOf } from './names.js';
import { prepareClock } from './prepare-clock.js';
import { prepareEarlier } from './prepare-earlier.js';
import { prepareSteps } from './prepare-steps.js';
import { prepareStretches } from './prepare-stretches.js';

const words = wordsOf(createI18n('zh-CN'));
const clock = caseClock();
const context = { words, format: instantFormat(clock.timeZone), nameOf: namesOf(clock.names, words) };

describe('the explained clock', () => {
  it('gives each limit its verdict and the server’s own sentences, and no block to a limit that is not there', () => {
    expect(prepareClock(clock, context).limits).toEqual([
      { key: 'promised', label: '承诺时限', verdict: { text: '超承诺', tone: 'late' }, provisional: false, sentences: ['承诺时限：3个工作日，受理时载明。'] },
    ]);
    expect(prepareClock(clock, context).course).toContain('法定时限：无。');
  });

  it.each([
    ['finished-in-time', '按时', 'good'],
    ['open-in-time', '时限内', 'plain'],
    ['open-overdue', '在办超承诺', 'late'],
    ['nothing-due', '目前没有到期时刻', 'plain'],
  ] as const)('%s is red only when it is late', (verdict, text, tone) => {
    expect(prepareClock(caseClock({ promised: clockLimit({ verdict }) }), context).limits[0]?.verdict).toEqual({ text, tone });
  });

  it('names who had the case for which share, and leaves the share open where no time passed', () => {
    expect(prepareClock(clock, context).holders).toMatchObject([{ holder: '窗口 · U-1', held: '4 天', share: '100.00%' }]);
    const [idle] = prepareClock(caseClock({ holders: [{ unit: null, holder: null, seconds: 0, countedSeconds: 0, percent: null }] }), context).holders;
    expect(idle).toMatchObject({ holder: '—', percent: null, share: '—' });
  });

  it('keeps earlier verdicts with the versions they were reached under', () => {
    const earlier = {
      from: '2018-10-20T00:00:00Z', until: '2018-10-25T00:00:00Z', versions: { rules: 'r0', calendar: 'c0', organisation: '' },
      promisedDueAt: '2018-10-22T02:00:00Z', statutoryDueAt: null, provisional: true, latePromised: false, lateStatutory: null,
      section: 'S-1', department: null, district: null,
    };
    const [line] = prepareEarlier(caseClock({ earlier: [earlier] }), context);
    expect(line?.period).toBe('2018-10-20 08:00 至 2018-10-25 08:00');
    expect(line?.verdicts).toEqual(['承诺时限: 2018-10-22 10:00 · 按时', '法定时限: 无时限', '所属: 窗口', '暂定']);
    expect(line?.versions).toBe('规则 r0 · 日历 c0 · 组织 —');
  });

  it('names the kind and the calendar with their versions', () => {
    expect(prepareClock(clock, context).versions.slice(0, 2).map(({ value }) => value)).toEqual(['许可与服务办件 (permit 1)', 'cn-national 2018']);
  });
});

describe('the steps of the clock', () => {
  const review: StepClock = {
    step: 'review', name: '审查', outcome: null, unit: 'S-1', staff: 'U-1', from: '2018-10-15T02:00:00Z', at: '2018-10-17T02:00:00Z', usedSeconds: 172_800,
    clockUnit: 'working-day', limit: { amount: 1, unit: 'working-day' }, dueAt: '2018-10-16T02:00:00Z', late: true, sentence: '',
  };
  const line = (more: Partial<StepClock> = {}) => prepareSteps(caseClock({ steps: [{ ...review, ...more }] }), context)[0];

  it('say limit, due instant, time used and whether the step was late', () =>
    expect(line()).toMatchObject({
      verdict: { text: '环节超时', tone: 'late' },
      limit: '时限 1 个工作日，应于 2018-10-16 10:00 前完成',
      span: '2018-10-15 10:00 → 2018-10-17 10:00',
      used: '用时 2 天 · 窗口 · U-1',
    }));

  it('judge nothing where the kind sets no limit, and say of a step to be done that no record of it is there', () => {
    expect(line({ limit: null, dueAt: null, late: null })).toMatchObject({ verdict: null, limit: '未单设时限' });
    expect(line({ at: null })).toMatchObject({ verdict: { text: '环节已逾期', tone: 'late' }, span: '2018-10-15 10:00 → 尚无完成记录' });
    expect(line({ usedSeconds: null, step: null, name: null })).toMatchObject({ name: '—', used: '用时 — · 窗口 · U-1' });
  });
});

describe('the stretches of the clock', () => {
  it('sum up nights and days off with the work around them, and never hide a pause', () => {
    const lines = prepareStretches(
      [
        clockSegment('2018-10-15T02:00:00Z', '2018-10-15T09:00:00Z', 'running'),
        clockSegment('2018-10-15T09:00:00Z', '2018-10-16T01:00:00Z', 'off-hours'),
        clockSegment('2018-10-16T01:00:00Z', '2018-10-16T02:00:00Z', 'running'),
        clockSegment('2018-10-16T02:00:00Z', '2018-10-17T02:00:00Z', 'suspended', { reason: 'hearing', basis: '第四十五条', approver: 'U-9', appliedFor: { amount: 7, unit: 'working-day' } }),
        clockSegment('2018-10-17T02:00:00Z', '2018-10-17T03:00:00Z', 'running', { holder: 'U-2' }),
      ],
      context,
    );
    expect(lines.map(({ what, note, took }) => [what, note, took])).toEqual([
      ['计时 8 小时 · 非办公时间 16 小时', '', '历时 1 天，计入 1 天'],
      ['挂起', '听证 · 第四十五条 · 批准人 U-9 · 申请时长 7 个工作日', '历时 1 天，不计入'],
      ['计时', '', '历时 1 小时，计入 1 小时'],
    ]);
  });

  it('keep apart what changed hands, and what has a reason of its own', () => {
    const at = (hour: number): string => `2018-10-15T0${hour}:00:00Z`;
    const segments = [clockSegment(at(1), at(2), 'running'), clockSegment(at(2), at(3), 'running', { holder: 'U-2' }), clockSegment(at(3), at(4), 'running', { holder: 'U-2', reason: 'suspension-over-cap' })];
    expect(prepareStretches(segments, context)).toHaveLength(3);
  });

  it('add up to the clock, whatever lies in it, and name each line once', () => {
    const kinds: readonly ExplainedSegment['kind'][] = ['running', 'off-hours', 'holiday', 'suspended', 'waiting-for-applicant', 'closed'];
    const piece = fc.record({ kind: fc.constantFrom(...kinds), holder: fc.constantFrom('U-1', 'U-2'), minutes: fc.integer({ min: 1, max: 3000 }) });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        let at = Date.parse('2018-10-15T02:00:00Z');
        const segments = pieces.map(({ kind, holder, minutes }) => {
          const from = at;
          at += minutes * 60_000;
          return clockSegment(new Date(from).toISOString(), new Date(at).toISOString(), kind, { holder });
        });
        const lines = prepareStretches(segments, context);
        const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
        expect(sum(lines.map(({ seconds }) => seconds))).toBe(sum(segments.map(({ seconds }) => seconds)));
        expect(sum(lines.map(({ countedSeconds }) => countedSeconds))).toBe(sum(segments.filter(({ counts }) => counts).map(({ seconds }) => seconds)));
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
      }),
      { numRuns: 60 },
    );
  });
});
