import { readFileSync } from 'node:fs';

/** The package's version; its package.json stands beside the sources and one folder above the built files. */
const packageFile = ['./package.json', '../package.json'].map((path) => new URL(path, import.meta.url));

const read = (): string => {
  for (const file of packageFile) {
    try {
      return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
    } catch {
      // The other place has it.
    }
  }
  return 'unknown';
};

export const version = read();
