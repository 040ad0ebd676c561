import { at, definedByFile, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, unitFact } from '@mingxiao/testing/reference-facts';
import { signalRuleFacts } from '@mingxiao/testing/signal-rules';
import { describe, expect, it } from 'vitest';
import { foldCase } from '../cases/fold-case.js';
import { toIso } from '../kernel/instant.js';
import type { CaseKind } from '../kinds/kind.js';
import { buildReference } from '../reference/build-reference.js';
import { nextAlarm } from './next-alarm.js';
import { ruleOfCase } from './rule-of-case.js';
import { signalsOfCase } from './signals-of-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const start = '2018-10-15T10:00';

const referenceOf = (part: Partial<CaseKind> = {}) =>
  buildReference([
    calendarFact(),
    kindFact(kindOf('permit', { limits: { promised: days(7), statutory: days(10) }, ...part })),
    kindFact(kindOf('complaint', { limits: { promised: days(5), statutory: null }, ...part })),
    unitFact('Q-1', 'district'),
    unitFact('S-1', 'section', 'Q-1'),
    ...signalRuleFacts(),
  ]);

const accepted = (data: object = {}): Line => ['case.accepted', start, { kind: 'permit', unit: 'S-1', ...data }];

/** `level month-day hour:minute` in Beijing for each signal of a clock; timeouts left out unless asked for. */
const derived = (lines: readonly Line[], part: Partial<CaseKind> = {}, clock = 'case') => {
  const reference = referenceOf(part);
  const facts = factsOf('C-1', lines);
  const { derived: signals } = signalsOfCase(foldCase('C-1', facts, reference), facts, reference);
  return signals.filter((signal) => signal.clock.split('@')[0] === clock);
};
const local = (instant: number) => toIso(instant + 8 * 3_600_000).slice(5, 16);
const shown = (...args: Parameters<typeof derived>) => derived(...args).filter(({ level }) => level !== 'timeout').map(({ level, begins }) => `${level} ${local(begins)}`);

describe('golden vectors of family B, from Monday 2018-10-15 10:00', () => {
  it('a permit with 7 promised and 10 statutory working days', () =>
    expect(shown([accepted()])).toEqual(['warning 10-19T10:00', 'yellow 10-24T10:00', 'red 10-29T10:00']));

  it('a suspension, itself supervised, applied for 7', () =>
    expect(shown([accepted(), ['case.suspended', start, { reason: 'hearing', appliedFor: days(7) }]], {}, 'suspension')).toEqual([
      'warning 10-19T10:00',
      'yellow 10-24T10:00',
      'red 10-25T10:00',
    ]));

  it('an online pre-acceptance of 2', () =>
    expect(shown([['case.received', start], ['case.accepted', '2018-11-15T10:00', { kind: 'permit', channel: 'net' }]], {}, 'pre-acceptance')).toEqual([
      'warning 10-17T10:00',
      'yellow 10-22T10:00',
      'red 10-24T10:00',
    ]));

  it('a certificate of 3 after closing', () => {
    const stages = [{ stage: 'certificate', title: {}, limit: days(3) }];
    const lines: readonly Line[] = [['case.accepted', '2018-10-12T10:00', { kind: 'permit' }], ['case.finished', start, { outcome: 'granted' }]];
    expect(shown(lines, { stages }, 'certificate')).toEqual(['yellow 10-18T10:00']);
    expect(shown([...lines, ['case.certificate-issued', '2018-10-18T10:00']], { stages }, 'certificate')).toEqual([]);
    expect(shown([lines[0] as Line, ['case.finished', start, { outcome: 'refused' }]], { stages }, 'certificate')).toEqual([]);
    expect(shown(lines, {}, 'certificate')).toEqual([]);
  });

  it('a consultation or complaint of 5', () =>
    expect(shown([accepted({ kind: 'complaint' })])).toEqual(['warning 10-17T10:00', 'yellow 10-22T10:00', 'red 10-23T10:00']));
});

describe('the other families', () => {
  it('A: yellow comes with the warning, red once late', () =>
    expect(shown([accepted()], { signalRule: 'family-a' })).toEqual(['warning 10-23T10:00', 'yellow 10-23T10:00', 'red 10-24T10:00']));

  it('C: at 4/5 of the promise, beyond the statutory limit, and a day later, with their points', () => {
    const signals = derived([accepted({ promised: days(5) })], { signalRule: 'family-c' });
    expect(signals.filter(({ level }) => level !== 'timeout').map(({ level, begins, points }) => [level, local(begins), points])).toEqual([
      ['warning', '10-19T10:00', null],
      ['yellow', '10-29T10:00', -1],
      ['red', '10-30T10:00', -1.5],
    ]);
  });
});

describe('a signal', () => {
  const finished = (time: string): readonly Line[] => [accepted(), ['case.finished', time, { outcome: 'granted' }]];

  it('begins strictly after its threshold, so that late and carded never differ', () => {
    expect(shown(finished('2018-10-24T10:00:00.000'))).toEqual(['warning 10-19T10:00']);
    expect(shown(finished('2018-10-24T10:00:00.001'))).toEqual(['warning 10-19T10:00', 'yellow 10-24T10:00']);
  });

  it('notes a passed limit without a card as well', () =>
    expect(derived(finished('2018-10-25T10:00')).map(({ level }) => level)).toEqual(['warning', 'timeout', 'yellow']));

  it('moves with suspensions and extensions, as the due instant does', () => {
    const hearing: Line = ['case.suspended', '2018-10-16T10:00', { reason: 'hearing', appliedFor: days(2) }];
    expect(shown([accepted(), hearing])).toEqual(['warning 10-23T10:00', 'yellow 10-26T10:00', 'red 10-31T10:00']);
    expect(shown([accepted(), ['case.extended', '2018-10-16T10:00', { by: days(2) }]])).toEqual(['warning 10-23T10:00', 'yellow 10-26T10:00', 'red 10-31T10:00']);
  });

  it('does not come while the clock stands without an end in sight', () =>
    expect(shown([accepted(), ['case.suspended', '2018-10-16T10:00', { reason: 'hearing' }]])).toEqual([]));

  it('at a supplied instant is moved by k alone', () => {
    const supplied = accepted({ promisedDueAt: '2018-10-24T15:00:00+08:00', statutoryDueAt: '2018-10-25T15:00:00+08:00', dueFinal: true });
    expect(shown([supplied])).toEqual(['warning 10-19T15:00', 'yellow 10-24T15:00', 'red 10-25T15:00']);
  });

  it('whose threshold lies before the acceptance is there from the acceptance on', () =>
    expect(shown([accepted({ promised: days(1) })])[0]).toBe('warning 10-15T10:00'));

  it('that warned lapses when the case finishes in time, and after 20 working days', () => {
    expect(derived(finished('2018-10-23T10:00'))[0]?.ends).toBe(at('2018-10-23T10:00'));
    expect(derived(finished('2018-10-30T10:00'))[0]?.ends).toBe(at('2018-11-16T10:00'));
    expect(derived([accepted()])[0]?.ends).toBe(at('2018-11-16T10:00'));
  });

  it('stays away while a case was closed in time, and comes when it is reopened for too long', () => {
    const reopened: readonly Line[] = [...finished('2018-10-18T10:00'), ['case.reopened', '2018-10-22T10:00']];
    expect(shown(reopened)).toEqual(['warning 10-23T10:00', 'yellow 10-26T10:00', 'red 10-31T10:00']);
    expect(shown([...reopened, ['case.finished', '2018-10-22T12:00', {}, { id: 'again' }]])).toEqual([]);
  });

  it('needs an acceptance, a limit and a rule', () => {
    expect(shown([['case.received', start]])).toEqual([]);
    expect(shown([accepted()], { limits: { promised: null, statutory: null } })).toEqual([]);
    expect(shown([accepted()], { signalRule: 'nobody-knows' })).toEqual([]);
  });
});

describe('the next alarm', () => {
  it('is the next instant at which something begins or lapses', () => {
    const alarm = (after: string) => nextAlarm(derived([accepted()]), at(after));
    expect(alarm('2018-10-15T10:00')).toBe(at('2018-10-19T10:00'));
    expect(alarm('2018-10-19T10:00')).toBe(at('2018-10-24T10:00'));
    expect(alarm('2018-10-29T10:00')).toBe(at('2018-11-16T10:00'));
    expect(alarm('2018-11-16T10:00')).toBeNull();
  });
});

describe('which rule holds', () => {
  const assignment = (assignments: readonly object[]) => ({
    name: 'assignment', version: '2', title: {}, effectiveFrom: '2004-07-01', default: 'family-b', assignments,
  });
  const ruleUnder = (assignments: readonly object[], part: Partial<CaseKind> = {}) => {
    const reference = buildReference([
      kindFact(kindOf('permit', { limits: { promised: days(7), statutory: null }, ...part })),
      unitFact('Q-1', 'district'),
      unitFact('S-1', 'section', 'Q-1'),
      ...signalRuleFacts(),
      definedByFile('signal-rule.defined', '2004-07-01', assignment(assignments), { offset: 9 }),
    ]);
    return ruleOfCase(foldCase('C-1', factsOf('C-1', [accepted()]), reference), reference)?.name;
  };

  it('is the one its kind names, else the one of its district and kind, else the default', () => {
    expect(ruleUnder([])).toBe('family-b');
    expect(ruleUnder([{ rule: 'family-a', districts: ['Q-1'] }])).toBe('family-a');
    expect(ruleUnder([{ rule: 'family-a', districts: ['Q-2'] }, { rule: 'family-c', kinds: ['permit'] }])).toBe('family-c');
    expect(ruleUnder([{ rule: 'family-a', districts: ['Q-1'] }], { signalRule: 'family-c' })).toBe('family-c');
  });
});
