import { importSource } from '../imports/retraction.js';
import { importEvents } from './import-events.js';

/** Under these sources the platform itself speaks: its watch, its commands, its catalogue, its sample. */
const ownPrefix = 'urn:mingxiao:';

/** What the import command sends over HTTP, from another process: announcements, and retractions of what it brought before. */
const importTypes: ReadonlySet<string> = new Set([...importEvents.map(({ type }) => type), 'fact.retracted']);

/**
 * Whether only the platform itself may bring an event under this source. Otherwise anybody could issue a card as the
 * watch, or define a calendar as the catalogue.
 *
 * @param type without the version suffix
 */
export const isReserved = (source: string, type: string): boolean => {
  const name = source.toLowerCase();
  return name.startsWith(ownPrefix) && !(name === importSource && importTypes.has(type));
};
