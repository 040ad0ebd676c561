import { createHash } from 'node:crypto';
import type { CaseEvent, Fact } from '@mingxiao/domain/events/fact';
import { instantOf, type Instant } from '@mingxiao/domain/kernel/instant';

/** What a test may say about a fact beside its type, time and data; the rest has a plain default. */
export type FactOptions = Partial<Pick<Fact, 'source' | 'id' | 'subject' | 'version' | 'historical' | 'storedAt' | 'offset' | 'offsetMinutes'>>;

/** One line of a test's past: type, local time, data, options. */
export type Line = readonly [type: string, time: string, data?: Readonly<Record<string, unknown>>, options?: FactOptions];

export const testSource = 'urn:test:hall';

/** `2018-10-15T10:00` as read off a wall clock in Beijing; a text with an offset or Z of its own is taken at its word. */
export const at = (text: string): Instant => {
  const full = text.length === 10 ? `${text}T00:00` : text;
  const instant = instantOf(full) ?? instantOf(`${full}+08:00`);
  if (instant === null) throw new Error(`${text} is no time`);
  return instant;
};

const contentHashOf = (event: CaseEvent): string =>
  createHash('sha256').update(JSON.stringify([event.source, event.id, event.type, event.subject, event.time, event.data])).digest('hex');

/** One fact, stored a minute after it happened unless said otherwise. */
export const fact = (type: string, time: string | Instant, data: Readonly<Record<string, unknown>> = {}, options: FactOptions = {}): Fact => {
  const happened = typeof time === 'number' ? time : at(time);
  const event: CaseEvent = {
    source: testSource,
    id: `${type}@${happened}`,
    type,
    version: 1,
    subject: 'C-1',
    time: happened,
    offsetMinutes: 480,
    data,
    historical: false,
    ...options,
  };
  return { ...event, storedAt: options.storedAt ?? happened + 60_000, offset: options.offset ?? 0, contentHash: contentHashOf(event) };
};

/** The facts of one case, numbered in the order they are written down: ids e-1, e-2 … and log offsets 0, 1 … */
export const factsOf = (subject: string, lines: readonly Line[]): Fact[] =>
  lines.map(([type, time, data, options], index) =>
    fact(type, time, data, { subject, id: `e-${index + 1}`, offset: index, ...options }),
  );

/** A rule, kind or calendar as it enters the log: the body of a file, effective from `time`. */
export const definedByFile = (
  type: 'kind.defined' | 'calendar.defined' | 'signal-rule.defined' | 'scheme.defined',
  time: string,
  body: { readonly name: string; readonly version: string },
  options: FactOptions = {},
): Fact => {
  const { name, version } = body;
  return fact(type, time, { name, version, body }, { source: 'urn:mingxiao:catalogue', subject: name, id: `${type}/${name}/${version}`, ...options });
};
