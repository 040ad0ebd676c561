import type { Measures } from '../scoring/figures.js';
import { divide, fraction, type Fraction } from '../kernel/fraction.js';
import { unitsPerPoint, type PointUnits } from '../scoring/points.js';
import type { Answer, Reply, Respondent, Surveys } from './read-surveys.js';
import { suppressedCells } from './suppression.js';

/** One question in one version. Mean and distribution are null below five people, and where they could be had by subtraction. */
export type QuestionResult = {
  readonly question: string;
  readonly version: number;
  /** How many answers: of a reply that answers twice, or of somebody asked about two departments, each. */
  readonly n: number;
  /** How many different people gave them. */
  readonly respondents: number;
  readonly mean: Fraction | null;
  /** How often each number of points (in ten-thousandths) was given, the most points first. */
  readonly distribution: readonly { readonly points: PointUnits; readonly count: number }[] | null;
  readonly suppressed: boolean;
};

export type DepartmentResult = {
  readonly department: string;
  readonly invited: number;
  /** Null where it is not shown. */
  readonly answered: number | null;
  /** Mean points over all answers to all questions; null without answers, or where it is not shown. */
  readonly index: Fraction | null;
  /** For the assessment of the department: the sum of points in ten-thousandths, how many there are, and how many replies gave them; null as the index is. */
  readonly points: { readonly sum: PointUnits; readonly count: number; readonly replies: number } | null;
  readonly suppressed: boolean;
};

export type WaveResult = {
  readonly wave: string;
  readonly invited: number;
  readonly answered: number;
  /** Answers of those whom no invitation names; they count, and are told apart because no response rate has them. */
  readonly uninvited: number;
  readonly questions: readonly QuestionResult[];
  readonly departments: readonly DepartmentResult[];
};

const keyOf = ({ respondent, department }: Respondent): string => JSON.stringify([respondent, department]);

/** One per respondent and department: who answers again has changed their mind. */
const latest = <One extends Respondent>(all: readonly One[]): ReadonlyMap<string, One> => {
  const chosen = new Map<string, One>();
  for (const one of all) {
    const known = chosen.get(keyOf(one));
    if (known === undefined || one.at >= known.at) chosen.set(keyOf(one), one);
  }
  return chosen;
};

const meanOf = (points: readonly PointUnits[]): Fraction | null =>
  points.length === 0 ? null : divide(fraction(BigInt(points.reduce((sum, value) => sum + value, 0))), fraction(BigInt(points.length * unitsPerPoint)));

const distributionOf = (points: readonly PointUnits[]): QuestionResult['distribution'] => {
  const counts = new Map<PointUnits, number>();
  for (const value of points) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ points: value, count })).sort((a, b) => b.points - a.points);
};

const groupBy = <One>(all: readonly One[], key: (one: One) => string): ReadonlyMap<string, readonly One[]> => {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group === undefined) groups.set(key(one), [one]);
    else group.push(one);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
};

type Answered = Answer & { readonly respondent: string };

const peopleOf = (all: readonly { readonly respondent: string }[]): ReadonlySet<string> => new Set(all.map(({ respondent }) => respondent));

const questionResult = (answers: readonly Answered[], suppressed: boolean): QuestionResult[] => {
  const [first] = answers;
  if (first === undefined) return [];
  const points = answers.map((answer) => answer.points);
  const shown = suppressed ? { mean: null, distribution: null } : { mean: meanOf(points), distribution: distributionOf(points) };
  return [{ question: first.question, version: first.version, n: answers.length, respondents: peopleOf(answers).size, ...shown, suppressed }];
};

/** The sums of the departments are the total of all questions and versions: one of them hidden alone would be what the others leave of it. */
const questionResults = (replies: readonly Reply[]): readonly QuestionResult[] => {
  const answered = replies.flatMap(({ respondent, answers }) => answers.map((answer): Answered => ({ ...answer, respondent })));
  const groups = [...groupBy(answered, ({ question, version }) => JSON.stringify([question, version]))];
  const hidden = suppressedCells(groups.map(([id, answers]) => ({ id, respondents: peopleOf(answers) })));
  return groups.flatMap(([id, answers]) => questionResult(answers, hidden.has(id)));
};

/** Replies about no department are part of every total, and so one more cell that others could be had from. */
const aboutNobody = '';

const hasPoints = ({ answers }: Reply): boolean => answers.length > 0;

/** A mean is of those who gave points: so few of them are hidden, though others answered in words. */
const departmentResults = (invited: readonly Respondent[], replies: readonly Reply[]): readonly DepartmentResult[] => {
  const departmentOf = ({ department }: Respondent): string => department ?? aboutNobody;
  const [invitedTo, repliesTo] = [groupBy(invited, departmentOf), groupBy(replies, departmentOf)];
  const cells = [...groupBy([...invited, ...replies], departmentOf).keys()].map((id) => {
    const all = repliesTo.get(id) ?? [];
    return { id, all, scored: all.filter(hasPoints) };
  });
  const hiddenOf = (repliesIn: (cell: (typeof cells)[number]) => readonly Reply[]) => suppressedCells(cells.map((cell) => ({ id: cell.id, respondents: peopleOf(repliesIn(cell)) })));
  const hidden = new Set([...hiddenOf(({ all }) => all), ...hiddenOf(({ scored }) => scored)]);
  return cells.filter(({ id }) => id !== aboutNobody).map(({ id, all }): DepartmentResult => {
    const points = all.flatMap(({ answers }) => answers.map((answer) => answer.points));
    const suppressed = hidden.has(id);
    const none = suppressed || points.length === 0;
    return {
      department: id,
      invited: invitedTo.get(id)?.length ?? 0,
      answered: suppressed ? null : all.length,
      index: none ? null : meanOf(points),
      points: none ? null : { sum: points.reduce((sum, value) => sum + value, 0), count: points.length, replies: all.filter(hasPoints).length },
      suppressed,
    };
  });
};

/**
 * What came of one wave of a survey: who was asked, who answered, each question by version, each department. Enterprises
 * alone make the entrepreneurs' index.
 *
 * @param applicantType only respondents of that type, such as `enterprise`; null: all
 */
export const waveResult = ({ invitations, replies }: Surveys, wave: string, applicantType: string | null = null): WaveResult => {
  const within = (one: Respondent) => one.wave === wave && (applicantType === null || one.applicantType === applicantType);
  const invited = latest(invitations.filter(within));
  const answered = latest(replies.filter(within));
  return {
    wave,
    invited: invited.size,
    answered: answered.size,
    uninvited: [...answered.keys()].filter((key) => !invited.has(key)).length,
    questions: questionResults([...answered.values()]),
    departments: departmentResults([...invited.values()], [...answered.values()]),
  };
};

/** What departments were given in a wave, as sums that waves add up by; not of those that are not shown. Points are whole ones with at most four digits behind the point. */
export const surveyMeasures = ({ departments }: WaveResult): ReadonlyMap<string, Measures> =>
  new Map(
    departments.flatMap(({ department, invited, answered, points }) =>
      answered === null || points === null
        ? []
        : [[department, { surveyInvited: invited, surveyAnswered: answered, surveyScored: points.replies, surveyPoints: points.sum / unitsPerPoint, surveyPointsCount: points.count }] as const],
    ),
  );
