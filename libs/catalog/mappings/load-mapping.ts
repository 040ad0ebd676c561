import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mapping, parseMapping } from '@mingxiao/domain/imports/mapping';

/** The mappings that come with the platform, in the order in which they are listed. */
export const shippedMappings = ['receipt-csv', 'receipt-xes', 'bpic15', 'nyc311', 'bpic2013'] as const;

/** A mapping file that is not there, is no JSON, or says something a mapping cannot say. The message names file and field. */
export class MappingRefused extends Error {
  override readonly name = 'MappingRefused';
}

const isShipped = (name: string): boolean => (shippedMappings as readonly string[]).includes(name);

const fileOf = (nameOrPath: string): string => {
  if (isShipped(nameOrPath)) return fileURLToPath(new URL(`./${nameOrPath}.json`, import.meta.url));
  if (/[\\/]|\.json$/.test(nameOrPath)) return nameOrPath;
  const names = shippedMappings.join(', ');
  throw new MappingRefused(`there is no mapping "${nameOrPath}": name one of ${names}, or a file of your own ending in .json`);
};

const readJson = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new MappingRefused(`${basename(file)}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};

/** Reads a shipped mapping by its name, or an office's own by its path. Throws MappingRefused. */
export const loadMapping = async (nameOrPath: string): Promise<Mapping> => {
  const file = fileOf(nameOrPath);
  const parsed = parseMapping(await readJson(file));
  if (parsed.ok) return parsed.value;
  const problems = parsed.rejection.map(({ field, message }) => `${basename(file)}: ${field}: ${message}`);
  throw new MappingRefused(problems.join('\n'));
};
