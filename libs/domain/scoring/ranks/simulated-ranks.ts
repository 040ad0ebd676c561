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

/** How often each unit held each rank: `counts[unit * units + rank - 1]`. */
const countRanks = ({ units, draws, values }: Draws): Uint32Array => {
  const counts = new Uint32Array(units * units);
  const order = new Uint32Array(units);
  for (let draw = 0; draw < draws; draw += 1) {
    const row = values.subarray(draw * units, (draw + 1) * units);
    for (let unit = 0; unit < units; unit += 1) order[unit] = unit;
    order.sort((a, b) => (row[b] ?? 0) - (row[a] ?? 0) || a - b);
    order.forEach((unit, place) => {
      counts[unit * units + place] = (counts[unit * units + place] ?? 0) + 1;
    });
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
