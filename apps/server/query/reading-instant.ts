import { instantOf, type Instant } from '@mingxiao/domain/kernel/instant';

/** The instant that a read is for: the one asked for, else the earlier of now and what was known then (domain guide §5). */
export const readingInstant = (request: { readonly at?: string | undefined; readonly knownAt?: string | undefined }, now: Instant): Instant =>
  instantIn(request.at) ?? Math.min(now, instantIn(request.knownAt) ?? Infinity);

export const instantIn = (text: string | undefined): Instant | null => (text === undefined ? null : instantOf(text));
