import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import type { RejectedRow } from '@mingxiao/domain/imports/raw-case';
import { type Cursor, hasLineBreak, lastSpan, lineSpan, nextSpan, type Span } from './csv-spans.js';
import { LogFileFailure } from './log-file-failure.js';

export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };
export type CsvItem = CsvRecord | { readonly reject: RejectedRow };

/** A record longer than this is one whose quote was never closed. */
const recordBytesMax = 1024 * 1024;
const unclosed = 'a quote is opened and never closed';

type Row = { readonly line: number; readonly text: string };

const rejectOf = (line: number, reason: string, row: string): CsvItem => ({ reject: { line, reason, row } });

/** The text of a record; a reject for bytes that would silently become other characters. Blank lines are null. */
const readText = (buffer: Buffer, { from, to, line }: Span): Row | CsvItem | null => {
  const bytes = buffer.subarray(from, to);
  if (bytes.length === 0) return null;
  if (!isUtf8(bytes)) return rejectOf(line, 'the row is not valid UTF-8', bytes.toString('latin1'));
  const text = bytes.toString('utf8');
  return text.includes('\u0000') ? rejectOf(line, 'the row contains a NUL character', text) : { line, text };
};

const parseRows = (text: string, delimiter: string): string[][] =>
  parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true });

const parseQuoted = (rows: readonly Row[], delimiter: string): string[][] | null => {
  if (rows.length === 0) return [];
  try {
    const parsed = parseRows(rows.map(({ text }) => text).join('\n'), delimiter);
    return parsed.length === rows.length ? parsed : null;
  } catch {
    return null;
  }
};

const hasQuote = ({ text }: Row): boolean => text.includes('"');

/** All rows in one go; null when one of them is malformed. Without a quote a delimiter is nothing but a delimiter. */
const parseTogether = (rows: readonly Row[], delimiter: string): readonly CsvRecord[] | null => {
  const quoted = parseQuoted(rows.filter(hasQuote), delimiter);
  if (quoted === null) return null;
  let next = 0;
  return rows.map((row) => {
    if (!hasQuote(row)) return { line: row.line, cells: row.text.split(delimiter) };
    next += 1;
    return { line: row.line, cells: quoted[next - 1] ?? [] };
  });
};

const reasonOf = (failure: unknown): string => (failure instanceof Error ? failure.message.split(' at line ')[0] ?? '' : String(failure));

const parseAlone = ({ line, text }: Row, delimiter: string): CsvItem => {
  try {
    const [cells, ...more] = parseRows(text, delimiter);
    return cells === undefined || more.length > 0 ? rejectOf(line, 'the row is malformed', text) : { line, cells };
  } catch (failure) {
    return rejectOf(line, reasonOf(failure), text);
  }
};

const lineOf = (item: CsvItem): number => ('reject' in item ? item.reject.line : item.line);
const inOrder = (items: CsvItem[]): CsvItem[] => items.sort((one, other) => lineOf(one) - lineOf(other));

type Taken = { readonly items: readonly CsvItem[]; readonly cursor: Cursor };

const after = ({ next, nextLine }: Span): Cursor => ({ at: next, line: nextLine });

const takeFast = (buffer: Buffer, start: Cursor, delimiter: string): Taken | null => {
  const rejects: CsvItem[] = [];
  const rows: Row[] = [];
  let cursor = start;
  for (let span = nextSpan(buffer, cursor); span !== null; span = nextSpan(buffer, cursor)) {
    const read = readText(buffer, span);
    if (read !== null && 'text' in read) rows.push(read);
    else if (read !== null) rejects.push(read);
    cursor = after(span);
  }
  const records = parseTogether(rows, delimiter);
  if (records === null) return null;
  return { items: rejects.length === 0 ? records : inOrder([...rejects, ...records]), cursor };
};

/** Rejects one physical line and goes on behind it: a quote that is open by mistake must not swallow the lines that follow. */
const rejectLine = (buffer: Buffer, cursor: Cursor, reason: string): Taken => {
  const span = lineSpan(buffer, cursor);
  return { items: [rejectOf(span.line, reason, buffer.toString('utf8', span.from, span.to))], cursor: after(span) };
};

const takeOne = (buffer: Buffer, span: Span, delimiter: string): Taken => {
  const read = readText(buffer, span);
  if (read === null) return { items: [], cursor: after(span) };
  const item = 'text' in read ? parseAlone(read, delimiter) : read;
  if (!('reject' in item) || span.nextLine === span.line + 1) return { items: [item], cursor: after(span) };
  return rejectLine(buffer, { at: span.from, line: span.line }, item.reject.reason);
};

const takeSlowly = (buffer: Buffer, start: Cursor, delimiter: string): Taken => {
  const items: CsvItem[] = [];
  let cursor = start;
  for (let span = nextSpan(buffer, cursor); span !== null; span = nextSpan(buffer, cursor)) {
    const taken = takeOne(buffer, span, delimiter);
    items.push(...taken.items);
    cursor = taken.cursor;
  }
  return { items, cursor };
};

const take = (buffer: Buffer, cursor: Cursor, delimiter: string): Taken =>
  takeFast(buffer, cursor, delimiter) ?? takeSlowly(buffer, cursor, delimiter);

const takeRest = (buffer: Buffer, start: Cursor, delimiter: string): readonly CsvItem[] => {
  const items: CsvItem[] = [];
  let cursor = start;
  while (cursor.at < buffer.length) {
    const span = nextSpan(buffer, cursor) ?? lastSpan(buffer, cursor);
    const taken = span === null ? rejectLine(buffer, cursor, unclosed) : takeOne(buffer, span, delimiter);
    items.push(...taken.items);
    cursor = taken.cursor;
  }
  return items;
};

/**
 * The records of a CSV text, a batch per chunk. Quotes, line breaks inside quotes, LF and CRLF; blank lines are no
 * records. What is malformed is rejected by itself, with its line; the lines behind it are read.
 */
export async function* csvRecords(chunks: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<readonly CsvItem[]> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const chunk of chunks) {
    const buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const taken = take(buffer, { at: 0, line }, delimiter);
    yield taken.items;
    let { cursor } = taken;
    while (buffer.length - cursor.at > recordBytesMax) {
      if (!hasLineBreak(buffer, cursor)) throw new LogFileFailure(`line ${cursor.line} is longer than ${recordBytesMax} bytes: is this a CSV file?`);
      const dropped = rejectLine(buffer, cursor, unclosed);
      const more = take(buffer, dropped.cursor, delimiter);
      yield [...dropped.items, ...more.items];
      cursor = more.cursor;
    }
    rest = buffer.subarray(Math.min(cursor.at, buffer.length));
    line = cursor.line;
  }
  yield takeRest(rest, { at: 0, line }, delimiter);
}
