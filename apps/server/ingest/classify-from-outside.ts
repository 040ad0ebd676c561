import { typeAndVersion } from '@mingxiao/domain/events/envelope';
import { isReserved } from '@mingxiao/domain/events/platform-sources';
import { classify, classifyParsed, type Classified } from './classify.js';

/** Reads an event that somebody else than the platform brings: as `classify`, less what only the platform itself may say. */
export const classifyFromOutside = (text: string): Classified => lessReserved(classify(text));

/** The same of an event whose text has been parsed already: as `classifyParsed`. */
export const classifyParsedFromOutside = (text: string, parsed: unknown): Classified => lessReserved(classifyParsed(text, parsed));

const lessReserved = (classified: Classified): Classified => {
  if (classified.status === 'rejected') return classified;
  const { source, type, id } = classified.envelope;
  if (!isReserved(source, typeAndVersion(type).type)) return classified;
  return { status: 'rejected', id, reason: 'reserved-source', problem: `source: ${source} belongs to the platform, which brings ${type} under it by itself; send the event under a source of your own` };
};
