import type { Instant } from '../kernel/instant.js';
import type { ChiefSpan, Posting } from './reference.js';

/** The chief of a unit at an instant: of several who are posted at once the one whose posting began last. */
export const chiefIn = (chiefs: readonly Posting[], at: Instant): string | null => chiefs.find(({ from, until }) => from <= at && (until === null || at < until))?.staff ?? null;

/**
 * Who was chief when within [from, until), by `chiefIn` at every instant: who follows takes over though the one before was
 * never ended, and who was covered for is chief again afterwards. Time without a chief is in no span.
 *
 * @param chiefs chiefs' postings of one unit, the latest begin first
 */
export const chiefSpans = (chiefs: readonly Posting[], from: Instant, until: Instant): readonly ChiefSpan[] => {
  const turns = chiefs.flatMap((posting) => [posting.from, posting.until ?? until]).filter((turn) => turn > from && turn < until);
  const edges = [...new Set([from, ...turns, until])].sort((a, b) => a - b);
  const spans: ChiefSpan[] = [];
  for (let index = 0; index + 1 < edges.length; index += 1) {
    const [begin = from, end = until] = edges.slice(index, index + 2);
    const staff = chiefIn(chiefs, begin);
    const last = spans.at(-1);
    if (staff === null || begin >= end) continue;
    if (last?.staff === staff && last.until === begin) spans[spans.length - 1] = { ...last, until: end };
    else spans.push({ staff, from: begin, until: end });
  }
  return spans;
};
