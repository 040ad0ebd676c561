import { caseEvents } from './case-events.js';
import type { EventDefinition } from './define-event.js';
import { importEvents } from './import-events.js';
import { publicationEvents } from './publication-events.js';
import { ratingEvents } from './rating-events.js';
import { referenceEvents } from './reference-events.js';
import { signalEvents } from './signal-events.js';
import { targetEvents } from './target-events.js';

export type Catalogue = {
  /** The definition of one type in one version. */
  readonly find: (type: string, version: number) => EventDefinition | undefined;
  /** The same by the type as it stands in the event, `case.accepted` or `case.accepted.v2`. */
  readonly findByName: (wireType: string) => EventDefinition | undefined;
  /** Brings data of an older version to the newest one, step by step. */
  readonly upcast: (type: string, version: number, data: Record<string, unknown>) => Record<string, unknown>;
  readonly rankOf: (type: string) => number;
  readonly types: readonly string[];
};

const key = (type: string, version: number) => `${type}.v${version}`;

/** Builds the catalogue; two definitions of one type and version are a bug and throw. */
export const catalogueOf = (definitions: readonly EventDefinition[]): Catalogue => {
  const byKey = new Map<string, EventDefinition>();
  for (const definition of definitions) {
    const name = key(definition.type, definition.version);
    if (byKey.has(name)) throw new Error(`${name} is defined twice`);
    byKey.set(name, definition);
  }
  const byName = new Map(byKey);
  for (const definition of definitions) if (definition.version === 1) byName.set(definition.type, definition);
  const ranks = new Map(definitions.map(({ type, rank }) => [type, rank]));
  const find = (type: string, version: number) => byKey.get(key(type, version));
  const upcasting = new Set(definitions.flatMap((definition) => (definition.upcast === undefined ? [] : [definition.type])));
  const upcast = (type: string, version: number, data: Record<string, unknown>): Record<string, unknown> => {
    if (!upcasting.has(type)) return data;
    const step = find(type, version)?.upcast;
    return step === undefined ? data : upcast(type, version + 1, step(data));
  };
  return { find, findByName: (wireType) => byName.get(wireType), upcast, rankOf: (type) => ranks.get(type) ?? 99, types: [...ranks.keys()] };
};

/** The event catalogue of domain guide §4. */
export const catalogue = catalogueOf([...referenceEvents, ...importEvents, ...publicationEvents, ...targetEvents, ...caseEvents, ...ratingEvents, ...signalEvents] as EventDefinition[]);
