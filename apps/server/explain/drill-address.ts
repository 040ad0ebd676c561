import type { Dimension, MeasureId, Policy } from '@mingxiao/contracts/metrics';
import type { FigureFilters } from '@mingxiao/metrics/sources/question';

/** Whose figure it is, over which time, as known when. */
export type Listed = {
  readonly by: Dimension | null;
  readonly unit: string | undefined;
  readonly policy: Policy;
  readonly filters: FigureFilters;
  readonly from: string;
  readonly to: string;
  readonly at: string | undefined;
  readonly knownAt: string | undefined;
  readonly referenceKnownAt: string | undefined;
};

/** The address of the list of cases whose amounts add up to a measure. */
export const drillAddress = ({ by, unit, filters, ...rest }: Listed, measure: MeasureId): string => {
  const query = new URLSearchParams({ measure });
  const said = { ...(by === null ? {} : { by, unit }), ...filters, ...rest };
  for (const [name, value] of Object.entries(said)) if (value !== undefined) query.set(name, value);
  return `/v1/cases?${query.toString()}`;
};
