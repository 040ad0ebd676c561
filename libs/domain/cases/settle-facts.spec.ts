import { factsOf } from '@mingxiao/testing/facts';
import { calendarFact } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { buildReference } from '../reference/build-reference.js';
import { foldCase } from './fold-case.js';
import { settleFacts } from './settle-facts.js';

const reference = buildReference([calendarFact()]);
const fold = (...lines: Parameters<typeof factsOf>[1][number][]) => foldCase('C-1', factsOf('C-1', lines), reference);
const acceptedBy = (unit: string, id: string, offset: number) => ['case.accepted', '2018-10-15T10:00', { unit }, { id, offset }] as const;

describe('facts under one (source, id)', () => {
  it('count once when their content is the same', () => {
    const facts = factsOf('C-1', [acceptedBy('S-1', 'e-1', 0), acceptedBy('S-1', 'e-1', 7)]);
    expect(settleFacts(facts)).toEqual({ facts: [facts[0]], conflicts: [] });
  });

  it('give way to the content that is first in the log, wherever it stands in the list', () => {
    const state = fold(acceptedBy('S-late', 'e-1', 9), acceptedBy('S-first', 'e-1', 2), acceptedBy('S-late', 'e-1', 4));
    expect(state).toMatchObject({ unit: 'S-first', facts: 1, flags: ['conflicting-content'] });
    expect(state.conflicts).toEqual([{ source: 'urn:test:hall', id: 'e-1', offset: 4 }]);
  });

  it('are told apart by source', () => {
    const other = ['case.finished', '2018-10-16T10:00', {}, { id: 'e-1', source: 'urn:test:other' }] as const;
    expect(fold(acceptedBy('S-1', 'e-1', 0), other)).toMatchObject({ facts: 2, status: 'finished', conflicts: [] });
  });

  it('are settled the same way in a case of many facts', () => {
    const steps = Array.from({ length: 40 }, (_, index) => ['case.step-completed', '2018-10-16T10:00', { step: 'a' }, { id: `s-${index % 20}` }] as const);
    expect(fold(acceptedBy('S-1', 'e-1', 0), ...steps)).toMatchObject({ facts: 21, steps: 20, conflicts: [] });
  });
});

describe('a retraction', () => {
  const retract = (id: string, time: string, own: string) =>
    ['fact.retracted', time, { source: 'urn:test:hall', id }, { id: own }] as const;
  const finished = ['case.finished', '2018-10-16T10:00', {}, { id: 'end' }] as const;

  it('takes the named fact out, and the case is open again', () =>
    expect(fold(acceptedBy('S-1', 'e-1', 0), finished, retract('end', '2018-10-17', 'r-1'))).toMatchObject({
      status: 'open',
      firstFinishedAt: null,
      retracted: 1,
      facts: 3,
    }));

  it('that is itself retracted brings the fact back', () =>
    expect(
      fold(acceptedBy('S-1', 'e-1', 0), finished, retract('end', '2018-10-17', 'r-1'), retract('r-1', '2018-10-18', 'r-2')),
    ).toMatchObject({ status: 'finished', retracted: 1 }));

  it('cannot undo a later retraction, nor itself', () => {
    const circle = [retract('r-2', '2018-10-17', 'r-1'), retract('end', '2018-10-18', 'r-2'), retract('r-3', '2018-10-19', 'r-3')] as const;
    expect(fold(acceptedBy('S-1', 'e-1', 0), finished, ...circle)).toMatchObject({ status: 'open', retracted: 1 });
  });

  it('may be dated before the fact it names', () =>
    expect(fold(acceptedBy('S-1', 'e-1', 0), finished, retract('end', '2018-10-01', 'r-1')).status).toBe('open'));

  it('of a fact the case does not hold is flagged', () =>
    expect(fold(acceptedBy('S-1', 'e-1', 0), retract('nowhere', '2018-10-17', 'r-1')).flags).toEqual(['unmatched-retraction']));

  it('of an acceptance lets the corrected one count', () => {
    const corrected = ['case.accepted', '2018-10-15T11:00', { unit: 'S-2' }, { id: 'e-2' }] as const;
    expect(fold(acceptedBy('S-1', 'e-1', 0), corrected, retract('e-1', '2018-10-17', 'r-1'))).toMatchObject({ unit: 'S-2', flags: [] });
  });
});

describe('a command of ours', () => {
  const suspend = (id: string, offset: number, expectedVersion: unknown) =>
    ['case.suspended', '2018-10-16T10:00', { reason: 'hearing', expectedVersion }, { id, offset }] as const;
  const on = (id: string) => ({ source: 'urn:test:hall', id });

  it('is void when another was applied before it in the log, whatever their order in time or delivery', () => {
    const state = fold(acceptedBy('S-1', 'e-1', 0), suspend('second', 5, null), suspend('first', 3, null));
    expect(state).toMatchObject({ suspensions: [{ reason: 'hearing' }], lastCommand: on('first') });
    expect(state.flags).toContain('voided-command');
  });

  it('holds when it was decided on the last applied one; facts from sources do not count', () => {
    const feed = ['case.step-completed', '2018-10-16T11:00', {}, { id: 'x', offset: 4 }] as const;
    const state = fold(acceptedBy('S-1', 'e-1', 0), suspend('first', 3, null), feed, suspend('second', 5, on('first')));
    expect(state.suspensions).toHaveLength(2);
    expect(state.lastCommand).toEqual(on('second'));
  });
});
