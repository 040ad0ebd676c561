import type { Grouping } from '@mingxiao/contracts/rankings';
import { z } from 'zod';
import type { NamedRead } from '../named-read.js';

/** The column of a case that says which unit it counts for, by grouping. The only identifiers a request can choose. */
export const unitColumns: Readonly<Record<Grouping, string>> = {
  district: 'district',
  department: 'department',
  section: 'section',
  staff: 'holder',
  item: 'item',
};

/** The same for a rating, which can name another unit or person than the case's. */
export const ratedUnitColumns: Readonly<Record<Grouping, string>> = {
  district: 'rated_district',
  department: 'rated_department',
  section: 'rated_section',
  staff: 'rated_staff',
  item: 'item',
};

const count = z.coerce.number();
const seconds = z.number().nullable();

const caseFigures = z.object({
  unit: z.string(),
  accepted: count,
  finished: count,
  reopened: count,
  open_overdue: count,
  on_time_promised: count,
  with_promised: count,
  on_time_statutory: count,
  with_statutory: count,
  median_elapsed_seconds: seconds,
  p90_elapsed_seconds: seconds,
  median_used_seconds: seconds,
  p90_used_seconds: seconds,
});
export type CaseFigures = z.output<typeof caseFigures>;

export const rankingCases: NamedRead<CaseFigures> = {
  name: 'rankings/cases',
  file: new URL('./ranking-cases.sql', import.meta.url),
  row: (raw) => caseFigures.parse(raw),
};

const ratingFigures = z.object({ unit: z.string(), ratings: count, points: count });
export type RatingFigures = z.output<typeof ratingFigures>;

export const rankingRatings: NamedRead<RatingFigures> = {
  name: 'rankings/ratings',
  file: new URL('./ranking-ratings.sql', import.meta.url),
  row: (raw) => ratingFigures.parse(raw),
};
