import type { Amount } from '../events/fields.js';
import type { Fact } from '../events/fact.js';
import type { PauseReason } from '../kinds/kind.js';
import type { Instant } from '../kernel/instant.js';
import { amountOf, textOf } from './data-fields.js';
import { amountAfter } from './measure.js';
import { tooLate, type RunningSuspension, type Walk } from './walk.js';

type PauseRule = Pick<PauseReason, 'longest' | 'legalBasis'> & { readonly subtracted: boolean };

const anyReason: PauseRule = { subtracted: true, longest: null, legalBasis: null };
const unknownReason: PauseRule = { ...anyReason, subtracted: false };

/** A kind that lists no reasons takes any; one that lists some subtracts only those. */
const pauseRule = (walk: Walk, reason: string | null): PauseRule => {
  const { pauses } = walk.context.kind;
  if (pauses.length === 0) return anyReason;
  const known = pauses.find((pause) => pause.reason === reason);
  if (known !== undefined) return { ...known, subtracted: true };
  walk.flags.add('unknown-suspension-reason');
  return unknownReason;
};

/** The time applied for runs on the clock from the pause's own instant, in either counting mode. */
const capOf = (walk: Walk, from: Instant, cap: Amount | null): Instant | null => {
  if (cap !== null) return amountAfter(walk.context.calendar, from, cap, 'clock')?.at ?? null;
  walk.flags.add('suspension-without-limit');
  return null;
};

export const onSuspended = (walk: Walk, { time, data }: Fact): void => {
  walk.handled = true;
  if (tooLate(walk)) return;
  const reason = textOf(data['reason']);
  const { subtracted, longest, legalBasis } = pauseRule(walk, reason);
  const appliedFor = amountOf(data['appliedFor']);
  walk.suspensions.push({
    from: time,
    to: null,
    capAt: subtracted ? capOf(walk, time, appliedFor ?? longest) : time,
    reason,
    basis: textOf(data['basis']) ?? legalBasis,
    approver: textOf(data['approver']),
    appliedFor,
    subtracted,
  });
};

/** Ends the oldest open suspension. */
export const onResumed = (walk: Walk, { time }: Fact): void => {
  walk.handled = true;
  if (tooLate(walk)) return;
  const oldest = walk.suspensions.find(({ to }) => to === null);
  if (oldest === undefined) walk.flags.add('unmatched-resume');
  else oldest.to = time;
};

/** What is missing is to be asked for once, and all of it (domain guide §5): a later request for something else is noted. */
const noteItems = (walk: Walk, items: unknown): void => {
  const { requestedItems, supplementRequests, flags } = walk;
  for (const item of Array.isArray(items) ? items : []) {
    const name = textOf(item)?.trim() ?? '';
    if (name === '') continue;
    if (supplementRequests > 1 && !requestedItems.has(name)) flags.add('second-supplement-request');
    requestedItems.add(name);
  }
};

export const onSupplementRequested = (walk: Walk, { time, data }: Fact): void => {
  walk.supplementRequests += 1;
  noteItems(walk, data['items']);
  if (tooLate(walk)) return;
  walk.waits.push({ from: time, to: null, pauses: walk.context.kind.supplementPauses });
};

/** Papers that arrive end every wait: what is still missing after that takes a new request. */
export const onSupplemented = (walk: Walk, { time }: Fact): void => {
  if (tooLate(walk)) return;
  const open = walk.waits.filter(({ to }) => to === null);
  if (open.length === 0) walk.flags.add('unmatched-supplement');
  for (const wait of open) wait.to = time;
};

/** A finish ends whatever stood open; a suspension that nobody resumed is flagged. */
export const endPauses = (walk: Walk, at: Instant): void => {
  for (const suspension of walk.suspensions) {
    if (suspension.to !== null) continue;
    suspension.to = at;
    walk.flags.add('resume-missing');
  }
  for (const wait of walk.waits) wait.to ??= at;
};

/** Where the subtraction of a suspension ends: its end, but not later than its cap. Null: no end and no cap. */
export const countsUntil = ({ to, capAt }: RunningSuspension): Instant | null => {
  if (to === null || capAt === null) return to ?? capAt;
  return Math.min(to, capAt);
};
