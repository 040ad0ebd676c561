import type { Fact } from '@mingxiao/domain/events/fact';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { EventLog, NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import { classify } from '@mingxiao/server/ingest/classify';
import { toRecord } from '@mingxiao/server/ingest/to-record';
import fc from 'fast-check';
import { anyFacts } from '@mingxiao/testing/arbitrary-case';

/** The same facts can be told about cases and units of other names: `prefix` keeps one telling apart from another. */
export type WireEvent = Readonly<Record<string, unknown>> & { readonly subject: string };

const unitFields = new Set(['unit', 'toUnit']);
const kinds: Readonly<Record<string, string>> = { pausing: 'hotline-ticket', 'next-day': 'complaint' };

const retold = (prefix: string, data: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      return [name, unitFields.has(name) ? prefix + value : name === 'kind' ? (kinds[value] ?? value) : value];
    }),
  );

export const wireOf = (prefix: string, caseName: string, { source, id, type, time, data, historical }: Fact): WireEvent => ({
  specversion: '1.0',
  id,
  source,
  type,
  subject: `${prefix}${caseName}`,
  time: toIso(time),
  data: retold(prefix, data),
  ...(historical ? { historical } : {}),
});

/** Facts of one case, each id once: with two contents under one id it is the order in the log that decides. */
const onceEach = (facts: readonly Fact[]): Fact[] => [...new Map(facts.map((fact) => [JSON.stringify([fact.source, fact.id]), fact])).values()];

export type Told = { readonly caseName: string; readonly fact: Fact };

/** What happened in up to three cases, and another order in which a careless network hands it over: each fact one to three times. */
export type Scenario = { readonly told: readonly Told[]; readonly delivery: readonly Told[]; readonly cuts: readonly number[] };

export const scenarios: fc.Arbitrary<Scenario> = fc
  .array(anyFacts.map(onceEach), { minLength: 1, maxLength: 3 })
  .map((cases) => cases.flatMap((facts, index) => facts.map((fact) => ({ caseName: `C-${index}`, fact }))))
  .chain((told) =>
    fc.record({
      told: fc.constant(told),
      delivery: fc
        .array(fc.integer({ min: 1, max: 3 }), { minLength: told.length, maxLength: told.length })
        .map((times) => told.flatMap((one, index) => Array.from({ length: times[index] ?? 1 }, () => one)))
        .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
      cuts: fc.array(fc.nat({ max: 40 }), { minLength: 2, maxLength: 2 }),
    }),
  );

/** The delivery in three parts, cut anywhere. */
export const partsOf = ({ delivery, cuts }: Scenario): readonly (readonly Told[])[] => {
  const [first = 0, second = 0] = [...cuts].sort((a, b) => a - b);
  return [delivery.slice(0, first), delivery.slice(first, second), delivery.slice(second)];
};

const recordOf = (event: WireEvent): NewLogRecord => {
  const text = JSON.stringify(event);
  const classified = classify(text);
  if (classified.status === 'rejected') throw new Error(classified.problem);
  return toRecord(text, classified, 0);
};

/** Writes events straight into the log, as a log does that cannot tell at the door what it has seen before. */
export const appendTo = async (log: EventLog, events: readonly WireEvent[]): Promise<void> => {
  if (events.length > 0) await log.append(events.map(recordOf));
};
