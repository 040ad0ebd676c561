import { loadSchemes } from '@mingxiao/catalog/schemes/load-schemes';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import { at, fact } from '@mingxiao/testing/facts';
import { postingFact } from '@mingxiao/testing/reference-facts';
import { readScheme } from '@mingxiao/domain/scoring/read-scheme';
import { totalOf } from '@mingxiao/domain/scoring/figures';
import { scoreUnit } from '@mingxiao/domain/scoring/score-unit';
import { scoringFigures } from '@mingxiao/metrics/indicators/scoring-figures';
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
  const [unit] = unitInputs(reference, chief, { now: [child], before: null, staff: [], surveys: null }, { ...scorePeriods(null, timeZone, july, at(instant)), timeZone });
  return Object.fromEntries((unit?.staff ?? []).map(({ staff, days }) => [staff, days]));
};

describe('cases that are shared out among their holders', () => {
  const fields = { name: 's', version: '1', title: {}, effectiveFrom: '2020-01-01', legalBasis: [], level: 'section', responsibility: 'holding-share', countedBy: 'finished' };
  const line = { kind: 'piecewise', knots: [{ at: 0, points: 0 }, { at: 100, points: 100 }] };
  const assessments = {
    key: {
      base: 0,
      components: [{ id: 'speed', title: {}, of: { indicator: 'onTimePromised' }, curve: line }],
      weights: { default: { speed: 100 } },
      deductions: [{ id: 'reds', title: {}, measure: 'reds', points: -1.5 }],
      floors: [{ id: 'negative', title: {}, indicator: 'negative', worseThan: 10, atMost: 60 }],
    },
  };
  const scheme = readScheme({ ...fields, assessments }, scoringFigures);
  const millionths = { finished: 30_500_000, onTimePromised: 28_990_000, withPromised: 30_000_000, reds: 333_333, negatives: 3_990_000, valid: 30_000_000 };

  it('are scored on their shares as they are: nothing is cut off that a floor would have caught', () => {
    if (!scheme.ok) throw new Error(JSON.stringify(scheme.rejection));
    const child = { child: 'S-1', measures: millionths } as unknown as Parameters<typeof unitInputs>[2]['now'][number];
    const [unit] = unitInputs(reference, scheme.value, { now: [child], before: null, staff: null, surveys: null }, { ...scorePeriods(null, timeZone, july, at('2026-08-10')), timeZone });
    if (unit === undefined) throw new Error('no unit was put together');
    const { key, n } = scoreUnit(scheme.value, scoringFigures.indicators, unit.input);
    const leaf = (id: string) => key.children.find((one) => one.id === id);
    expect([n, leaf('speed')?.value, leaf('speed')?.points, leaf('reds')?.value, leaf('reds')?.points, leaf('negative')?.value, leaf('negative')?.note]).toEqual([30.5, '2899/30', 966_333, '0.333333', -5_000, '133/10', 'holds']);
    expect(key.points).toBe(600_000);
  });

  it('leave points of surveys as they are, which are nobody\'s cases', () => {
    if (!scheme.ok) throw new Error(JSON.stringify(scheme.rejection));
    const replies = Array.from({ length: 5 }, (_, index) => ({ wave: 'W', respondent: `E-${index}`, department: 'S-1', applicantType: null, at: at('2026-07-05'), answers: [{ question: 'Q', version: 1, points: 805_000 }] }));
    const child = { child: 'S-1', measures: millionths } as unknown as Parameters<typeof unitInputs>[2]['now'][number];
    const surveys = { surveys: { invitations: [], replies }, measures: ['surveyPoints', 'surveyPointsCount'] } as const;
    const inputs = unitInputs(reference, scheme.value, { now: [child], before: null, staff: null, surveys }, { ...scorePeriods(null, timeZone, july, at('2026-08-10')), timeZone });
    expect(inputs[0]?.input.figures.measures).toMatchObject({ finished: 30.5, surveyPoints: 402.5, surveyPointsCount: 5 });
  });

  it('add up to what the class did, to the last millionth', () =>
    expect(totalOf([0.1, 0.2, 0.7, 29].map((reds, index) => ({ unit: `S-${index}`, unitClass: null, sortNo: null, measures: { reds } }))).reds).toBe(30));
});

describe('days of service in a period', () => {
  it('that has passed are all of them', () => expect(daysAt('2026-08-10')).toEqual({ 'U-1': 31, 'U-2': 4 }));

  it('that runs are those that have come: nobody is ahead by days still to be served', () => expect(daysAt('2026-07-10T12:00')).toEqual({ 'U-1': 10, 'U-2': 4 }));
});
