import { readTargets } from '../comparisons/read-targets.js';
import type { Fact } from '../events/fact.js';
import { caseKind, type CaseKind } from '../kinds/kind.js';
import type { Instant } from '../kernel/instant.js';
import { scoringScheme, type ScoringScheme } from '../scoring/scheme.js';
import { issueText, nameOf, readBody, type BodyReading } from './by-file.js';
import { readCalendar } from './calendars.js';
import { buildItems } from './items.js';
import { buildOrganisation } from './organisation.js';
import { buildPostings } from './postings.js';
import type { Reference, ReferenceProblem } from './reference.js';
import { settleReferenceFacts } from './settle-reference-facts.js';
import { allInForce, effectiveDated, inForce, latestOfEach, type EffectiveDated } from './timeline-by-key.js';
import { versionText } from './version-text.js';

const readKind = (body: unknown): BodyReading<CaseKind> => {
  const parsed = caseKind.safeParse(body);
  return parsed.success ? { value: parsed.data } : { reason: issueText(parsed.error) };
};

const readScheme = (body: unknown): BodyReading<ScoringScheme> => {
  const parsed = scoringScheme.safeParse(body);
  return parsed.success ? { value: parsed.data } : { reason: issueText(parsed.error) };
};

const lookUp =
  <Value>(timelines: EffectiveDated<Value>) =>
  (name: string | null, at: Instant): Value | null =>
    name === null ? null : inForce(timelines, name, at);

/**
 * Reads reference facts (units, postings, items, kinds, calendars, signal rules, schemes, targets) into look-ups as of an instant.
 * Takes them in any order, repeated or in conflict, settled by the same rule as the facts of a case. Facts of other
 * types are not looked at, except retractions. An empty list works: nothing is defined.
 */
export const buildReference = (facts: readonly Fact[]): Reference => {
  const settled = settleReferenceFacts(facts);
  const of = (...types: string[]) => settled.filter(({ type }) => types.includes(type));
  const problems: ReferenceProblem[] = [];
  const byFile = <Value>(type: string, read: (body: unknown) => BodyReading<Value>) =>
    effectiveDated(latestOfEach(of(type), nameOf), readBody(read, problems));
  const schemes = byFile('scheme.defined', readScheme);
  return {
    ...buildOrganisation(of('org.unit-defined')),
    ...buildPostings(of('org.posting')),
    itemAt: lookUp(buildItems(of('item.defined'))),
    kindAt: lookUp(byFile('kind.defined', readKind)),
    calendarAt: lookUp(byFile('calendar.defined', readCalendar)),
    signalRuleAt: lookUp(byFile('signal-rule.defined', (value) => ({ value }))),
    schemeAt: lookUp(schemes),
    schemesAt: (at) => allInForce(schemes, at),
    targets: readTargets(of('target.set')),
    versions: {
      rules: versionText(of('kind.defined', 'signal-rule.defined', 'item.defined')),
      calendar: versionText(of('calendar.defined')),
      organisation: versionText(of('org.unit-defined', 'org.posting')),
    },
    problems,
  };
};
