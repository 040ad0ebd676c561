import { at, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { foldCase } from '../../cases/fold-case.js';
import { buildReference } from '../../reference/build-reference.js';
import { explainClock } from '../explain-clock.js';
import { durationWords } from './duration-words.js';
import { instantWords } from './instant-words.js';
import { clockSentences } from './sentences.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const hearing = { reason: 'hearing', title: { zh: '听证', en: 'Hearing' }, longest: days(3), approvers: [], legalBasis: '《行政许可法》第四十五条' };
const reference = buildReference([
  calendarFact(),
  kindFact(kindOf('permit', { title: { zh: '行政许可', en: 'Permit' }, limits: { promised: days(7), statutory: null }, pauses: [hearing] })),
]);
const lines: Line[] = [
  ['case.accepted', '2018-10-15T10:00', { kind: 'permit', unit: 'S-1', holder: 'U-1' }],
  ['case.suspended', '2018-10-16T10:00', { reason: 'hearing', approver: 'U-9', appliedFor: days(2) }],
  ['case.resumed', '2018-10-19T10:00'],
  ['case.finished', '2018-10-26T10:00:01+08:00'],
];
const told = (language: 'zh' | 'en', facts = lines) => clockSentences(explainClock(foldCase('C-1', factsOf('C-1', facts), reference), reference, at('2018-12-01'), 'Asia/Shanghai'), language);

describe('a step in words', () => {
  const staged = buildReference([
    calendarFact(),
    kindFact(kindOf('permit', { stages: [{ stage: 'review', title: { zh: '审查', en: 'Review' }, limit: days(1) }, { stage: 'decision', title: {}, limit: days(2) }] })),
  ]);
  const course: Line[] = [['case.accepted', '2018-10-15T10:00', { kind: 'permit' }], ['case.step-completed', '2018-10-15T12:00', { step: 'intake' }], ['case.step-completed', '2018-10-17T12:00', { step: 'review' }]];
  const stepsIn = (language: 'zh' | 'en') => clockSentences(explainClock(foldCase('C-1', factsOf('C-1', course), staged), staged, at('2018-10-18T12:00'), 'Asia/Shanghai'), language).steps;

  it('tells limit, used time, due instant and verdict; what nobody limits, and what is still to be done', () => {
    expect(stepsIn('en')).toEqual([
      'Step “intake”: from Mon 2018-10-15 10:00:00 to Mon 2018-10-15 12:00:00, used 2 h; no limit of its own.',
      'Step “Review”: from Mon 2018-10-15 12:00:00 to Wed 2018-10-17 12:00:00, used 2 working days; limit 1 working day, due Tue 2018-10-16 12:00:00: late.',
      'Step “decision”: from Wed 2018-10-17 12:00:00, not recorded as done when read on Thu 2018-10-18 12:00:00, used 1 working day; limit 2 working days, due Fri 2018-10-19 12:00:00: not due yet.',
    ]);
    expect(stepsIn('zh')[1]).toBe('环节“审查”：自 2018-10-15（周一）12:00:00 至 2018-10-17（周三）12:00:00，用时2个工作日；时限1个工作日，应于 2018-10-16（周二）12:00:00 前完成：超时。');
  });
});

describe('the arithmetic of a limit in words', () => {
  it('reads in English', () =>
    expect(told('en')).toEqual({
      course: [
        'Times in Asia/Shanghai; counted in working days of 24 hours by the calendar cn-national (1).',
        'Accepted Mon 2018-10-15 10:00:00; finished Fri 2018-10-26 10:00:01.',
        'Used 7 working days 1 s (8 days, rounded up); suspended 2 working days; elapsed 11 days 1 s.',
      ],
      promised: [
        'Promised limit: 7 working days, of the kind Permit (permit 1).',
        'Counted from the instant of acceptance, Mon 2018-10-15 10:00:00: due on Wed 2018-10-24 10:00:00.',
        'Suspended for Hearing (basis: 《行政许可法》第四十五条; approved by U-9; 2 working days applied for) from Tue 2018-10-16 10:00:00 to Fri 2018-10-19 10:00:00, counted until Thu 2018-10-18 10:00:00 at most: the clock stood for 2 working days, due 2 working days later, on Fri 2018-10-26 10:00:00.',
        'So it is due on Fri 2018-10-26 10:00:00.',
        'Finished Fri 2018-10-26 10:00:01, 1 s after it was due: late.',
      ],
      statutory: ['Statutory limit: none.'],
      steps: [],
    }));

  it('reads in Chinese', () =>
    expect(told('zh')).toEqual({
      course: [
        '时间均为 Asia/Shanghai 当地时间；按工作日（每日24小时）计，工作日历 cn-national (1)。',
        '2018-10-15（周一）10:00:00 受理；2018-10-26（周五）10:00:01 办结。',
        '用时7个工作日1秒（进位为8天）；挂起2个工作日；历时11天1秒。',
      ],
      promised: [
        '承诺时限：7个工作日，依据类型 行政许可（permit 1）。',
        '自受理时刻 2018-10-15（周一）10:00:00 起算：2018-10-24（周三）10:00:00 到期。',
        '特别程序挂起（事由：听证；依据：《行政许可法》第四十五条；批准人：U-9；申请2个工作日）自 2018-10-16（周二）10:00:00 至 2018-10-19（周五）10:00:00，最多计至 2018-10-18（周四）10:00:00：停钟2个工作日，到期时刻顺延2个工作日，至 2018-10-26（周五）10:00:00。',
        '因此到期时刻为 2018-10-26（周五）10:00:00。',
        '2018-10-26（周五）10:00:01 办结，晚于到期时刻1秒：超时。',
      ],
      statutory: ['法定时限：无。'],
      steps: [],
    }));

  it('says of a case that nobody accepted that no clock runs', () => expect(told('en', [['case.finished', '2018-10-26T10:00']]).course).toEqual(['The case was never accepted, so no clock runs.']));
});

describe('spans and instants in words', () => {
  it('name what is there, to the second', () => {
    expect(durationWords('en', 'working-day', 86_400_000 + 3_661_000)).toBe('1 working day 1 h 1 min 1 s');
    expect(durationWords('en', 'working-hour', 30 * 3_600_000)).toBe('30 h');
    expect(durationWords('zh', 'elapsed', 2 * 86_400_000 + 5_000)).toBe('2天5秒');
    expect(durationWords('en', 'elapsed', 0)).toBe('0 s');
    expect(durationWords('zh', 'elapsed', 1)).toBe('不足1秒');
  });

  it('stand on the wall clock of the zone, with milliseconds where there are any', () => {
    expect(instantWords('en', 'Europe/Amsterdam', Date.parse('2011-10-29T22:30:00Z'))).toBe('Sun 2011-10-30 00:30:00');
    expect(instantWords('zh', 'Asia/Shanghai', Date.parse('2018-10-15T15:59:59.500Z'))).toBe('2018-10-15（周一）23:59:59.500');
  });
});
