import { isUtf8 } from 'node:buffer';
import type { RejectedRow } from '@mingxiao/domain/imports/raw-case';
import { LogFileFailure } from './log-file-failure.js';
import type { LogFile } from './open-log-file.js';

export type TextLine = { readonly line: number; readonly text: string };
export type LineItem = TextLine | { readonly reject: RejectedRow };

const lineBytesMax = 1024 * 1024;
const lineFeed = 0x0a;

const toItem = (bytes: Buffer, line: number): LineItem | null => {
  if (!isUtf8(bytes)) return { reject: { line, reason: 'the line is not valid UTF-8', row: bytes.toString('latin1') } };
  const text = bytes.toString('utf8').trim();
  return text === '' ? null : { line, text };
};

/** The lines of a text file, a batch per chunk; blank lines are left out, malformed ones are rejects. */
export async function* readLines({ chunks, name }: Pick<LogFile, 'chunks' | 'name'>): AsyncGenerator<readonly LineItem[]> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const chunk of chunks) {
    const buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const items: LineItem[] = [];
    let from = 0;
    for (let at = buffer.indexOf(lineFeed); at !== -1; at = buffer.indexOf(lineFeed, from)) {
      const item = toItem(buffer.subarray(from, at), line);
      if (item !== null) items.push(item);
      from = at + 1;
      line += 1;
    }
    rest = buffer.subarray(from);
    if (rest.length > lineBytesMax) throw new LogFileFailure(`${name}, line ${line}: longer than ${lineBytesMax} bytes`);
    yield items;
  }
  const last = toItem(rest, line);
  if (last !== null) yield [last];
}
