import { z } from 'zod';
import { indicatorIds, measureIds, type IndicatorId, type MeasureId } from './metrics.js';

/** Every name a figure can be asked for under. Some stand for an indicator and for the measure above its line. */
export const metricIds = [...new Set([...indicatorIds, ...measureIds])];

export const metricTypes = ['indicator', 'measure'] as const;

export type NamedMetric = { readonly kind: 'indicator'; readonly id: IndicatorId } | { readonly kind: 'measure'; readonly id: MeasureId };

type Named = { readonly metric?: string | undefined; readonly type?: (typeof metricTypes)[number] | undefined };

/** What a name stands for: the indicator where there is one, unless `type` says otherwise. Null where there is none. */
export const metricNamed = ({ metric, type }: Named): NamedMetric | null => {
  const indicator = type === 'measure' ? undefined : indicatorIds.find((id) => id === metric);
  if (indicator !== undefined) return { kind: 'indicator', id: indicator };
  const measure = type === 'indicator' ? undefined : measureIds.find((id) => id === metric);
  return measure === undefined ? null : { kind: 'measure', id: measure };
};

export const metricFields = {
  /** An indicator or a measure; `GET /v1/metrics` lists them. */
  metric: z.enum(metricIds),
  /** Which of the two, where a name stands for both; absent: the indicator. */
  type: z.enum(metricTypes).optional(),
};

export const metricUnknown = { message: 'there is none of that `type` under this name; GET /v1/metrics lists them', path: ['type'] };
