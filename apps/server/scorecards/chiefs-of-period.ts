import type { Basis } from '@mingxiao/contracts/basis';
import type { ChiefOfPeriod } from '@mingxiao/contracts/scorecards';
import { localDateOfDay } from '@mingxiao/domain/calendar/local-date';
import { firstDayFrom } from '@mingxiao/domain/calendar/zone';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { labelOfStaff } from '../query/labels.js';
import { periodOf } from '../query/period.js';
import { readingParameters } from './scorecard-answers.js';
import type { ScoredSet } from './scored-set.js';

/** How a scorecard was read. `asked`: the instant somebody asked for; undefined: none. */
type ReadAs = { readonly reference: Reference; readonly timeZone: string; readonly at: Instant; readonly basis: Basis; readonly asked: string | undefined };

/** Who was chief of a unit on which days of a card's period, as far as that had come, and the way to the card of these days alone. */
export const chiefsOfPeriod = ({ scheme, dates }: ScoredSet, unit: string, { reference, timeZone, at, basis, asked }: ReadAs): ChiefOfPeriod[] => {
  const period = periodOf(timeZone, dates, at);
  const daysOf = (from: Instant, until: Instant) => ({ from: localDateOfDay(firstDayFrom(timeZone, from)), to: localDateOfDay(firstDayFrom(timeZone, until) - 1) });
  const passed = daysOf(period.from, period.to);
  return reference.chiefsOf(unit, period.from, period.to).flatMap((span): ChiefOfPeriod[] => {
    const days = daysOf(span.from, span.until);
    if (days.from > days.to) return [];
    const isAll = days.from === passed.from && days.to === passed.to;
    const query = new URLSearchParams({ unit, ...days, ...readingParameters(basis, asked) });
    return [{ staff: span.staff, name: labelOfStaff(reference, span.staff, span.from)?.name ?? null, ...days, scorecard: isAll ? null : `/v1/scorecards/${encodeURIComponent(scheme.name)}?${query.toString()}` }];
  });
};
