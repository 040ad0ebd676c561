import { itemStatuses, type IngestAnswer, type ItemResult } from '@mingxiao/contracts/events';

/** How many events came to which end. */
export const countsOf = (results: readonly ItemResult[]): IngestAnswer['counts'] => {
  const counts = Object.fromEntries(itemStatuses.map((status) => [status, 0])) as IngestAnswer['counts'];
  for (const { status } of results) counts[status] += 1;
  return counts;
};
