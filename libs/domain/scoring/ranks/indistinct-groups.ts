import type { Draws } from './simulated-ranks.js';

/** A unit is told apart from another when it is really behind it with at least this probability. */
const sureFrom = 0.95;

const isSurelyBehind = ({ units, draws, values }: Draws, leader: number, unit: number): boolean => {
  let behind = draws;
  for (let row = 0; row < draws * units; row += units) {
    if ((values[row + unit] ?? 0) < (values[row + leader] ?? 0)) continue;
    behind -= 1;
    if (behind / draws < sureFrom) return false;
  }
  return true;
};

/**
 * Groups, from 1, of units that cannot be told apart from the first of their group. Where a unit is surely behind that
 * one, the next group begins with it. Within a group the order says nothing.
 *
 * @param order the units from the best to the worst
 * @returns the group of each unit, in the order of the table
 */
export const indistinctGroups = (table: Draws, order: readonly number[]): readonly number[] => {
  const groups = new Array<number>(table.units).fill(0);
  let [group, leader] = [0, -1];
  for (const unit of order) {
    if (leader < 0 || isSurelyBehind(table, leader, unit)) {
      group += 1;
      leader = unit;
    }
    groups[unit] = group;
  }
  return groups;
};
