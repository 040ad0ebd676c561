import type { Fact } from '../events/fact.js';
import { textOf } from './data-fields.js';
import { endPauses } from './walk-pauses.js';
import { beginHolder, endHolder, type Finish, type Walk } from './walk.js';

const outcomes: ReadonlySet<string> = new Set(['granted', 'refused', 'withdrawn', 'not-accepted', 'aborted', 'done']);

/** How a case can end without ever having been accepted. */
const endsUnaccepted: ReadonlySet<string> = new Set(['withdrawn', 'not-accepted']);

/** A case that nobody held for any time belongs to its finisher, or it would be missing wherever holders are counted. */
const close = (walk: Walk, finish: Finish): void => {
  if (finish.outcome !== null && !outcomes.has(finish.outcome)) walk.flags.add('unknown-outcome');
  if (finish.outcome === null || !endsUnaccepted.has(finish.outcome)) walk.handled = true;
  walk.finishes.push(finish);
  endPauses(walk, finish.at);
  endHolder(walk, finish.at);
  if (walk.holders.length === 0) walk.holders.push({ from: finish.at, to: finish.at, unit: finish.unit, holder: finish.holder });
  walk.closed = true;
};

/** Refusals, of the request or of its acceptance: the law wants a reason for either. */
const refusals: ReadonlySet<string | null> = new Set(['refused', 'not-accepted']);
const reasonCharactersMin = 10;

const checkReason = (walk: Walk, outcome: string | null, { data }: Fact): void => {
  const reason = textOf(data['reason'])?.trim() ?? '';
  if (refusals.has(outcome) && [...reason].length < reasonCharactersMin) walk.flags.add('refusal-without-reason');
};

/** Where somebody else has to confirm that it is done, a finish without one, or by the doer, is flagged. */
const checkDoer = (walk: Walk, { data }: Fact): void => {
  if (walk.context.kind.finishing.check === 'none') return;
  const checker = textOf(data['checker']) ?? textOf(data['actor']);
  if (checker === null) walk.flags.add('finish-unchecked');
  else if (checker === walk.holder) walk.flags.add('checker-is-doer');
};

/** The first finish counts until a reopening. A source may name the finisher; else it is the holder. */
export const onFinished = (walk: Walk, fact: Fact): void => {
  if (walk.closed) {
    walk.flags.add('duplicate-finish');
    return;
  }
  checkDoer(walk, fact);
  const unit = textOf(fact.data['unit']);
  const holder = textOf(fact.data['holder']);
  const outcome = textOf(fact.data['outcome']);
  checkReason(walk, outcome, fact);
  // The present holder finishes a case for another unit only if that unit is said to be theirs.
  const sameUnit = unit === null || walk.unit === null || unit === walk.unit;
  close(walk, { at: fact.time, outcome, unit: unit ?? walk.unit, holder: holder ?? (sameUnit ? walk.holder : null) });
};

/** Closes the case as withdrawn; called only where no finish follows before a reopening. */
export const onWithdrawn = (walk: Walk, { time }: Fact): void => {
  if (walk.closed) return;
  close(walk, { at: time, outcome: 'withdrawn', unit: walk.unit, holder: walk.holder });
};

/** The case runs again, with whoever held it last. */
export const onReopened = (walk: Walk, { time }: Fact): void => {
  walk.handled = true;
  if (!walk.closed) {
    walk.flags.add('unmatched-reopening');
    return;
  }
  walk.closed = false;
  walk.reopenedAt.push(time);
  beginHolder(walk, time);
};
