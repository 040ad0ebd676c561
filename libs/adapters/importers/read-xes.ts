import { LogFileFailure } from './log-file-failure.js';
import type { Piece } from './read-csv.js';
import { createXesParser, type XesOptions } from './xes-parser.js';

const isOurs = (failure: unknown): boolean => failure instanceof Error && failure.name !== 'AbortError' && !(failure instanceof LogFileFailure);

const messageOf = (failure: unknown, line: number): string => {
  if (!(failure instanceof Error)) return String(failure);
  const isCoding = 'code' in failure && failure.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
  return isCoding ? `after line ${line}: the text is not valid UTF-8` : failure.message;
};

async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/**
 * Reads an XES log trace by trace, a batch per chunk of the file. XML has no rows that could be left out: a document
 * that is malformed, not UTF-8 or cut short is a failure that names the line.
 */
export async function* readXes(chunks: AsyncIterable<Buffer>, fileName: string, options: XesOptions): AsyncGenerator<readonly Piece[]> {
  const parser = createXesParser(options);
  try {
    for await (const text of decoded(chunks)) yield parser.write(text).map((piece) => ({ piece }));
    parser.end();
  } catch (cause) {
    if (!isOurs(cause)) throw cause;
    throw new LogFileFailure(`${fileName}: ${messageOf(cause, parser.line())}`, { cause });
  }
}
