import { nothingTest } from '@mingxiao/domain/imports/compile-mapping';
import { columnsReadBy, isGrouped, type Mapping } from '@mingxiao/domain/imports/mapping';
import type { ReadItem } from '@mingxiao/domain/imports/raw-case';
import { groupAdjacent } from './group-adjacent.js';
import { groupScattered } from './group-scattered.js';
import type { LogFile } from './open-log-file.js';
import { type Piece, readCsv } from './read-csv.js';
import { readXes } from './read-xes.js';

const piecesOf = ({ chunks, name }: LogFile, mapping: Mapping): AsyncGenerator<readonly Piece[]> => {
  const { ofCase, all } = columnsReadBy(mapping);
  const caseId = mapping.case.id;
  if (mapping.format === 'csv') {
    return readCsv(chunks, { fileName: name, delimiter: mapping.delimiter ?? ',', caseIdColumn: caseId, columns: all });
  }
  const logAttributes = new Set(ofCase.filter((column) => column.startsWith('log/')));
  return readXes(chunks, name, { caseIdAttribute: caseId, logAttributes });
};

/** The cases of a log as its mapping delimits them, in batches, with bounded memory. */
export const readCases = (file: LogFile, mapping: Mapping): AsyncGenerator<readonly ReadItem[]> => {
  const rules = { caseColumns: columnsReadBy(mapping).ofCase, isNothing: nothingTest(mapping) };
  const group = isGrouped(mapping) ? groupAdjacent : groupScattered;
  return group(piecesOf(file, mapping), { fileName: file.name, rules });
};
