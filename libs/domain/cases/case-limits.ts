import type { Amount } from '../events/fields.js';
import type { CaseContext } from './case-context.js';
import type { Extension, Limit } from './case-state.js';
import { dueInstant, type ClockCourse, type LimitBasis } from './due-instant.js';
import type { Interval } from './intervals.js';
import type { LimitName } from './limit-basis.js';

const none: readonly Amount[] = [];

/** The extensions that move one limit. */
export const extensionsOf = (extended: readonly Extension[], name: LimitName): readonly Amount[] =>
  extended.length === 0 ? none : extended.filter(({ limit }) => limit === name || limit === 'both').map(({ by }) => by);

/** How the clock of a limit went: its rules, what extended it, when it stood. */
export const courseOf = (
  { calendar, kind }: Pick<CaseContext, 'calendar' | 'kind'>,
  acceptedAt: number,
  extensions: readonly Amount[],
  stopped: readonly Interval[],
): ClockCourse => ({ calendar, mode: kind.counting, acceptedAt, extensions, stopped });

/** The limit with its due instant. Null when it takes a calendar and there is none. */
export const limitOn = (course: ClockCourse, basis: LimitBasis): Limit | null => {
  const due = dueInstant(course, basis);
  if (due === null) return null;
  return {
    amount: basis.amount,
    supplied: basis.from === 'source-instant',
    final: basis.from === 'source-instant' && basis.final,
    from: basis.from,
    unit: basis.unit,
    baseDueAt: due.baseAt,
    unpausedDueAt: due.unpausedAt,
    dueAt: due.at,
    provisional: due.provisional,
  };
};
