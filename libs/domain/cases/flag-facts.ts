import type { Fact } from '../events/fact.js';
import { millisecondsPerDay, millisecondsPerSecond, type Instant } from '../kernel/instant.js';
import { wentBackAndForth } from './back-and-forth.js';
import type { CaseContext } from './case-context.js';
import type { Limit } from './case-state.js';
import type { LimitBasis } from './due-instant.js';
import type { Walk } from './walk.js';

/** An entry later than this after the event is worth a question. */
const lateEntryAfter = 7 * millisecondsPerDay;
const degenerateStepsMin = 3;
/** Statutory ≥ promised is checked with this tolerance (domain guide §5). */
const limitTolerance = millisecondsPerSecond;

/** What people enter; cards and warnings are ours and may rightly be recorded long after they fell due. */
const isEntered = ({ type }: Fact): boolean =>
  type.startsWith('case.') && !type.startsWith('case.card-') && type !== 'case.warned' && type !== 'case.timed-out';

export const enteredLongAfter = (facts: readonly Fact[]): boolean => {
  for (const fact of facts) {
    if (!fact.historical && fact.storedAt - fact.time > lateEntryAfter && isEntered(fact)) return true;
  }
  return false;
};

/** Several steps, all of them entered at the closing instant: a trace that shows nothing. */
export const isDegenerate = ({ steps }: Walk, finishedAt: Instant | null): boolean =>
  finishedAt !== null && steps.length >= degenerateStepsMin && steps.every(({ at }) => at === finishedAt);

export const isInverted = (promised: Limit | null, statutory: Limit | null): boolean => {
  const [before, after] = [promised?.dueAt ?? null, statutory?.dueAt ?? null];
  return before !== null && after !== null && after < before - limitTolerance;
};

/** What the case names, or its kind counts on, that nobody has defined. */
export const flagKind = ({ kindName, kindKnown, kind, calendar }: CaseContext, flags: Set<string>): void => {
  if (kindName !== null && !kindKnown) flags.add('unknown-kind');
  if (kindKnown && kind.calendar !== null && calendar === null) flags.add('unknown-calendar');
};

/** Limits that could not be counted, and a limit missing where the kind demands one. */
export const flagLimits = (context: CaseContext, bases: readonly (LimitBasis | null)[], limits: readonly (Limit | null)[], flags: Set<string>): void => {
  if (context.acceptance === null) return;
  if (bases.some((basis, index) => basis !== null && limits[index] === null)) flags.add('limit-without-calendar');
  if (context.kind.dueRequired && bases.every((basis) => basis === null)) flags.add('due-date-missing');
};

/** Handled, or not even handed in: nobody ever accepted it. A case that is only received waits to be accepted. */
const lacksAcceptance = ({ acceptedAt, handled, receivedAt }: Walk): boolean => acceptedAt === null && (handled || receivedAt === null);

/** Returned so often, something may be unclear about what was asked for. */
const returnsMin = 2;

/** What deserves a look about the way a case went, and mostly has a good reason (domain guide §6). */
const flagLooks = ({ returnedAt, path, flags }: Walk): void => {
  if (returnedAt.length >= returnsMin) flags.add('several-returns');
  if (wentBackAndForth(path)) flags.add('ping-pong');
};

/** Flags of the course: a case nobody accepted though it was handled, or that ended before it began. */
export const flagCourse = (walk: Walk, flags: Set<string>): void => {
  const finishedAt = walk.finishes[0]?.at ?? null;
  if (isDegenerate(walk, finishedAt)) flags.add('degenerate-trace');
  flagLooks(walk);
  if (lacksAcceptance(walk)) flags.add('no-acceptance');
  if (walk.acceptedAt !== null) flagBeforeAcceptance(walk, walk.acceptedAt, finishedAt ?? Infinity);
};

const flagBeforeAcceptance = ({ suspensions, flags }: Walk, acceptedAt: Instant, finishedAt: Instant): void => {
  if (finishedAt < acceptedAt) flags.add('finished-before-accepted');
  if (suspensions.some(({ from }) => from < acceptedAt)) flags.add('suspended-before-acceptance');
};
