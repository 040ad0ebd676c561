import type { StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { describe, expect, it } from 'vitest';
import { CaseGroups } from './fold-cases.js';

const fact = (subject: string, type: string) => ({ subject, type }) as StoredFact;

describe('facts that come sorted by case', () => {
  it('are put together by case across blocks, and a subject that was only ever retracted from is no case', () => {
    const groups = new CaseGroups();
    const found: [string, number][] = [];
    const onCase = (caseId: string, facts: readonly StoredFact[]) => void found.push([caseId, facts.length]);
    groups.add([fact('A', 'case.accepted'), fact('A', 'fact.retracted'), fact('B', 'case.received')], onCase);
    groups.add([fact('B', 'case.accepted'), fact('cn-national', 'fact.retracted')], onCase);
    groups.end(onCase);
    expect(found).toEqual([['A', 2], ['B', 2]]);
  });
});
