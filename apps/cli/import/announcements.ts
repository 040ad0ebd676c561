import type { CloudEventJson, JsonObject } from '@mingxiao/domain/imports/cloud-event-json';
import { derivedId, type Digest } from '@mingxiao/domain/imports/event-identity';
import { type Mapping, seriesOf } from '@mingxiao/domain/imports/mapping';
import { importSource } from '@mingxiao/domain/imports/retraction';
import { ImportRefused, type PreviousImport } from './import-options.js';

export type ImportIdentity = { readonly source: string; readonly mapping: Mapping; readonly file: string; readonly digest: Digest };

/** What a mapping says, as a hash: the same name and version with other content is another mapping. */
export const mappingHashOf = (mapping: Mapping, digest: Digest): string => derivedId(mapping, digest);

const announce = (type: string, time: string, data: JsonObject, { source, digest }: ImportIdentity): CloudEventJson => {
  const id = derivedId([type, source, time, data], digest);
  return { specversion: '1.0', id, source: importSource, type, subject: source, time, historical: true, data };
};

const aboutMapping = ({ mapping, file, digest }: ImportIdentity) => ({
  mapping: mapping.name,
  series: seriesOf(mapping),
  mappingVersion: mapping.version,
  mappingHash: mappingHashOf(mapping, digest),
  file,
});

/**
 * Sent before the first fact. Its time is that of the first fact, not of the clock: a second import of the same file
 * is then a duplicate, and changes nothing.
 */
export const importBegun = (identity: ImportIdentity, time: string): CloudEventJson =>
  announce('import.begun', time, aboutMapping(identity), identity);

type Totals = { readonly sha256: string; readonly rows: number; readonly events: number };

/** Sent after the last fact was taken. Its time is that of the latest fact. */
export const importRecorded = (identity: ImportIdentity, time: string, totals: Totals): CloudEventJson =>
  announce('import.recorded', time, { ...aboutMapping(identity), ...totals }, identity);

const differs = (previous: PreviousImport, { mapping, digest }: ImportIdentity): boolean => {
  if ((previous.series ?? previous.mapping) !== seriesOf(mapping) || previous.version !== mapping.version) return true;
  return previous.mapping === mapping.name && previous.hash !== undefined && previous.hash !== mappingHashOf(mapping, digest);
};

/** Refuses a source that stands in the log under another mapping, another version, or other content of the same version. */
export const checkPreviousImports = (previous: readonly PreviousImport[], identity: ImportIdentity): void => {
  const other = previous.find((one) => differs(one, identity));
  if (other === undefined) return;
  const { source, mapping } = identity;
  const same = other.mapping === mapping.name && other.version === mapping.version;
  const now = same ? 'whose content has changed since: give it a new version' : `and this is ${mapping.name} version ${mapping.version}`;
  throw new ImportRefused(
    `${source} was imported under ${other.mapping} version ${other.version}, ${now}. ` +
      'With --replace the facts that the mapping no longer produces are retracted.',
  );
};
