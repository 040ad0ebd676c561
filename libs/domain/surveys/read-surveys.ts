import { textOf } from '../cases/data-fields.js';
import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import { settleReferenceFacts } from '../reference/settle-reference-facts.js';
import { unitsOf, type PointUnits } from '../scoring/points.js';

/** One question as it was answered; a changed wording is another version, and versions are never added up. */
export type Answer = { readonly question: string; readonly version: number; readonly points: PointUnits };

/** Who was asked about whom in a wave. */
export type Respondent = { readonly wave: string; readonly respondent: string; readonly department: string | null; readonly applicantType: string | null; readonly at: Instant };

export type Reply = Respondent & { readonly answers: readonly Answer[] };

export type Surveys = { readonly invitations: readonly Respondent[]; readonly replies: readonly Reply[] };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** A version that nobody states is the first. */
const versionOf = (value: unknown): number => (typeof value === 'number' && Number.isInteger(value) ? value : 1);

/** An answer in words alone has no points, and counts in no mean. */
const answersOf = (value: unknown): readonly Answer[] =>
  (Array.isArray(value) ? value : []).flatMap((answer: unknown): Answer[] => {
    if (!isRecord(answer)) return [];
    const question = textOf(answer['question']);
    const { points } = answer;
    return question === null || typeof points !== 'number' ? [] : [{ question, version: versionOf(answer['version']), points: unitsOf(points) }];
  });

const respondentOf = ({ subject, time, data }: Fact): Respondent | null => {
  const wave = textOf(data['wave']);
  if (wave === null) return null;
  const applicant = isRecord(data['applicant']) ? data['applicant'] : {};
  return { wave, respondent: textOf(data['respondent']) ?? subject, department: textOf(data['department']) ?? textOf(data['unit']), applicantType: textOf(applicant['type']), at: time };
};

/** Within one subject the order of its facts stays. */
const byTimeThenSubject = (a: Fact, b: Fact): number => a.time - b.time || (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0);

/** The survey facts that count, settled as all facts are: a repeated one once, a retracted one not at all. */
export const readSurveys = (facts: readonly Fact[]): Surveys => {
  const settled = [...settleReferenceFacts(facts)].sort(byTimeThenSubject);
  const of = (type: string) => settled.filter((fact) => fact.type === type);
  const replies = of('survey.answered').flatMap((fact): Reply[] => {
    const respondent = respondentOf(fact);
    return respondent === null ? [] : [{ ...respondent, answers: answersOf(fact.data['answers']) }];
  });
  return { invitations: of('survey.invited').flatMap((fact) => respondentOf(fact) ?? []), replies };
};
