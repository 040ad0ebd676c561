import { dimensions, type Dimension, type Policy } from '@mingxiao/contracts/metrics';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { FigureFilters, FigureQuestion } from '@mingxiao/metrics/sources/question';
import { periodOf } from '../query/period.js';

/** What a request says that has figures in its answer. */
type FigureRequest = { readonly from: string; readonly to: string } & { readonly [Name in Exclude<Dimension, 'unit'>]?: string | undefined };

type Asked = { readonly by: Dimension | null; readonly unit?: string | undefined; readonly policy?: Policy; readonly at: Instant };

/** Turns a request into the registry's question, read for `at`: dates become instants of the organisation's zone. */
export const questionOf = (timeZone: string, request: FigureRequest, { by, unit, policy = 'finisher', at }: Asked): FigureQuestion => ({
  by,
  only: unit,
  filters: filtersIn(request),
  period: periodOf(timeZone, request, at),
  policy,
  timeZone,
});

const filtersIn = (request: FigureRequest): FigureFilters =>
  Object.fromEntries(dimensions.flatMap((dimension) => (dimension === 'unit' || request[dimension] === undefined ? [] : [[dimension, request[dimension]]])));
