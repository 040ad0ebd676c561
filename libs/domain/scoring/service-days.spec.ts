import { at, fact } from '@mingxiao/testing/facts';
import { postingFact } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { buildReference } from '../reference/build-reference.js';
import { serviceDays } from './service-days.js';

const reference = buildReference([
  postingFact('U-1', 'S-1', 'staff', '2026-01-01'),
  postingFact('U-1', 'S-2', 'staff', '2026-03-11'),
  fact('org.posting', '2026-03-16T10:00', { staff: 'U-2', unit: 'S-1', role: 'chief', until: '2026-06-01T00:00:00+08:00' }, { subject: 'U-2', id: 'chief' }),
  fact('org.posting', '2026-03-20', { staff: 'U-2', unit: 'S-1', role: 'staff', until: '2026-03-25T00:00:00+08:00' }, { subject: 'U-2', id: 'acting' }),
]);
const march = (unit: string) => [...serviceDays(reference.servedIn(unit, at('2026-03-01'), at('2026-04-01')), 'Asia/Shanghai')];

describe('days of service', () => {
  it('of somebody who moves within the period are divided, each day once', () => {
    expect(march('S-1')).toContainEqual(['U-1', 10]);
    expect(march('S-2')).toEqual([['U-1', 21]]);
  });

  it('begin with the next day where a posting begins during one, and two postings at once are one service', () => expect(march('S-1')).toContainEqual(['U-2', 15]));

  it('are none outside the postings', () => expect([...serviceDays(reference.servedIn('S-2', at('2026-01-01'), at('2026-02-01')), 'Asia/Shanghai')]).toEqual([]));
});
