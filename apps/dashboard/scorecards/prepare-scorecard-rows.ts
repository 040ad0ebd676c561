import { standingNames, type ScorecardList, type ScorecardRow, type Standing, type StandingName } from '@mingxiao/contracts/scorecards';
import { formatFigure, nothing } from '../format/format-number.js';
import { formatPoints } from '../format/format-points.js';
import type { Words } from '../i18n/words.js';
import { parentName, unitName, type UnitIndex } from '../ranking/unit-names.js';

/** Where a rank may lie among `of`, as places on a scale that begins with 1. */
export type RankPlace = { readonly rank: number; readonly from: number; readonly to: number; readonly of: number };

export type StandingView = {
  readonly points: string;
  readonly failed: boolean;
  /** The rank, or why there is none. */
  readonly rank: string;
  readonly place: RankPlace | null;
  /** Units of one group cannot be told apart. */
  readonly group: number | null;
};

export type ScorecardLine = {
  readonly unit: string;
  readonly name: string;
  readonly parent: string | null;
  readonly unitClass: string;
  readonly n: string;
  readonly standings: Readonly<Partial<Record<StandingName, StandingView>>>;
  readonly development: string;
  readonly differentiated: string;
  /** Where the order is that of a ranking: whether it is in a group, and whether one begins or ends here. */
  readonly grouped: boolean;
  readonly groupFirst: boolean;
  readonly groupLast: boolean;
};

export type ScorecardContext = { readonly words: Words; readonly units: UnitIndex };

/** What the rows of a list are ranked by, in the order it is shown. */
export const standingsIn = ({ rows }: Pick<ScorecardList, 'rows'>): readonly StandingName[] => standingNames.filter((name) => rows.some(({ standings }) => standings[name] !== undefined));

/** How many units are ranked: the length of the scale. */
export const rankedIn = (rows: readonly ScorecardRow[], name: StandingName): number => rows.filter(({ standings }) => (standings[name]?.rank ?? null) !== null).length;

const rankText = ({ rank, note }: Standing, words: Words): string => {
  if (rank !== null) return String(rank);
  return note === 'too-few' ? words.of('scores.tooFew') : nothing;
};

/** One standing in words; `ranked` is the length of the scale its range is drawn on. */
export const prepareStanding = (standing: Standing, ranked: number, words: Words): StandingView => {
  const { points, failed, rank, range, group } = standing;
  const place = rank === null || range === null ? null : { rank, from: range.from, to: range.to, of: Math.max(ranked, range.to, rank) };
  return { points: formatPoints(points), failed, rank: rankText(standing, words), place, group };
};

/** Ranked units by rank; then those with too few cases, then those without data, each in official order. */
const inOrderOf = (rows: readonly ScorecardRow[], name: StandingName): readonly ScorecardRow[] => {
  const keyOf = ({ standings }: ScorecardRow): number => standings[name]?.rank ?? (standings[name]?.note === 'too-few' ? 1e9 : 2e9);
  return [...rows].sort((a, b) => keyOf(a) - keyOf(b));
};

/**
 * The rows as they are shown: in official order, or by the rank of a standing; then it is said where each group of units
 * begins and ends that cannot be told apart.
 */
export const prepareScorecardLines = (list: Pick<ScorecardList, 'rows'>, sort: StandingName | undefined, { words, units }: ScorecardContext): readonly ScorecardLine[] => {
  const names = standingsIn(list);
  const ranked = new Map(names.map((name) => [name, rankedIn(list.rows, name)]));
  const rows = sort === undefined ? list.rows : inOrderOf(list.rows, sort);
  const groupAt = (index: number): number | null => (sort === undefined ? null : (rows[index]?.standings[sort]?.group ?? null));
  return rows.map((row, index): ScorecardLine => {
    const views = names.flatMap((name) => {
      const standing = row.standings[name];
      return standing === undefined ? [] : [[name, prepareStanding(standing, ranked.get(name) ?? 0, words)] as const];
    });
    const group = groupAt(index);
    return {
      unit: row.unit,
      name: unitName(row.unit, row.name, words),
      parent: parentName(units, row.unit, words),
      unitClass: row.unitClass === null ? nothing : words.maybe(`unitClass.${row.unitClass}`, row.unitClass),
      n: formatFigure(row.n),
      standings: Object.fromEntries(views),
      development: formatPoints(row.development),
      differentiated: formatPoints(row.differentiated),
      grouped: group !== null,
      groupFirst: group !== null && groupAt(index - 1) !== group,
      groupLast: group !== null && groupAt(index + 1) !== group,
    };
  });
};
