import { loadSchemes } from '@mingxiao/catalog/schemes/load-schemes';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import { at, fact } from '@mingxiao/testing/facts';
import { postingFact } from '@mingxiao/testing/reference-facts';
import { describe, expect, it } from 'vitest';
import { scorePeriods } from './score-periods.js';
import { unitInputs } from './unit-inputs.js';

const timeZone = 'Asia/Shanghai';
const july = { from: '2026-07-01', to: '2026-07-31' };
const schemes = loadSchemes();
const chief = schemes.ok ? schemes.value.find(({ scheme }) => scheme.staff !== null)?.scheme : undefined;
const reference = buildReference([
  postingFact('U-1', 'S-1', 'staff', '2026-01-01'),
  fact('org.posting', '2026-01-01', { staff: 'U-2', unit: 'S-1', role: 'staff', until: '2026-07-05T00:00:00+08:00' }, { subject: 'U-2', id: 'until the fifth' }),
]);

/** Days of service in the section, by staff, read for an instant. */
const daysAt = (instant: string): Record<string, number> => {
  if (chief === undefined) throw new Error('no scheme scores staff');
  const child = { child: 'S-1', measures: {} } as unknown as Parameters<typeof unitInputs>[2]['now'][number];
  const [unit] = unitInputs(reference, chief, { now: [child], before: null, staff: [] }, { ...scorePeriods(null, timeZone, july, at(instant)), timeZone });
  return Object.fromEntries((unit?.staff ?? []).map(({ staff, days }) => [staff, days]));
};

describe('days of service in a period', () => {
  it('that has passed are all of them', () => expect(daysAt('2026-08-10')).toEqual({ 'U-1': 31, 'U-2': 4 }));

  it('that runs are those that have come: nobody is ahead by days still to be served', () => expect(daysAt('2026-07-10T12:00')).toEqual({ 'U-1': 10, 'U-2': 4 }));
});
