import { readCases } from '@mingxiao/adapters/importers/read-cases';
import type { LogFile } from '@mingxiao/adapters/importers/open-log-file';
import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import { mapCase, type MapContext } from '@mingxiao/domain/imports/map-case';
import type { Mapping } from '@mingxiao/domain/imports/mapping';
import type { RawCase, ReadItem, Reject } from '@mingxiao/domain/imports/raw-case';
import type { RejectedLine } from './rejects-file.js';

/** What one stretch of the file became. */
export type MappedBatch = {
  readonly rowsRead: number;
  /** Cases of which at least one event came. */
  readonly cases: number;
  readonly events: readonly CloudEventJson[];
  readonly rejects: readonly RejectedLine[];
};

const withRow = ({ rows, attributes }: RawCase, rejects: readonly Reject[]): readonly RejectedLine[] => {
  if (rejects.length === 0) return [];
  const byLine = new Map(rows.map(({ line, values }) => [line, values]));
  return rejects.map(({ line, reason }) => ({ line, reason, row: byLine.get(line) ?? attributes }));
};

const mapBatch = (items: readonly ReadItem[], mapping: Mapping, context: MapContext): MappedBatch => {
  const events: CloudEventJson[] = [];
  const rejects: RejectedLine[] = [];
  let rowsRead = 0;
  let cases = 0;
  for (const item of items) {
    if (item.kind === 'reject') {
      rowsRead += 1;
      rejects.push(item.reject);
      continue;
    }
    const mapped = mapCase(mapping, item.case, context);
    rowsRead += item.case.rows.length;
    if (mapped.events.length > 0) cases += 1;
    for (const event of mapped.events) events.push(event);
    for (const reject of withRow(item.case, mapped.rejects)) rejects.push(reject);
  }
  return { rowsRead, cases, events, rejects };
};

/** Reads a log and maps it, a batch per stretch of the file. */
export async function* mappedBatches(file: LogFile, mapping: Mapping, context: MapContext): AsyncGenerator<MappedBatch> {
  for await (const items of readCases(file, mapping)) yield mapBatch(items, mapping, context);
}
