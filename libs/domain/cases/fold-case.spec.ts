import { at, factsOf, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf, unitFact } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { buildReference } from '../reference/build-reference.js';
import { foldCase } from './fold-case.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const dayMs = 86_400_000;

const permit = kindOf('permit', {
  limits: { promised: days(7), statutory: days(10) },
  pauses: [
    { reason: 'hearing', title: {}, longest: days(5), approvers: ['chief'], legalBasis: null },
    { reason: 'survey', title: {}, longest: null, approvers: [], legalBasis: null },
  ],
});
const known = buildReference([
  calendarFact(),
  kindFact(permit),
  unitFact('S-1', 'section', 'D-1'),
  unitFact('S-2', 'section', 'D-2'),
  unitFact('D-1', 'department', 'Q-1'),
  unitFact('D-2', 'department', 'Q-1'),
  unitFact('Q-1', 'district', 'City'),
  unitFact('City', 'city'),
]);
const nothing = buildReference([]);

const accepted: Line = ['case.accepted', '2018-10-15T10:00', { kind: 'permit', unit: 'S-1', holder: 'U-1', channel: 'net', applicant: { type: 'person' } }];
const fold = (...lines: Line[]) => foldCase('C-1', factsOf('C-1', lines), known);

describe('a case from acceptance to finish', () => {
  const state = fold(accepted, ['case.finished', '2018-10-17T15:00', { outcome: 'granted' }]);

  it('belongs to the holder who finished it, in the tree of that day', () =>
    expect(state).toMatchObject({ status: 'finished', unit: 'S-1', holder: 'U-1', section: 'S-1', department: 'D-1', district: 'Q-1' }));

  it('used what passed of working days, and had its limits from the kind', () => {
    expect(state).toMatchObject({ usedMs: 2 * dayMs + 5 * 3_600_000, suspendedMs: 0, elapsedMs: 2 * dayMs + 5 * 3_600_000 });
    expect(state.promised).toMatchObject({ from: 'kind', dueAt: at('2018-10-24T10:00'), provisional: false });
    expect(state.statutory?.dueAt).toBe(at('2018-10-29T10:00'));
  });

  it('keeps what describes it and raises no flag', () =>
    expect(state).toMatchObject({ kind: 'permit', channel: 'net', applicantType: 'person', flags: [], facts: 2, rateable: 1, historical: false }));

  it('is late one millisecond after the due instant and not at it', () => {
    const finished = (time: string) => fold(accepted, ['case.finished', time]).firstVerdict;
    expect(finished('2018-10-24T10:00:00+08:00')).toMatchObject({ promisedLate: false, statutoryLate: false });
    expect(finished('2018-10-24T10:00:00.001+08:00')).toMatchObject({ promisedLate: true, statutoryLate: false });
  });
});

describe('without any reference data', () => {
  const state = foldCase('C-1', factsOf('C-1', [accepted, ['case.finished', '2018-10-17T15:00']]), nothing);

  it('counts under bare ids and elapsed time, and says that the kind is unknown', () => {
    expect(state).toMatchObject({ section: 'S-1', department: null, district: null, usedMs: null, suspendedMs: null, promised: null });
    expect(state.elapsedMs).toBe(2 * dayMs + 5 * 3_600_000);
    expect(state.flags).toEqual(['unknown-kind']);
  });

  it('folds a case of no facts at all into an empty state', () =>
    expect(foldCase('C-1', [], nothing)).toMatchObject({ status: 'received', acceptedAt: null, facts: 0, flags: [] }));

  it('still knows due instants of natural days and hours, and those supplied', () => {
    const data = { promised: { amount: 2, unit: 'natural-day' }, statutoryDueAt: '2018-10-20T10:00:00+08:00' };
    const open = foldCase('C-1', factsOf('C-1', [['case.accepted', '2018-10-15T10:00', data]]), nothing);
    expect(open).toMatchObject({ promised: { dueAt: at('2018-10-17T10:00') }, statutory: { dueAt: at('2018-10-20T10:00'), supplied: true }, flags: [] });
  });
});
