import type { ScorecardRow, ScoreTree, Standing } from '@mingxiao/contracts/scorecards';

/** A node for tests: an indicator leaf with data, unless said otherwise. */
export const scoreNode = (more: Partial<ScoreTree> = {}): ScoreTree => ({
  id: 'timeliness',
  label: { zh: '承诺时限内办结', en: 'Finished within the promise' },
  kind: 'indicator',
  formula: {
    rule: 'curve',
    indicator: 'onTimePromised',
    compared: 'level',
    scale: 100,
    curve: { kind: 'piecewise', knots: [{ at: 60, points: 0 }, { at: 100, points: 100 }] },
  },
  inputs: [{ measure: 'onTimePromised', of: 'unit', value: 190, drill: '/v1/cases?by=section&unit=S-1&measure=onTimePromised&policy=finisher&from=2026-01-01&to=2026-12-31&knownAt=2026-03-01T15%3A59%3A59.999Z' }],
  n: 200,
  weight: { of: 1_000_000, among: 1_000_000 },
  value: '95',
  interval: { lower: 91.04, upper: 97.26 },
  points: 875_000,
  note: null,
  children: [],
  ...more,
});

/** A whole of parts for tests. */
export const scoreTree = (points: number | null, children: readonly ScoreTree[], more: Partial<ScoreTree> = {}): ScoreTree =>
  scoreNode({ id: 'key', kind: 'assessment', formula: { rule: 'sum' }, inputs: [], weight: null, value: null, interval: null, points, children, ...more });

export const standing = (rank: number | null, group: number | null, more: Partial<Standing> = {}): Standing => ({
  points: 952_500,
  failed: false,
  rank,
  note: null,
  range: rank === null ? null : { from: Math.max(1, rank - 1), to: rank + 2, inTop: 0.5 },
  group,
  ...more,
});

/** A row of scorecards for tests, by points alone. */
export const scorecardRow = (unit: string, key: Standing, more: Partial<ScorecardRow> = {}): ScorecardRow => ({
  unit,
  name: { zh: `科室${unit}`, en: `Section ${unit}` },
  sortNo: null,
  unitClass: null,
  n: 200,
  standings: { key },
  development: null,
  differentiated: null,
  ...more,
});
