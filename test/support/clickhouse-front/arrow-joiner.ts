/** The mark at the end of an Arrow stream. */
export const endOfArrow = Buffer.from([255, 255, 255, 255, 0, 0, 0, 0]);

/**
 * The engine streams every chunk as an Arrow stream of its own; a server sends one stream of many batches. Keeps the schema
 * of the first chunk and takes the ends off: the caller writes `endOfArrow` after the last one.
 */
export const arrowJoiner = (): ((chunk: Uint8Array) => Buffer) => {
  let first = true;
  return (chunk) => {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength - endOfArrow.length);
    // A message is a mark of four bytes, the length of its head, and the head; a schema has no body.
    const from = first ? 0 : 8 + bytes.readInt32LE(4);
    first = false;
    return bytes.subarray(from);
  };
};
