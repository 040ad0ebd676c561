import { at, definedByFile, fact } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, plainWeek, postingFact, unitFact } from '@mingxiao/testing/reference-facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildReference } from './build-reference.js';

const day = at('2018-10-15');

describe('the organisation as of an instant', () => {
  const city = buildReference([
    unitFact('S-1', 'section', 'D-1'),
    unitFact('S-1', 'section', 'D-2', '2018-10-20'),
    unitFact('D-1', 'department', 'Q-1'),
    unitFact('D-2', 'department', 'Q-2'),
    unitFact('Q-1', 'district', 'C'),
    unitFact('Q-2', 'district', 'C'),
    unitFact('C', 'city'),
    unitFact('group', 'section', 'S-1'),
    unitFact('loop-a', 'section', 'loop-b'),
    unitFact('loop-b', 'department', 'loop-a'),
    unitFact('young', 'section', 'D-1', '2019-01-01'),
    unitFact('orphan', 'section', 'nowhere'),
  ]);

  it('is the tree that held then: a section moves, its past stays', () => {
    expect(city.treeAt('S-1', day)).toEqual({ section: 'S-1', department: 'D-1', district: 'Q-1' });
    expect(city.treeAt('S-1', at('2018-10-20'))).toEqual({ section: 'S-1', department: 'D-2', district: 'Q-2' });
  });

  it('knows units above a section, and groups below one, at their own level', () => {
    expect(city.treeAt('D-1', day)).toEqual({ section: null, department: 'D-1', district: 'Q-1' });
    expect(city.treeAt('C', day)).toEqual({ section: null, department: null, district: null });
    expect(city.treeAt('group', day)).toEqual({ section: 'group', department: 'D-1', district: 'Q-1' });
  });

  it('takes a unit nobody defined for a section under its bare id, and none for none', () => {
    expect(city.treeAt('S-99', day)).toEqual({ section: 'S-99', department: null, district: null });
    expect(city.treeAt('orphan', day)).toEqual({ section: 'orphan', department: null, district: null });
    expect(city.treeAt(null, day)).toEqual({ section: null, department: null, district: null });
  });

  it('does not hang where units name each other as parents', () =>
    expect(city.treeAt('loop-a', day)).toEqual({ section: 'loop-a', department: 'loop-b', district: null }));

  it('before the first definition is the first one', () =>
    expect(city.treeAt('young', day)).toEqual({ section: 'young', department: 'D-1', district: 'Q-1' }));
});

describe('two definitions of one thing for one instant', () => {
  const first = unitFact('S-1', 'section', 'D-1');
  const later = { ...fact('org.unit-defined', '2004-01-01', { unit: 'S-1', type: 'section', parent: 'D-2' }, { subject: 'S-1', id: 'again' }), offset: 8 };

  it('are settled by the log: the later wins, in whatever order they are read', () => {
    for (const facts of [[first, later], [later, first]]) expect(buildReference(facts).unitAt('S-1', day)?.parent).toBe('D-2');
  });

  it('under one id are a conflict, and the first counts', () => {
    const other = { ...later, id: first.id };
    expect(buildReference([other, first]).unitAt('S-1', day)?.parent).toBe('D-1');
  });

  it('leave the earlier one when the later is retracted', () => {
    const retraction = fact('fact.retracted', '2018-01-01', { source: later.source, id: later.id }, { subject: 'S-1', id: 'r', offset: 9 });
    expect(buildReference([first, later, retraction]).unitAt('S-1', day)?.parent).toBe('D-1');
  });
});

describe('postings', () => {
  const ended = fact('org.posting', '2018-01-01', { staff: 'U-2', unit: 'S-1', role: 'chief', until: '2018-06-01T00:00:00+08:00' }, { subject: 'U-2', id: 'p' });
  const known = buildReference([
    postingFact('U-1', 'S-1', 'staff', '2018-01-01'),
    postingFact('U-1', 'S-2', 'chief', '2018-07-01'),
    ended,
    postingFact('U-3', 'S-1', 'chief', '2018-06-01'),
  ]);
  const unitsOf = (staff: string, time: string) => known.postingsAt(staff, at(time)).map(({ unit }) => unit);

  it('end when the next begins, and before the first the first holds', () => {
    expect(unitsOf('U-1', '2018-06-30')).toEqual(['S-1']);
    expect(unitsOf('U-1', '2018-07-01')).toEqual(['S-2']);
    expect(unitsOf('U-1', '2017-01-01')).toEqual(['S-1']);
    expect(unitsOf('U-2', '2018-06-01')).toEqual([]);
    expect(unitsOf('nobody', '2018-06-01')).toEqual([]);
  });

  it('name the chief of a unit as of an instant', () => {
    expect(known.chiefAt('S-1', at('2018-05-31'))).toBe('U-2');
    expect(known.chiefAt('S-1', at('2018-06-01'))).toBe('U-3');
    expect(known.chiefAt('S-2', at('2018-06-01'))).toBeNull();
  });
});

describe('kinds, items, calendars and rules', () => {
  const known = buildReference([
    kindFact(kindOf('permit', { version: '1' })),
    kindFact(kindOf('permit', { version: '2' }), '2018-10-20'),
    calendarFact(),
    fact('item.defined', '2018-01-01', { item: 'I-1', name: { zh: '设立登记' }, promised: { amount: 7, unit: 'working-day' } }, { subject: 'I-1' }),
    definedByFile('signal-rule.defined', '2018-01-01', { name: 'b', version: '1' }),
  ]);

  it('hold from their effective date', () => {
    expect(known.kindAt('permit', day)?.version).toBe('1');
    expect(known.kindAt('permit', at('2018-10-20'))?.version).toBe('2');
    expect(known.itemAt('I-1', day)).toMatchObject({ name: { zh: '设立登记', en: null }, promised: { amount: 7 }, statutory: null });
    expect(known.signalRuleAt('b', day)).toEqual({ name: 'b', version: '1' });
  });

  it('compile a calendar once', () => expect(known.calendarAt('cn-national', day)).toBe(known.calendarAt('cn-national', at('2018-10-20'))));

  it('are null where nobody defined them', () => {
    const nothing = buildReference([]);
    expect([nothing.kindAt('permit', day), nothing.calendarAt('cn-national', day), nothing.itemAt(null, day), nothing.unitAt('S-1', day)]).toEqual([null, null, null, null]);
    expect(nothing.versions).toEqual({ rules: 'none', calendar: 'none', organisation: 'none' });
  });

  it('that cannot be used count as not defined and are reported with field and reason', () => {
    const bad = buildReference([
      definedByFile('kind.defined', '2018-01-01', { ...kindOf('permit'), counting: 'sometimes' } as never),
      calendarFact({ ...plainWeek, timeZone: 'Asia/Nowhere' }),
    ]);
    expect(bad.kindAt('permit', day)).toBeNull();
    expect(bad.calendarAt('cn-national', day)).toBeNull();
    expect(bad.problems).toMatchObject([
      { type: 'kind.defined', subject: 'permit', version: '1', reason: expect.stringMatching(/^counting: /) },
      { type: 'calendar.defined', subject: 'cn-national', reason: expect.stringMatching(/timeZone/) },
    ]);
  });
});

describe('the versions of a reference', () => {
  const facts = [unitFact('S-1', 'section'), unitFact('S-2', 'section'), calendarFact(), kindFact(kindOf('permit')), postingFact('U-1', 'S-1')];

  it('are the same in whatever order, and however often, the definitions came', () => {
    const expected = buildReference(facts).versions;
    const delivery = fc.array(fc.constantFrom(...facts)).chain((again) => fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length }));
    fc.assert(fc.property(delivery, (delivered) => void expect(buildReference(delivered).versions).toEqual(expected)), { numRuns: 100 });
  });

  it('change where a definition changes, and only there', () => {
    const before = buildReference(facts).versions;
    const after = buildReference([...facts, unitFact('S-3', 'section')]).versions;
    expect(after).toMatchObject({ rules: before.rules, calendar: before.calendar });
    expect(after.organisation).not.toBe(before.organisation);
  });
});
