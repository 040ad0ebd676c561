import { z } from 'zod';
import { localizedText } from './basis.js';
import { measureIds } from './metrics.js';
import { groupings } from './rankings.js';

/** Periods a person names in a word; the application turns them into dates of the organisation's zone. */
export const periodPresets = ['this-month', 'last-month', 'last-12-months', 'this-year', 'last-year'] as const;
export type PeriodPreset = (typeof periodPresets)[number];

export const rankingColumns = [
  'rank',
  'name',
  'accepted',
  'finished',
  'onTimePromised',
  'onTimeStatutory',
  'medianElapsed',
  'p90Elapsed',
  'medianUsed',
  'p90Used',
  'openOverdue',
  'reopened',
  'rating',
] as const;
export type RankingColumn = (typeof rankingColumns)[number];

export const headlineFigures = ['finished', 'onTimePromised', 'openOverdue', 'rating'] as const;
export type HeadlineFigure = (typeof headlineFigures)[number];

/** A dashboard as data: what it shows, of what, and where a click leads. The application draws it; it decides nothing. */
export const dashboardDefinition = z.object({
  id: z.string(),
  version: z.int(),
  title: localizedText,
  /** The question the page answers; `{{by}}` stands for the grouping in words. */
  question: localizedText,
  source: z.literal('rankings'),
  groupings: z.array(z.enum(groupings)).min(1),
  periods: z.array(z.enum(periodPresets)).min(1),
  /** Case kinds offered as a filter. */
  kinds: z.array(z.object({ kind: z.string(), title: localizedText })),
  defaults: z.object({ by: z.enum(groupings), period: z.enum(periodPresets) }),
  panels: z.array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('figures'), figures: z.array(z.enum(headlineFigures)).min(1) }),
      /** `rowsMax`: bars drawn at each end of the ranking before the reader asks for all. */
      z.object({ type: z.literal('bars'), title: localizedText, metric: z.literal('onTimePromised'), rowsMax: z.int().min(1) }),
      z.object({ type: z.literal('table'), title: localizedText, columns: z.array(z.enum(rankingColumns)).min(1) }),
    ]),
  ),
  drill: z.object({ row: z.literal('cases'), measure: z.enum(measureIds) }),
});
export type DashboardDefinition = z.output<typeof dashboardDefinition>;
