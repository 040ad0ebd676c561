import type { Amount } from '@mingxiao/domain/events/fields';
import { complaintRows, hotlineRows, serviceItemRows } from './service-items.js';

export type CaseKind = 'permit' | 'hotline-ticket' | 'complaint';

/** A service item as `item.defined` states it, and how much of the city's business it makes. */
export type Item = {
  readonly id: string;
  readonly kind: CaseKind;
  /** 即办件 is done while one waits, 承诺件 by a promised day. */
  readonly handling: 'instant' | 'committed';
  readonly name: { readonly zh: string; readonly en: string };
  /** `department.section` that handles it. */
  readonly work: string;
  /** Null where the urgency of the single case decides. */
  readonly promised: Amount | null;
  readonly statutory: Amount | null;
  /** Share of all cases. */
  readonly share: number;
};

/** How the city's cases divide into kinds. */
const shareOfKind: Readonly<Record<CaseKind, number>> = { permit: 0.76, 'hotline-ticket': 0.21, complaint: 0.03 };

export const workingDays = (amount: number): Amount => ({ amount, unit: 'working-day' });

const numbered = (prefix: string, index: number): string => `${prefix}-${String(index + 1).padStart(3, '0')}`;

const totalWeight = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);

const permitWeight = totalWeight(serviceItemRows.map((row) => row[5]));
const permitItems: readonly Item[] = serviceItemRows.map(([work, zh, en, promised, statutory, weight], index) => ({
  id: numbered('I', index),
  kind: 'permit',
  handling: promised === 1 ? 'instant' : 'committed',
  name: { zh, en },
  work,
  promised: workingDays(promised),
  statutory: workingDays(statutory),
  share: (shareOfKind.permit * weight) / permitWeight,
}));

const rowsToItems = (kind: CaseKind, prefix: string, rows: typeof hotlineRows): readonly Item[] => {
  const total = totalWeight(rows.map((row) => row[3]));
  return rows.map(([work, zh, en, weight], index) => ({
    id: numbered(prefix, index),
    kind,
    handling: 'committed',
    name: { zh, en },
    work,
    promised: kind === 'complaint' ? workingDays(5) : null,
    statutory: null,
    share: (shareOfKind[kind] * weight) / total,
  }));
};

/** Every item of the sample city: the permits, what the hotline is rung about, and the complaints. */
export const items: readonly Item[] = [
  ...permitItems,
  ...rowsToItems('hotline-ticket', 'H', hotlineRows),
  ...rowsToItems('complaint', 'C', complaintRows),
];
