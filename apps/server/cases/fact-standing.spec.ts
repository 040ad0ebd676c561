import { fact } from '@mingxiao/testing/facts';
import { describe, expect, it } from 'vitest';
import { standings } from './fact-standing.js';

const stored = (...facts: Parameters<typeof fact>[]) => facts.map((parts, offset) => ({ ...fact(parts[0], parts[1], parts[2], { ...parts[3], offset }), partition: 0 }));
const standingsOf = (facts: ReturnType<typeof stored>) => facts.map(standings(facts));

describe('the standing of a fact', () => {
  it('is void for a command that lost its race, which is another thing than retracted', () => {
    const command = (id: string) => ['case.resumed', '2018-10-16T10:00', { actor: id, expectedVersion: null }, { id }] as const;
    const facts = stored(['case.accepted', '2018-10-15T10:00'], ['case.suspended', '2018-10-15T11:00', {}, { id: 's' }], command('first') as never, command('second') as never, [
      'fact.retracted',
      '2018-10-17T10:00',
      { source: 'urn:test:hall', id: 's', reason: 'typed twice' },
    ]);
    expect(standingsOf(facts)).toEqual(['counts', 'retracted', 'counts', 'voided', 'counts']);
  });

  it('is a conflict for another content under an id that was taken', () =>
    expect(standingsOf(stored(['case.accepted', '2018-10-15T10:00', {}, { id: 'a' }], ['case.accepted', '2018-10-15T10:00', { unit: 'S-2' }, { id: 'a' }]))).toEqual(['counts', 'conflict']));
});
