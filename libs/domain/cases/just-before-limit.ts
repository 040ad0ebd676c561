import type { Instant } from '../kernel/instant.js';
import { courseOf, extensionsOf } from './case-limits.js';
import type { CaseContext } from './case-context.js';
import type { Extension, Suspension } from './case-state.js';
import { dueInstant, type LimitBasis } from './due-instant.js';
import { clipTo, type Interval } from './intervals.js';
import type { LimitName } from './limit-basis.js';
import { measure } from './measure.js';

/** What starts in this last part of a limit's time starts just before the limit. */
const lastPart = 0.1;

type Clock = {
  readonly context: Pick<CaseContext, 'calendar' | 'kind'>;
  readonly acceptedAt: Instant;
  readonly extended: readonly Extension[];
  readonly stopped: readonly Interval[];
};

/** The instant at which the limit would have been due, as things stood when the suspension began. */
const dueBefore = ({ context, acceptedAt, extended, stopped }: Clock, name: LimitName, basis: LimitBasis, from: Instant): Instant | null => {
  const extensions = extensionsOf(extended.filter(({ at }) => at <= from), name);
  return dueInstant(courseOf(context, acceptedAt, extensions, clipTo(stopped, -Infinity, from)), basis)?.at ?? null;
};

const isJustBefore = (clock: Clock, name: LimitName, basis: LimitBasis, from: Instant): boolean => {
  const due = dueBefore(clock, name, basis, from);
  if (due === null || from > due || from < clock.acceptedAt) return false;
  const { calendar } = clock.context;
  const whole = measure(calendar, basis.unit, clock.acceptedAt, due);
  const left = measure(calendar, basis.unit, from, due);
  return whole !== null && left !== null && left <= whole * lastPart;
};

const isFinal = (basis: LimitBasis): boolean => basis.from === 'source-instant' && basis.final;

/** Whether some suspension that stops the clock began in the last tenth of a limit that it moves (domain guide §6). */
export const suspendedJustBefore = (clock: Clock, bases: Readonly<Record<LimitName, LimitBasis | null>>, suspensions: readonly Suspension[]): boolean =>
  suspensions.some(
    ({ subtracted, from }) =>
      subtracted &&
      (['promised', 'statutory'] as const).some((name) => {
        const basis = bases[name];
        return basis !== null && !isFinal(basis) && isJustBefore(clock, name, basis, from);
      }),
  );
