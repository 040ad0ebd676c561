import { catalogue } from '../events/catalogue.js';
import { identifier } from '../events/fields.js';
import type { CloudEventJson } from './cloud-event-json.js';
import { type CompiledMapping, compileMapping } from './compile-mapping.js';
import type { Draft } from './draft.js';
import { draftCaseEvents } from './draft-case-events.js';
import { draftRowEvents } from './draft-row-events.js';
import { endHolds } from './end-holds.js';
import { type Digest, identify } from './event-identity.js';
import { fillTemplate, sourceTailOf } from './log-names.js';
import type { Mapping } from './mapping.js';
import type { RawCase, Reject } from './raw-case.js';
import type { DataScope } from './read-data.js';

export type MapContext = {
  readonly source: string;
  readonly digest: Digest;
  /** Facts of the present: without the mark `historical`, so that they may open orders. */
  readonly live?: boolean;
};

export type MappedCase = { readonly events: readonly CloudEventJson[]; readonly rejects: readonly Reject[] };

const compiled = new WeakMap<Mapping, CompiledMapping>();

/** A mapping is made ready at its first case; the same object always gives the same result. */
const compiledOf = (mapping: Mapping): CompiledMapping => {
  const known = compiled.get(mapping);
  if (known !== undefined) return known;
  const fresh = compileMapping(mapping);
  compiled.set(mapping, fresh);
  return fresh;
};

const rejectWhole = ({ line, rows }: RawCase, reason: string): MappedCase => ({
  events: [],
  rejects: rows.length === 0 ? [{ line, reason }] : rows.map((row) => ({ line: row.line, reason })),
});

const inOrder = (one: Draft, other: Draft): number =>
  one.at.instant - other.at.instant || catalogue.rankOf(one.type) - catalogue.rankOf(other.type);

/**
 * Turns one case of a file into its events, in order of time. Rows that cannot be read are rejected and the rest of
 * the case stands; a case whose own facts cannot be read is rejected with all its rows.
 */
export const mapCase = (mapping: Mapping, rawCase: RawCase, { source, digest, live = false }: MapContext): MappedCase => {
  const ready = compiledOf(mapping);
  const names = { case: rawCase.caseId, source, sourceTail: sourceTailOf(source) };
  const subject = fillTemplate(mapping.subject, names);
  if (ready.isNothing(rawCase.caseId)) return rejectWhole(rawCase, `"${mapping.case.id}" names no case`);
  if (!identifier.safeParse(subject).success) return rejectWhole(rawCase, 'the case id is longer than 256 characters');
  const scope: DataScope = { values: rawCase.attributes, attributes: rawCase.attributes, names };
  const whole = draftCaseEvents(ready, scope);
  const [problem] = whole.problems;
  if (problem !== undefined) return rejectWhole(rawCase, problem);
  const rows = mapping.row === undefined ? { drafts: [], rejects: [] } : draftRowEvents(ready, rawCase.rows, mapping.row.time, scope);
  const drafts = endHolds([...whole.drafts, ...rows.drafts]);
  return { events: identify([...drafts].sort(inOrder), { subject, source, digest, live }), rejects: rows.rejects };
};
