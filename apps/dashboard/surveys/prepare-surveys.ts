import type { SurveyList } from '@mingxiao/contracts/surveys';
import { formatCount, formatFigure, nothing } from '../format/format-number.js';
import { formatExact } from '../format/format-points.js';
import type { Words } from '../i18n/words.js';

type Wave = SurveyList['waves'][number];

export type WaveView = {
  readonly wave: string;
  readonly days: string;
  readonly facts: readonly { readonly key: string; readonly label: string; readonly value: string }[];
  /** Why there are no points of the department; null where they are shown. */
  readonly hidden: string | null;
};

/** Cut (not rounded) to hundredths; points come in ten-thousandths, so that no double decides about a digit. */
const mean = (points: number, count: number): string => (count === 0 ? nothing : formatExact(`${Math.round(points * 10_000)}/${count * 10_000}`));

type Fact = WaveView['facts'][number];
type Sums = NonNullable<Wave['measures']>;

const wholeWave = ({ invited, answered, uninvited, responseRate }: Wave, words: Words): readonly Fact[] => [
  { key: 'invited', label: words.of('surveys.invited'), value: formatCount(invited) },
  { key: 'answered', label: words.of('surveys.answered'), value: uninvited === 0 ? formatCount(answered) : words.of('surveys.answeredUninvited', { n: answered, uninvited }) },
  { key: 'rate', label: words.of('surveys.responseRate'), value: responseRate === null ? nothing : `${formatExact(responseRate.exact)}%` },
];

const ofDepartment = ({ surveyInvited, surveyAnswered, surveyScored, surveyPoints, surveyPointsCount }: Sums, words: Words): readonly Fact[] => [
  { key: 'invited', label: words.of('surveys.invited'), value: formatCount(surveyInvited) },
  { key: 'answered', label: words.of('surveys.answered'), value: formatCount(surveyAnswered) },
  { key: 'scored', label: words.of('surveys.scored'), value: formatCount(surveyScored) },
  { key: 'points', label: words.of('surveys.points'), value: formatFigure(surveyPoints) },
  { key: 'count', label: words.of('surveys.pointsCount'), value: formatCount(surveyPointsCount) },
  { key: 'mean', label: words.of('surveys.mean'), value: mean(surveyPoints, surveyPointsCount) },
];

/** One wave in words; of a department that was asked for, what was said of it and of nothing else. */
export const prepareWave = (wave: Wave, words: Words): WaveView => {
  const { from, to, measures } = wave;
  return {
    wave: wave.wave,
    days: from === to ? from : `${from} – ${to}`,
    facts: measures === undefined ? wholeWave(wave, words) : measures === null ? [] : ofDepartment(measures, words),
    hidden: measures === null ? words.of('surveys.hidden') : null,
  };
};

/** What the leaves of a scorecard say: the points of all waves that are shown, and how many there are. */
export const prepareTotal = (waves: readonly Wave[], words: Words): string => {
  const sum = (id: 'surveyPoints' | 'surveyPointsCount'): number => waves.reduce((total, { measures }) => total + Math.round((measures?.[id] ?? 0) * 10_000), 0) / 10_000;
  return words.of('surveys.total', { points: formatFigure(sum('surveyPoints')), n: sum('surveyPointsCount'), mean: mean(sum('surveyPoints'), sum('surveyPointsCount')) });
};
