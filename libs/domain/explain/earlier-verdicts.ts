import type { CaseState, FoldVersions } from '../cases/case-state.js';
import { clockAt } from '../cases/clock-at.js';
import { foldCase } from '../cases/fold-case.js';
import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import type { Reference } from '../reference/reference.js';

/** What a change of rules, calendar or organisation can change in a verdict on a case. */
export type VerdictUnderVersions = {
  readonly promisedDueAt: Instant | null;
  readonly statutoryDueAt: Instant | null;
  readonly provisional: boolean;
  /** Finished, or read, later than due; null where there is no such limit. */
  readonly latePromised: boolean | null;
  readonly lateStatutory: boolean | null;
  readonly section: string | null;
  readonly department: string | null;
  readonly district: string | null;
};

/** A verdict that held while the reference data was what it was in [from, until). */
export type EarlierVerdict = VerdictUnderVersions & {
  readonly from: Instant;
  readonly until: Instant;
  readonly versions: FoldVersions;
};

const noLimit = { dueAt: null, late: null, limit: { provisional: false } } as const;

/** What a state folded under `reference` says at an instant. */
export const verdictUnder = (state: CaseState, reference: Reference, at: Instant): VerdictUnderVersions => {
  const clock = clockAt(state, reference, at);
  const [promised, statutory] = [clock.promised ?? noLimit, clock.statutory ?? noLimit];
  const { section, department, district } = state;
  return {
    promisedDueAt: promised.dueAt,
    statutoryDueAt: statutory.dueAt,
    provisional: promised.limit.provisional || statutory.limit.provisional,
    latePromised: promised.late,
    lateStatutory: statutory.late,
    section,
    department,
    district,
  };
};

/** Reference data as it was known in [from, until). */
export type ReferenceSpan = { readonly from: Instant; readonly until: Instant; readonly reference: Reference };

const compared = ['promisedDueAt', 'statutoryDueAt', 'provisional', 'latePromised', 'lateStatutory', 'section', 'department', 'district'] as const;

const same = (a: VerdictUnderVersions, b: VerdictUnderVersions): boolean => compared.every((field) => a[field] === b[field]);

/** Spans that follow one another with one result are one; those at the end that give the present result are not earlier. */
const distinct = (verdicts: readonly EarlierVerdict[], present: VerdictUnderVersions | null): readonly EarlierVerdict[] => {
  const kept: EarlierVerdict[] = [];
  for (const verdict of verdicts) {
    const last = kept.at(-1);
    if (last !== undefined && same(last, verdict)) kept[kept.length - 1] = { ...verdict, from: last.from };
    else kept.push(verdict);
  }
  const last = kept.at(-1);
  return last !== undefined && present !== null && same(last, present) ? kept.slice(0, -1) : kept;
};

/**
 * What the same facts said under former reference data, oldest first: only where it differs from what came after. An
 * earlier verdict is computed again, never stored (domain guide §5), so that it is exactly what was shown then.
 *
 * @param spans in order, one behind the other; with `present` null they do not reach the present
 */
export const earlierVerdicts = (
  caseId: string,
  facts: readonly Fact[],
  spans: readonly ReferenceSpan[],
  { present, at }: { readonly present: VerdictUnderVersions | null; readonly at: Instant },
): readonly EarlierVerdict[] =>
  distinct(
    spans.map(({ from, until, reference }) => ({ from, until, versions: reference.versions, ...verdictUnder(foldCase(caseId, facts, reference), reference, at) })),
    present,
  );
