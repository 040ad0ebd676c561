/** Where a unit may really stand. Ranks count from 1, the best. */
export type RankRange = {
  readonly from: number;
  readonly to: number;
  /** How probable it is that the unit is among the first k. */
  readonly inTop: number;
};

/** Draws of the true values of units: `values[draw * units + unit]`; the higher the better. */
export type Draws = { readonly units: number; readonly draws: number; readonly values: Float64Array };

/** Gathers draws unit by unit into one table. Throws a RangeError where units were not drawn equally often. */
export const tableOf = (byUnit: readonly Float64Array[]): Draws => {
  const draws = byUnit[0]?.length ?? 0;
  const values = new Float64Array(byUnit.length * draws);
  byUnit.forEach((ofUnit, unit) => {
    if (ofUnit.length !== draws) throw new RangeError('every unit needs as many draws as the others');
    for (let draw = 0; draw < draws; draw += 1) values[draw * byUnit.length + unit] = ofUnit[draw] ?? 0;
  });
  return { units: byUnit.length, draws, values };
};

/** How many of the sorted values lie above one: equal ones share the better rank, as everywhere. */
const countAbove = (ascending: Float64Array, value: number): number => {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return ascending.length - low;
};

/** How often each unit held each rank: `counts[unit * units + rank - 1]`. */
const countRanks = ({ units, draws, values }: Draws): Uint32Array => {
  const counts = new Uint32Array(units * units);
  const ascending = new Float64Array(units);
  for (let row = 0; row < draws * units; row += units) {
    ascending.set(values.subarray(row, row + units));
    ascending.sort();
    for (let unit = 0; unit < units; unit += 1) {
      const cell = unit * units + countAbove(ascending, values[row + unit] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return counts;
};

const rangeOf = (counts: Uint32Array, draws: number, level: number, top: number): RankRange => {
  const tail = ((1 - level) / 2) * draws;
  let [passed, from, to, inTop] = [0, 0, 0, 0];
  counts.forEach((count, place) => {
    passed += count;
    if (from === 0 && passed > tail) from = place + 1;
    if (to === 0 && passed >= draws - tail) to = place + 1;
    if (place < top) inTop = passed;
  });
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
