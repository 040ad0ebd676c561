import type { Instant } from '../kernel/instant.js';
import type { DerivedSignal } from './derive-signals.js';

/**
 * The next instant after `after` at which one of the signals of a case begins or lapses if nothing happens meanwhile;
 * null when none will. What changes is seen strictly after the instant.
 */
export const nextAlarm = (signals: readonly Pick<DerivedSignal, 'begins' | 'ends'>[], after: Instant): Instant | null => {
  const instants = signals.flatMap(({ begins, ends }) => (ends === null ? [begins] : [begins, ends]));
  const coming = instants.filter((instant) => instant > after);
  return coming.length === 0 ? null : Math.min(...coming);
};
