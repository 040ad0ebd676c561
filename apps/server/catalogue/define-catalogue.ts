import { hash } from 'node:crypto';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { EventLog, IdentityIndex } from '@mingxiao/ports/event-log/event-log';
import { classify } from '../ingest/classify.js';
import type { Door } from '../ingest/door.js';
import type { CatalogueEntry } from './read-catalogue.js';

/** The source under which definitions by file enter the log. */
export const catalogueSource = 'urn:mingxiao:catalog';

/** A file says something else than the log under the same name and version, or cannot be used at all. */
export class CatalogueRefused extends Error {
  override readonly name = 'CatalogueRefused';
}

/**
 * Appends every definition that the log does not hold yet: folds read only what is logged, so that "as known on"
 * holds for rules too. Throws CatalogueRefused when a file was changed under its old version.
 */
export const defineCatalogue = async (entries: readonly CatalogueEntry[], log: EventLog & Partial<IdentityIndex>, door: Door): Promise<number> => {
  const events = entries.map((entry) => ({ entry, text: JSON.stringify(toEvent(entry)) }));
  const wanted = events.filter(({ entry, text }) => !isLogged(entry, text, log));
  const results = await door.take(wanted.map(({ text }) => text));
  const bad = results.find(({ status }) => status !== 'accepted' && status !== 'duplicate');
  if (bad !== undefined) throw new CatalogueRefused(`${wanted[bad.index]?.entry.file ?? ''}: ${bad.problem ?? bad.status}`);
  return wanted.length;
};

const isLogged = (entry: CatalogueEntry, text: string, log: Partial<IdentityIndex>): boolean => {
  const classified = classify(text);
  if (classified.status === 'rejected') throw new CatalogueRefused(`${entry.file}: ${classified.problem}`);
  const known = log.find?.([classified.identity])[0] ?? null;
  if (known === null) return false;
  if (Buffer.compare(known.contentHash, classified.contentHash) === 0) return true;
  throw new CatalogueRefused(
    `${entry.file}: ${entry.name} version ${entry.version} stands in the log with other content; give the changed file a new version and the day it takes effect`,
  );
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
