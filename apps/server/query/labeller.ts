import type { Dimension } from '@mingxiao/contracts/metrics';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { UnitLabel } from '@mingxiao/metrics/ranking/ranking-rows';
import { labelOfItem, labelOfStaff, labelOfUnit } from './labels.js';

const units: ReadonlySet<Dimension> = new Set(['district', 'department', 'section', 'unit']);

/** Names as they stand at the reading; null where nothing of the kind has a name. */
export const labellerOf = (reference: Reference, by: Dimension | null, at: Instant): ((id: string) => UnitLabel) => {
  if (by === 'item') return (item) => labelOfItem(reference, item, at);
  if (by === 'staff') return (staff) => labelOfStaff(reference, staff, at);
  return by !== null && units.has(by) ? (unit) => labelOfUnit(reference, unit, at) : () => null;
};
