import { loadSchemes } from '@mingxiao/catalog/schemes/load-schemes';
import { rememberedPriors } from '@mingxiao/domain/scoring/ranks/class-prior';
import type { StaffService } from '@mingxiao/domain/scoring/score-chief';
import { unitsPerPoint } from '@mingxiao/domain/scoring/points';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import { describe, expect, it } from 'vitest';
import { scoreSet, type UnitInput } from '../scorecards/scored-set.js';
import { scoreByKey } from './scored-by-key.js';

const chiefs = (): ScoringScheme => {
  const loaded = loadSchemes();
  const found = loaded.ok ? loaded.value.find(({ scheme }) => scheme.staff !== null) : undefined;
  if (found === undefined) throw new Error('no scheme that ships scores staff');
  return found.scheme;
};

const figuresOf = (unit: string, measures: Readonly<Record<string, number>>) => ({ unit, unitClass: null, sortNo: null, measures });

const person = (staff: string, days: number, points: number): StaffService => ({ staff, days, figures: figuresOf(staff, { points }) });

/** A section that finished everything in time, so that its own part is a hundred points. */
const section = (unit: string, finished: number, more: Readonly<Record<string, number>>, staff: readonly StaffService[]): UnitInput => ({
  input: { figures: figuresOf(unit, { finished, onTimePromised: finished, withPromised: finished, ...more }), workingDays: 23, previous: null, peers: null },
  staff,
});

// 85 ratings of three people, one of whom came in the middle of the month; 40 of one.
const large = section('S-A', 85, {}, [person('U-1', 31, 4_000), person('U-2', 31, 3_075), person('U-3', 15, 2_000)]);
const small = section('S-B', 40, { yellows: 3 }, [person('U-4', 31, 3_900)]);
const unserved = section('S-C', 50, {}, [person('U-5', 0, 500)]);

const july = { from: '2026-07-01', to: '2026-07-31' };
const points = (units: number) => units / unitsPerPoint;

describe('two sections of chiefs scored together', () => {
  const scheme = chiefs();
  const inputs = [large, small, unserved];
  const { read, ranked } = scoreByKey(scheme, inputs, rememberedPriors());
  const { cards } = scoreSet(scheme, july, inputs);

  it('have the literal sum of what the staff were given, and the mean by months of service, each cut off leaf by leaf', () => {
    expect(cards.map(({ chief }) => [chief?.literal.points, chief?.normalised.points])).toEqual([
      // 4,000 + 3,075 + 2,000 = 9,075; per month of the 77 days served 1,558.4415 + 1,198.0519 + 779.2207.
      [9_175 * unitsPerPoint, 36_357_141],
      // Three yellow cards: −3, per month of 31 days −2.9033 going down.
      [3_997 * unitsPerPoint, 38_712_902],
      [600 * unitsPerPoint, null],
    ]);
  });

  it('stand in bulk exactly as each card of the list says, and as the card of each alone', () => {
    expect(ranked.map(({ unit, points: total, failed, rank, note, range, group }) => [unit, { points: total, failed, rank, note, range, group }])).toEqual(cards.map(({ card, standings }) => [card.unit, standings.normalised]));
    for (const [index, one] of inputs.entries()) {
      const [alone] = scoreSet(scheme, july, [one]).cards;
      expect(alone?.chief).toEqual(cards[index]?.chief);
      expect([alone?.standings.literal?.points, alone?.standings.normalised?.points]).toEqual([cards[index]?.standings.literal?.points, ranked[index]?.points]);
    }
  });

  it('change places: the sum favours the large one, the mean does not; who served no day has no mean', () => {
    expect(cards.map(({ standings }) => standings.literal?.rank)).toEqual([1, 2, 3]);
    expect(ranked.map(({ unit, rank, note }) => [unit, rank, note])).toEqual([['S-A', 2, null], ['S-B', 1, null], ['S-C', null, 'no-data']]);
  });

  it('are read for other weights only where there is a mean', () => {
    expect(read.map(({ subject }) => subject.figures.unit)).toEqual(['S-A', 'S-B']);
    expect(points(ranked[0]?.points ?? 0)).toBeCloseTo(100 + (9_075 * 30) / 77, 3);
  });
});
