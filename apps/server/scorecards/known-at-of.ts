import { addDays, startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { KnownAtRequest } from '@mingxiao/contracts/known-at';

const date = /^\d{4}-\d{2}-\d{2}$/;

/** `asOf` is `knownAt` for people: a date means the last millisecond of that day in the organisation's zone. */
export const knownAtOf = <Request extends KnownAtRequest & { readonly asOf?: string | undefined }>(timeZone: string, request: Request): Request => {
  const { asOf } = request;
  if (asOf === undefined) return request;
  return { ...request, knownAt: date.test(asOf) ? toIso(startOfLocalDay(timeZone, addDays(asOf, 1)) - 1) : asOf };
};
