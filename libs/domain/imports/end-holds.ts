import { catalogue } from '../events/catalogue.js';
import type { Draft } from './draft.js';

const resumedType = 'case.resumed';

/** Events of rows by the order of their rows; those of the case as a whole by their rank among events of one instant. */
const comesAfter = (other: Draft, hold: Draft): boolean => {
  if (other.at.instant !== hold.at.instant) return other.at.instant > hold.at.instant;
  if (other.row !== null && hold.row !== null) return other.row > hold.row;
  return catalogue.rankOf(other.type) > catalogue.rankOf(hold.type);
};

const nextEvent = (hold: Draft, drafts: readonly Draft[]): Draft | null => {
  let next: Draft | null = null;
  for (const other of drafts) {
    if (other.row === hold.row || !comesAfter(other, hold)) continue;
    if (next === null || other.at.instant < next.at.instant) next = other;
  }
  return next;
};

/**
 * Ends each hold at the case's next event of another row or of the case as a whole (domain guide §5). Where nothing
 * follows, nothing is known of an end: the suspension stays open.
 */
export const endHolds = (drafts: readonly Draft[]): readonly Draft[] => {
  const ends = drafts.flatMap((hold): Draft[] => {
    const next = hold.endsAtNextEvent ? nextEvent(hold, drafts) : null;
    return next === null ? [] : [{ type: resumedType, at: next.at, data: {}, row: next.row, endsAtNextEvent: false }];
  });
  return ends.length === 0 ? drafts : [...drafts, ...ends];
};
