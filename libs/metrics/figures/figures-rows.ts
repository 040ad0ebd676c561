import type { FiguresRequest, FiguresRow } from '@mingxiao/contracts/metrics';
import { indicatorOf } from '../indicators/indicators.js';
import type { UnitLabel } from '../ranking/ranking-rows.js';
import type { ChildFigures } from './figure-statement.js';
import { indicatorValueOf } from './indicator-values.js';

/** Figures as an answer gives them: in official order where there is one, then by id; what names none comes last. */
export const toFiguresRows = (children: readonly ChildFigures[], { indicators, policy }: FiguresRequest, labelOf: (child: string) => UnitLabel): FiguresRow[] =>
  children.map((child) => {
    const label = child.child === '' ? null : labelOf(child.child);
    return {
      unit: child.child === '' ? null : child.child,
      name: label?.name ?? null,
      sortNo: label?.sortNo ?? null,
      measures: child.measures,
      indicators: Object.fromEntries(indicators.map((id) => [id, indicatorValueOf(child, indicatorOf(id), policy)])),
    };
  }).sort(officialOrder);

const last = Number.MAX_SAFE_INTEGER;

const officialOrder = (a: FiguresRow, b: FiguresRow): number => (a.sortNo ?? last) - (b.sortNo ?? last) || Number(a.unit === null) - Number(b.unit === null);
