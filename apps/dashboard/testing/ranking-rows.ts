import type { RankingRow } from '@mingxiao/contracts/rankings';

/** A row of a ranking for tests: a unit that finished `finished` cases, `onTime` of them in time. */
export const rankingRow = (unit: string | null, onTime: number, finished: number, more: Partial<RankingRow> = {}): RankingRow => ({
  unit,
  name: unit === null ? null : { zh: `科室${unit}`, en: `Section ${unit}` },
  sortNo: null,
  rank: null,
  rankNote: finished === 0 ? 'no-data' : null,
  accepted: finished,
  finished,
  reopened: 0,
  openOverdue: 0,
  onTimePromised: { numerator: onTime, denominator: finished },
  onTimeStatutory: { numerator: finished, denominator: finished },
  medianElapsedSeconds: finished === 0 ? null : 86_400,
  p90ElapsedSeconds: finished === 0 ? null : 172_800,
  medianUsedSeconds: null,
  p90UsedSeconds: null,
  ratings: 0,
  meanRating: null,
  metric: { type: 'ratio', numerator: onTime, denominator: finished, scale: 1, n: finished },
  interval: null,
  shrunk: null,
  range: null,
  group: null,
  adjusted: null,
  ...more,
});
