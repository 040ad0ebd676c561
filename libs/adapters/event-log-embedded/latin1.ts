/** Bytes as a string of as many characters: cheaper to keep and to look up by than a buffer. */
export const toLatin1 = (bytes: Uint8Array): string =>
  (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).toString('latin1');
