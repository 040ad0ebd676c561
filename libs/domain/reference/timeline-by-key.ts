import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';

/** Definitions of many things, each with the instants from which they hold. */
export type EffectiveDated<Value> = ReadonlyMap<string, readonly Dated<Value>[]>;
type Dated<Value> = { readonly from: Instant; readonly value: Value };

const isLater = (a: Fact, b: Fact): boolean => {
  if (a.storedAt !== b.storedAt) return a.storedAt > b.storedAt;
  return a.offset !== b.offset ? a.offset > b.offset : a.contentHash > b.contentHash;
};

/** Of two definitions of one thing for one instant the later in the log wins: the newer statement of the same truth. */
export const latestOfEach = (facts: readonly Fact[], keyOf: (fact: Fact) => string | null): ReadonlyMap<string, readonly Fact[]> => {
  const byKey = new Map<string, Map<Instant, Fact>>();
  for (const fact of facts) {
    const key = keyOf(fact);
    if (key === null) continue;
    const dated = byKey.get(key) ?? new Map<Instant, Fact>();
    const known = dated.get(fact.time);
    if (known === undefined || isLater(fact, known)) dated.set(fact.time, fact);
    byKey.set(key, dated);
  }
  return new Map([...byKey].map(([key, dated]) => [key, [...dated.values()].sort((a, b) => a.time - b.time)]));
};

/** Turns the facts of each thing into values; what `read` refuses with null is left out. */
export const effectiveDated = <Value>(
  facts: ReadonlyMap<string, readonly Fact[]>,
  read: (fact: Fact) => Value | null,
): EffectiveDated<Value> => {
  const timelines = new Map<string, readonly Dated<Value>[]>();
  for (const [key, dated] of facts) {
    const values = dated.flatMap((fact): Dated<Value>[] => {
      const value = read(fact);
      return value === null ? [] : [{ from: fact.time, value }];
    });
    if (values.length > 0) timelines.set(key, values);
  }
  return timelines;
};

/** The definition in force at an instant; before the first one, the first. Null for what nobody defined. */
export const inForce = <Value>(timelines: EffectiveDated<Value>, key: string, at: Instant): Value | null => {
  const dated = timelines.get(key);
  if (dated === undefined) return null;
  for (let index = dated.length - 1; index > 0; index -= 1) {
    const candidate = dated[index];
    if (candidate !== undefined && candidate.from <= at) return candidate.value;
  }
  return dated[0]?.value ?? null;
};

/** Every definition that has taken effect by an instant, by name. */
export const allInForce = <Value>(timelines: EffectiveDated<Value>, at: Instant): readonly Value[] =>
  [...timelines.keys()].sort().flatMap((key) => {
    const begun = (timelines.get(key) ?? []).some(({ from }) => from <= at);
    return begun ? (inForce(timelines, key, at) ?? []) : [];
  });
