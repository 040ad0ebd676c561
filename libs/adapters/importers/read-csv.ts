import type { RawCase, RejectedRow } from '@mingxiao/domain/imports/raw-case';
import { type CsvItem, csvRecords } from './csv-records.js';
import { LogFileFailure } from './log-file-failure.js';

export type CsvOptions = {
  readonly fileName: string;
  readonly delimiter: string;
  readonly caseIdColumn: string;
  /** Columns that must stand in the header: a misspelt one would otherwise be empty in silence. */
  readonly columns: readonly string[];
};

/** One row as a case of its own (put together later), or a row that could not be read. */
export type Piece = { readonly piece: RawCase } | { readonly reject: RejectedRow };

const checkHeader = (header: readonly string[], { fileName, columns }: CsvOptions): void => {
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name)) throw new LogFileFailure(`${fileName}, line 1: the column "${name}" stands twice in the header`);
    seen.add(name);
  }
  const missing = columns.filter((name) => !seen.has(name));
  if (missing.length === 0) return;
  const quoted = missing.map((name) => `"${name}"`).join(', ');
  throw new LogFileFailure(`${fileName}, line 1: the mapping reads ${quoted}, which the header does not have; it has ${header.join(', ')}`);
};

const toPiece = (item: CsvItem, header: readonly string[], { caseIdColumn }: CsvOptions): Piece => {
  if ('reject' in item) return item;
  const { line, cells } = item;
  if (cells.length !== header.length) {
    const reason = `the row has ${cells.length} cells, the header has ${header.length}`;
    return { reject: { line, reason, row: cells } };
  }
  const values: Record<string, string> = {};
  for (let index = 0; index < header.length; index += 1) values[header[index] ?? ''] = cells[index] ?? '';
  return { piece: { caseId: values[caseIdColumn] ?? '', line, attributes: values, rows: [{ line, values }] } };
};

const headerOf = (item: CsvItem | undefined, options: CsvOptions): readonly string[] | null => {
  if (item === undefined) return null;
  if ('reject' in item) throw new LogFileFailure(`${options.fileName}, line ${item.reject.line}: the header cannot be read: ${item.reject.reason}`);
  checkHeader(item.cells, options);
  return item.cells;
};

/** Reads a CSV file row by row, a batch per chunk of the file. The first row is the header. */
export async function* readCsv(chunks: AsyncIterable<Buffer>, options: CsvOptions): AsyncGenerator<readonly Piece[]> {
  let header: readonly string[] | null = null;
  for await (const items of csvRecords(chunks, options.delimiter)) {
    const isFirst = header === null;
    header ??= headerOf(items[0], options);
    if (header === null) continue;
    const names = header;
    yield (isFirst ? items.slice(1) : items).map((item) => toPiece(item, names, options));
  }
  if (header === null) throw new LogFileFailure(`${options.fileName}: the file is empty`);
}
