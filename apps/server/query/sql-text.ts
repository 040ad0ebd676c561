import { readFileSync } from 'node:fs';

const texts = new Map<string, string>();

/** The text of a projection's `.sql` file, read once. */
export const sqlOf = (file: URL): string => {
  const known = texts.get(file.href);
  if (known !== undefined) return known;
  const text = readFileSync(file, 'utf8');
  texts.set(file.href, text);
  return text;
};
