import { hash } from 'node:crypto';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { EventLog, IdentityIndex } from '@mingxiao/ports/event-log/event-log';
import type { StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { classify, type Classified } from '../ingest/classify.js';
import type { Door } from '../ingest/door.js';
import type { CatalogueEntry } from './read-catalogue.js';

/** The source under which definitions by file enter the log. */
export const catalogueSource = 'urn:mingxiao:catalog';

/** A file says something else than the log under the same name and version, or cannot be used at all. */
export class CatalogueRefused extends Error {
  override readonly name = 'CatalogueRefused';
}

/** The log, and the reference facts that its projection holds so far. */
export type Holdings = { readonly log: EventLog & Partial<IdentityIndex>; readonly reference: readonly StoredFact[] };

/**
 * Appends every definition that the log does not hold yet: folds read only what is logged, so that "as known on"
 * holds for rules too. A log that cannot look up identities is asked through its projection: what has not got there yet is
 * appended again, as a duplicate. Throws CatalogueRefused when a file was changed under its old version.
 */
export const defineCatalogue = async (entries: readonly CatalogueEntry[], holdings: Holdings, door: Door): Promise<number> => {
  const events = entries.map((entry) => ({ entry, text: JSON.stringify(toEvent(entry)) }));
  const wanted = events.filter(({ entry, text }) => !isLogged(entry, text, holdings));
  const results = await door.take(wanted.map(({ text }) => text), 'catalogue');
  const bad = results.find(({ status }) => status !== 'accepted' && status !== 'duplicate');
  if (bad !== undefined) throw new CatalogueRefused(`${wanted[bad.index]?.entry.file ?? ''}: ${bad.problem ?? bad.status}`);
  return wanted.length;
};

const isLogged = (entry: CatalogueEntry, text: string, holdings: Holdings): boolean => {
  const classified = classify(text);
  if (classified.status === 'rejected') throw new CatalogueRefused(`${entry.file}: ${classified.problem}`);
  const known = knownContentOf(classified, holdings);
  if (known === null) return false;
  if (known === classified.contentHash) return true;
  throw new CatalogueRefused(
    `${entry.file}: ${entry.name} version ${entry.version} stands in the log with other content; give the changed file a new version and the day it takes effect`,
  );
};

const knownContentOf = ({ identity, envelope }: Exclude<Classified, { status: 'rejected' }>, { log, reference }: Holdings): string | null => {
  if (log.find !== undefined) return log.find([identity])[0]?.contentHash ?? null;
  const first = reference.find(({ source, id, subject }) => source === envelope.source && id === envelope.id && subject === envelope.subject);
  return first === undefined ? null : Buffer.from(first.contentHash, 'hex').toString('latin1');
};

const toEvent = ({ type, name, version, effectiveFrom, body }: CatalogueEntry) => ({
  specversion: '1.0',
  id: `${type}/${name}/${version}`,
  source: catalogueSource,
  type,
  subject: name,
  time: toIso(effectiveFrom),
  data: { name, version, contentHash: hash('sha256', JSON.stringify(body)), body },
});
