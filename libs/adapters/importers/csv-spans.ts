/** One record of a CSV file: bytes `[from, to)` of a buffer, without the line break, and where it stands in the file. */
export type Span = { readonly from: number; readonly to: number; readonly next: number; readonly line: number; readonly nextLine: number };

export type Cursor = { readonly at: number; readonly line: number };

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

const spanOf = (buffer: Buffer, { at, line }: Cursor, end: number, breaks: number): Span => {
  const to = end > at && buffer[end - 1] === carriageReturn ? end - 1 : end;
  return { from: at, to, next: end + 1, line, nextLine: line + breaks };
};

/**
 * The record that begins at the cursor: it ends at the first line break outside quotes. Null when the buffer ends
 * before the record does. UTF-8 has none of these bytes inside a character, so bytes can be looked at one by one.
 */
export const nextSpan = (buffer: Buffer, cursor: Cursor): Span | null => {
  let quoted = false;
  let breaks = 0;
  for (let at = cursor.at; at < buffer.length; at += 1) {
    const byte = buffer[at];
    if (byte === quote) quoted = !quoted;
    if (byte !== lineFeed) continue;
    breaks += 1;
    if (!quoted) return spanOf(buffer, cursor, at, breaks);
  }
  return null;
};

/** The physical line at the cursor, whatever quotes it has; to the end of the buffer when no line break follows. */
export const lineSpan = (buffer: Buffer, cursor: Cursor): Span => {
  const found = buffer.indexOf(lineFeed, cursor.at);
  return spanOf(buffer, cursor, found === -1 ? buffer.length : found, 1);
};

export const hasLineBreak = (buffer: Buffer, { at }: Cursor): boolean => buffer.includes(lineFeed, at);

/** What is left at the end of a file without a last line break: one record, or null when its quotes are not closed. */
export const lastSpan = (buffer: Buffer, cursor: Cursor): Span | null => {
  let quotes = 0;
  let breaks = 1;
  for (let at = cursor.at; at < buffer.length; at += 1) {
    if (buffer[at] === quote) quotes += 1;
    if (buffer[at] === lineFeed) breaks += 1;
  }
  return quotes % 2 === 0 ? spanOf(buffer, cursor, buffer.length, breaks) : null;
};
