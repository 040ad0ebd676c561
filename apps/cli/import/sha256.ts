import { createHash } from 'node:crypto';

/** SHA-256 of a UTF-8 text in hexadecimal: the digest that derived ids rest on. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
