import type { ScorecardRow, Standing, StandingName } from '@mingxiao/contracts/scorecards';
import { pointsText } from '@mingxiao/domain/scoring/points';
import { none } from './words.js';

type Language = 'zh' | 'en';

const words = {
  zh: { names: { key: '得分', literal: '人员得分之和', normalised: '月人均得分' }, notes: { 'too-few': '件数太少', 'no-data': none }, failed: '不合格' },
  en: { names: { key: 'points', literal: 'sum of the staff', normalised: 'per month of service' }, notes: { 'too-few': 'too few', 'no-data': none }, failed: 'failed' },
} as const;

/** What a unit stands by, the literal sum of a chief's staff before the mean by service. */
export const standingsOf = ({ standings }: ScorecardRow): readonly (readonly [StandingName, Standing])[] =>
  (['key', 'literal', 'normalised'] as const).flatMap((name) => (standings[name] === undefined ? [] : [[name, standings[name]] as const]));

export const standingName = (name: StandingName, language: Language): string => words[language].names[name];

/** A rank, or why there is none. */
export const rankText = ({ rank, note }: Pick<Standing, 'rank' | 'note'>, language: Language): string => (rank === null ? words[language].notes[note ?? 'no-data'] : String(rank));

export const standingPoints = ({ points, failed }: Standing, language: Language): string => `${points === null ? none : pointsText(points)}${failed ? ` (${words[language].failed})` : ''}`;

export const rangeText = (range: { readonly from: number; readonly to: number } | null): string => (range === null ? none : `${range.from}–${range.to}`);
