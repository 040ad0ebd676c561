import { addDays, localDateOf, startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import { toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import type { KnownAtRequest } from '@mingxiao/contracts/known-at';

const date = /^\d{4}-\d{2}-\d{2}$/;

/**
 * `asOf` is `knownAt` for people: a date means the last millisecond of that day in the organisation's zone. Of a day that is
 * not over that has not come yet; as of today is as of the present.
 */
export const knownAtOf = <Request extends KnownAtRequest & { readonly asOf?: string | undefined }>(timeZone: string, request: Request, now: Instant): Request => {
  const { asOf } = request;
  if (asOf === undefined || asOf === localDateOf(timeZone, now)) return request;
  return { ...request, knownAt: date.test(asOf) ? toIso(startOfLocalDay(timeZone, addDays(asOf, 1)) - 1) : asOf };
};
