import type { z } from 'zod';
import { rulesAt } from '../cases/case-context.js';
import type { CaseState } from '../cases/case-state.js';
import type { Instant } from '../kernel/instant.js';
import type { Reference } from '../reference/reference.js';
import { assignmentName, ruleAssignment, signalRule, type RuleAssignment, type SignalRule } from './signal-rule.js';

/** The rule where nothing names another one: the fielded family B (domain guide §6). */
export const defaultRuleName = 'family-b';

/** Bodies are parsed once: reference data keeps the same object as long as it is in memory. */
const parsedOnce = <Schema extends z.ZodType>(schema: Schema) => {
  const known = new WeakMap<object, { readonly value: z.output<Schema> | null }>();
  return (body: unknown): z.output<Schema> | null => {
    if (typeof body !== 'object' || body === null) return null;
    const before = known.get(body);
    if (before !== undefined) return before.value;
    const parsed = schema.safeParse(body);
    const value = parsed.success ? parsed.data : null;
    known.set(body, { value });
    return value;
  };
};

const readRule = parsedOnce(signalRule);
const readAssignment = parsedOnce(ruleAssignment);

/** Whether a list of names, where there is one, holds the name. */
export const isAmong = (names: readonly string[] | null, name: string | null): boolean => names === null || (name !== null && names.includes(name));

const assignedName = (assignment: RuleAssignment, state: CaseState, reference: Reference, at: Instant): string => {
  const inDistrict = (districts: readonly string[] | null): boolean => districts === null || isAmong(districts, reference.treeAt(state.acceptedUnit, at).district);
  const entry = assignment.assignments.find(({ kinds, districts }) => isAmong(kinds, state.kind) && inDistrict(districts));
  return entry === undefined ? assignment.default : entry.rule;
};

/** When the case began, as far as its rules are concerned: taken as of the event, never at their present value. */
export const beganAt = (state: CaseState): Instant | null => state.acceptedAt ?? state.receivedAt;

/**
 * The signal rule of a case as of its acceptance: the one its kind names, else the one assigned to its kind and
 * district, else the default. Null when no such rule is defined (or its body cannot be used), or nothing has begun.
 */
export const ruleOfCase = (state: CaseState, reference: Reference): SignalRule | null => {
  const at = beganAt(state);
  if (at === null) return null;
  const { kind } = rulesAt(reference, state.kind, at);
  if (kind.signalRule !== null) return readRule(reference.signalRuleAt(kind.signalRule, at));
  const assignment = readAssignment(reference.signalRuleAt(assignmentName, at));
  const name = assignment === null ? defaultRuleName : assignedName(assignment, state, reference, at);
  return readRule(reference.signalRuleAt(name, at));
};
