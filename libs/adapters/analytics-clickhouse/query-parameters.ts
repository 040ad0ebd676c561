import type { QueryParameters } from '@mingxiao/ports/analytics-store/analytics-store';
import { placeholder } from './bind-constants.js';

/** Parameters beyond this travel in the body: a long address is refused on the way (the official client's own limit). */
const addressCharactersMax = 4_096;

export type SentParameters = {
  readonly query_params?: Record<string, unknown>;
  readonly form?: { readonly contentType: string; readonly body: Buffer };
};

/** Puts the parameters of a statement where they fit. Throws when one is missing: a bug, and nothing has been sent. */
export const sentParameters = async (sql: string, parameters: QueryParameters): Promise<SentParameters> => {
  for (const [, name] of sql.matchAll(placeholder)) {
    if (name !== undefined && parameters[name] === undefined) throw new Error(`Query parameter ${name} is missing`);
  }
  const fields = Object.entries(parameters).map(([name, value]) => [`param_${name}`, fieldOf(value)] as const);
  // In an address every byte may become three characters.
  const length = fields.reduce((sum, [name, value]) => sum + name.length + 3 * Buffer.byteLength(value), 0);
  return length <= addressCharactersMax ? { query_params: parameters } : { form: await formOf(fields) };
};

const formOf = async (fields: readonly (readonly [string, string])[]): Promise<NonNullable<SentParameters['form']>> => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const response = new Response(form);
  return { contentType: response.headers.get('content-type') ?? '', body: Buffer.from(await response.arrayBuffer()) };
};

/** A value as ClickHouse reads a parameter: escaped as in TabSeparated, inside an array quoted besides. */
const fieldOf = (value: QueryParameters[string]): string => {
  if (value === null) return '\\N';
  if (Array.isArray(value)) return `[${value.map((item: string | number) => (typeof item === 'string' ? `'${escaped(item)}'` : String(item))).join(',')}]`;
  return typeof value === 'boolean' ? String(Number(value)) : escaped(String(value));
};

const escapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', "'": "\\'", '\\': '\\\\' };
const escaped = (text: string): string => text.replace(/[\t\n\r'\\]/g, (character) => escapes[character] ?? character);
