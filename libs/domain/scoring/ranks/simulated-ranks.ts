/** Where a unit may really stand. Ranks count from 1, the best. */
export type RankRange = {
  readonly from: number;
  readonly to: number;
  /** How probable it is that the unit is among the first k. */
  readonly inTop: number;
};

/** Draws of the true values of units: `values[draw * units + unit]`; the higher the better. */
export type Draws = { readonly units: number; readonly draws: number; readonly values: Float64Array };

/** A table to put the draws of one unit after the other into. */
export const noDraws = (units: number, draws: number): Draws => ({ units, draws, values: new Float64Array(units * draws) });

export const putDraws = ({ units, draws, values }: Draws, unit: number, ofUnit: Float64Array): void => {
  for (let draw = 0; draw < draws; draw += 1) values[draw * units + unit] = ofUnit[draw] ?? 0;
};

/** Gathers draws unit by unit into one table. Throws a RangeError where units were not drawn equally often. */
export const tableOf = (byUnit: readonly Float64Array[]): Draws => {
  const table = noDraws(byUnit.length, byUnit[0]?.length ?? 0);
  byUnit.forEach((ofUnit, unit) => {
    if (ofUnit.length !== table.draws) throw new RangeError('every unit needs as many draws as the others');
    putDraws(table, unit, ofUnit);
  });
  return table;
};

/** Whole numbers that a double holds exactly, and room for rounding. */
const exactMost = 2 ** 52;

const greatest = (values: Float64Array): number => {
  let most = 1;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
};

/** How often each unit held each rank, equal ones sharing the better: `counts[unit * units + rank - 1]`. */
const countRanks = ({ units, draws, values }: Draws): Uint32Array => {
  const counts = new Uint32Array(units * units);
  // How far a value is behind the greatest there can be, and whose it is, in one whole number: sorting these sorts the units, without
  // a function to compare them. 100 points of 400 units are told apart in steps of 1e-11.
  const most = greatest(values);
  const steps = exactMost / (2 * most * units);
  const sorted = new Float64Array(units);
  // Doubles that are not negative are in the order of their bits, and whole numbers are sorted twice as fast.
  const bits = new BigInt64Array(sorted.buffer);
  for (let row = 0; row < draws * units; row += units) {
    for (let unit = 0; unit < units; unit += 1) sorted[unit] = Math.round((most - (values[row + unit] ?? 0)) * steps) * units + unit;
    bits.sort();
    let above = 0;
    let last = -1;
    for (let place = 0; place < units; place += 1) {
      const key = sorted[place] ?? 0;
      const behind = Math.floor(key / units);
      if (behind !== last) above = place;
      last = behind;
      const cell = (key - behind * units) * units + above;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return counts;
};

const rangeOf = (counts: Uint32Array, draws: number, level: number, top: number): RankRange => {
  const tail = ((1 - level) / 2) * draws;
  let [passed, from, to, inTop] = [0, 0, 0, 0];
  for (let rank = 1; rank <= counts.length && (to === 0 || rank <= top); rank += 1) {
    passed += counts[rank - 1] ?? 0;
    if (from === 0 && passed > tail) from = rank;
    if (to === 0 && passed >= draws - tail) to = rank;
    if (rank <= top) inTop = passed;
  }
  return { from, to, inTop: inTop / draws };
};

/**
 * The range of ranks that holds each unit's true rank with at least the probability `level`, what is left split evenly
 * between both ends, and the probability of being among the first `top`.
 */
export const simulatedRanks = (table: Draws, level: number, top: number): readonly RankRange[] => {
  const counts = countRanks(table);
  return Array.from({ length: table.units }, (_, unit) => rangeOf(counts.subarray(unit * table.units, (unit + 1) * table.units), table.draws, level, top));
};
