import { at, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, unitFact } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { buildReference } from '../reference/build-reference.js';
import { foldCase } from './fold-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const dayMs = 86_400_000;
const hearing = { reason: 'hearing', title: {}, longest: days(5), approvers: [], legalBasis: null };

const known = buildReference([
  calendarFact(),
  kindFact(kindOf('permit', { limits: { promised: days(7), statutory: days(10) }, pauses: [hearing] })),
  kindFact(kindOf('lawful', { limits: { promised: null, statutory: days(2) } })),
  unitFact('S-1', 'section', 'D-1'),
  unitFact('S-2', 'section', 'D-2'),
  unitFact('S-2', 'section', 'D-3', '2018-10-20'),
  unitFact('D-1', 'department', 'Q-1'),
  unitFact('D-2', 'department', 'Q-1'),
  unitFact('D-3', 'department', 'Q-1'),
  unitFact('Q-1', 'district'),
]);

const accepted = (time = '2018-10-15T10:00', kind = 'permit'): Line => ['case.accepted', time, { kind, unit: 'S-1', holder: 'U-1' }];
const passed = (time = '2018-10-16T10:00'): Line => ['case.transferred', time, { toUnit: 'S-2', toHolder: 'U-2' }];
const finished = (time: string, data = {}): Line => ['case.finished', time, data];
const fold = (...lines: Line[]) => foldCase('C-1', factsOf('C-1', lines), known);

describe('a case that passed from one holder to another', () => {
  const late = fold(accepted(), passed(), finished('2018-10-25T10:00'));

  it('is shared by the working time each of them used, and the delay is whose it was', () =>
    expect(late.holderParts).toEqual([
      { usedMs: dayMs, delayMs: 0, sharePpm: 125_000 },
      { usedMs: 7 * dayMs, delayMs: dayMs, sharePpm: 875_000 },
    ]));

  it('counts neither suspensions nor what is not working time', () => {
    const held: Line[] = [['case.suspended', '2018-10-16T10:00', { reason: 'hearing' }], ['case.resumed', '2018-10-18T10:00']];
    const state = fold(accepted(), ...held, passed('2018-10-19T10:00'), finished('2018-10-22T10:00'));
    expect(state.holderParts.map(({ usedMs }) => usedMs)).toEqual([2 * dayMs, dayMs]);
  });

  it('is shared by the time that passed where none of it was working time', () => {
    const weekend = fold(accepted('2018-10-20T10:00'), passed('2018-10-21T10:00'), finished('2018-10-21T22:00'));
    expect(weekend.holderParts).toEqual([
      { usedMs: 0, delayMs: 0, sharePpm: 666_667 },
      { usedMs: 0, delayMs: 0, sharePpm: 333_333 },
    ]);
  });

  it('is late after the statutory instant where nothing was promised', () =>
    expect(fold(accepted('2018-10-15T10:00', 'lawful'), passed(), finished('2018-10-18T10:00')).holderParts.map(({ delayMs }) => delayMs)).toEqual([0, dayMs]));

  it('keeps its parts when it is reopened, and whoever holds it then has none', () => {
    const reopened = fold(accepted(), passed(), finished('2018-10-25T10:00'), ['case.reopened', '2018-10-26T10:00']);
    expect(reopened.holderParts).toEqual([...late.holderParts, { usedMs: 0, delayMs: 0, sharePpm: 0 }]);
  });

  it('has no parts while it has never been finished', () => expect(fold(accepted(), passed())).toMatchObject({ holderParts: [], holders: [{ to: at('2018-10-16T10:00') }, { to: null }] }));

  it('is shared by the time that passed where no calendar says what was used', () => {
    const state = foldCase('C-1', factsOf('C-1', [accepted(), passed(), finished('2018-10-17T10:00')]), buildReference([]));
    expect(state).toMatchObject({ usedMs: null, holderParts: [{ usedMs: 0, sharePpm: 500_000 }, { usedMs: 0, sharePpm: 500_000 }] });
  });
});

describe('a finished case that nobody held for any time', () => {
  const mine = { unit: 'S-2', holder: 'U-2' };

  it('was its finisher’s alone, though it passed through other hands at that instant', () =>
    expect(fold(accepted(), passed('2018-10-15T10:00'), finished('2018-10-15T10:00'))).toMatchObject({
      holders: [{ ...mine, from: at('2018-10-15T10:00'), to: at('2018-10-15T10:00') }],
      holderParts: [{ usedMs: 0, delayMs: 0, sharePpm: 1_000_000 }],
    }));

  it('was its finisher’s alone when it was finished before or without an acceptance', () => {
    const alone = { holders: [mine], holderParts: [{ usedMs: 0, delayMs: 0, sharePpm: 1_000_000 }] };
    expect(fold(finished('2018-10-14T10:00', mine), accepted())).toMatchObject(alone);
    expect(fold(finished('2018-10-14T10:00', mine))).toMatchObject(alone);
  });
});

describe('the places a case went through', () => {
  it('are those of the day: of the acceptance for the first receiver, of the beginning of each holding for its holder', () => {
    const state = fold(accepted(), passed(), ['case.transferred', '2018-10-22T10:00', { toUnit: 'S-2', toHolder: 'U-3' }], finished('2018-10-25T10:00'));
    expect(state.acceptedTree).toEqual({ section: 'S-1', department: 'D-1', district: 'Q-1' });
    expect(state.holderTrees.map(({ department }) => department)).toEqual(['D-1', 'D-2', 'D-3']);
    expect(state).toMatchObject({ section: 'S-2', department: 'D-3' });
  });
});
