import { assess, readAssessment, type ReadAssessment, type Setting } from './assess.js';
import type { Indicators, UnitFigures } from './figures.js';
import type { ScoringScheme } from './scheme.js';
import { scoreCounts, type Counting } from './score-counts.js';
import { nodeOf, sumOfLeaves, type ScoreNode, type ServiceTime, type Title } from './score-tree.js';
import { subjectOf, type ScoreInput } from './subject.js';

/** One person's service in the section: their days there in the period, and what they did there, wherever they serve now. */
export type StaffService = { readonly staff: string; readonly days: number; readonly figures: UnitFigures };

/** The same evidence twice: as the paper says it (the sum), and per month of service, which no large section is ahead in by size. */
export type ChiefScore = { readonly literal: ScoreNode; readonly normalised: ScoreNode };

const staffTitle = { zh: '本科室人员得分', en: 'Scores of the staff' };

const byId = (a: StaffService, b: StaffService): number => (a.staff < b.staff ? -1 : a.staff > b.staff ? 1 : 0);

const sumNode = (id: string, label: Title, children: readonly ScoreNode[]): ScoreNode =>
  nodeOf({ id, label, kind: 'sum', formula: { rule: 'sum' }, points: children.reduce((sum, child) => sum + sumOfLeaves(child), 0), children });

const personNode = ({ staff, figures }: StaffService, rule: Counting, service: ServiceTime | null): ScoreNode =>
  sumNode(staff, {}, scoreCounts(rule, figures.measures, service));

const ruleOf = (scheme: ScoringScheme): Counting & { readonly daysPerMonth: number } => {
  if (scheme.staff === null) throw new Error(`${scheme.name} has no rule for staff`);
  return scheme.staff;
};

/** What a chief's score rests on beside the section's own figures; null: as the paper counts it, whatever the service. */
const settingOf = (scheme: ScoringScheme, staff: readonly StaffService[], days: number | null): Setting => {
  const rule = ruleOf(scheme);
  const service = days === null ? null : { days, daysPerMonth: rule.daysPerMonth };
  const people = [...staff].sort(byId).map((one) => personNode(one, rule, service));
  const under = people.length === 0 ? [] : [sumNode('staff', staffTitle, people)];
  return { under, ...(service === null ? {} : { service }) };
};

const daysOf = (staff: readonly StaffService[]): number => staff.reduce((sum, one) => sum + one.days, 0);

/**
 * A chief's score on the scores of the section's staff, with the section's own components and deductions beside them.
 * In `normalised` every count, of staff and of section, is per month of service; ratios stay as they are. Null without
 * a day of service. Throws where the scheme does not score staff.
 *
 * @param staff everybody who served or did something there in the period, in any order
 */
export const scoreChief = (scheme: ScoringScheme, indicators: Indicators, input: ScoreInput, staff: readonly StaffService[]): ChiefScore => {
  const days = daysOf(staff);
  const tree = (over: number | null): ScoreNode => assess(scheme.assessments.key, subjectOf(scheme, indicators, input, 'key'), settingOf(scheme, staff, over));
  const literal = tree(null);
  if (days > 0) return { literal, normalised: tree(days) };
  return { literal, normalised: { ...literal, points: null, note: 'no-service', children: [] } };
};

/** What `normalised` rests on, read once: for what other weights would make of it. Null without a day of service. */
export const readChief = (scheme: ScoringScheme, indicators: Indicators, input: ScoreInput, staff: readonly StaffService[]): ReadAssessment | null => {
  const days = daysOf(staff);
  return days === 0 ? null : readAssessment(scheme.assessments.key, subjectOf(scheme, indicators, input, 'key'), settingOf(scheme, staff, days));
};
