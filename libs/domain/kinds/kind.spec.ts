import { kindOf } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { checkAcceptance } from './check-acceptance.js';
import { caseKind, type CaseKind } from './kind.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const stage = (name: string, amount: number) => ({ stage: name, title: {}, limit: days(amount) });
const issuesOf = (part: Partial<CaseKind>) => caseKind.safeParse(kindOf('permit', part)).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('a kind', () => {
  it('without anything special is a good one', () => expect(issuesOf({})).toEqual([]));

  it('keeps statutory ≥ promised ≥ the sum of its stages', () => {
    expect(issuesOf({ limits: { promised: days(7), statutory: days(5) } })).toEqual(['limits.statutory']);
    expect(issuesOf({ limitsByUrgency: { high: { promised: days(2), statutory: days(1) } } })).toEqual(['limitsByUrgency.high.statutory']);
    expect(issuesOf({ limits: { promised: days(3), statutory: null }, stages: [stage('a', 2), stage('b', 2)] })).toEqual(['stages']);
  });

  it('keeps its stages within the promise of each urgency, and knows no urgency that it has no limit for', () => {
    const limitsByUrgency = { high: { promised: days(2), statutory: null } };
    expect(issuesOf({ limitsByUrgency, stages: [stage('a', 2), stage('b', 1)] })).toEqual(['limitsByUrgency.high.promised']);
    expect(issuesOf({ limitsByUrgency, stages: [{ ...stage('a', 3), limitsByUrgency: { high: days(1) } }] })).toEqual([]);
    expect(issuesOf({ limitsByUrgency, stages: [{ ...stage('a', 1), limitsByUrgency: { hihg: days(1) } }] })).toEqual(['stages.0.limitsByUrgency.hihg']);
  });

  it('names nothing twice', () => {
    const pause = { reason: 'hearing', title: {}, longest: null, approvers: [], legalBasis: null };
    expect(issuesOf({ pauses: [pause, pause] })).toEqual(['pauses.1']);
    expect(issuesOf({ stages: [stage('a', 1), stage('a', 1)] })).toEqual(['stages.1']);
  });

  it('says nothing that is not understood', () =>
    expect(caseKind.safeParse({ ...kindOf('permit'), colour: 'red' }).error?.issues[0]?.message).toMatch(/colour/));
});

describe('opening a case of a kind that needs a due date', () => {
  const request = kindOf('request', { dueRequired: true });

  it('is refused without one', () => expect(checkAcceptance(request, {})).toEqual({ ok: false, rejection: { code: 'due-date-missing', kind: 'request' } }));

  it('goes with an instant or an amount, and without either where none is needed', () => {
    expect(checkAcceptance(request, { promisedDueAt: '2018-10-30T12:00:00Z' }).ok).toBe(true);
    expect(checkAcceptance(request, { statutory: days(3) }).ok).toBe(true);
    expect(checkAcceptance(kindOf('permit'), {}).ok).toBe(true);
  });
});
