import { bindConstants } from '@mingxiao/adapters/analytics-clickhouse/bind-constants';

const placeholder = /\{(\w+):\s*([A-Za-z0-9_(), ']+?)\}/g;

/**
 * Writes the parameters of a request into a statement: the engine in this process would queue bound ones behind one
 * another. A parameter comes escaped as in TabSeparated; an array, tuple or map is read by the engine from its text. Throws
 * as a server does when one is missing.
 */
export const bindParameters = (sql: string, parameters: Readonly<Record<string, string>>): string => {
  const values: Record<string, string | null> = {};
  for (const [, name, type] of sql.matchAll(placeholder)) {
    if (name === undefined || type === undefined) continue;
    const given = parameters[name];
    if (given === undefined) throw new Error(`Code: 456. DB::Exception: Substitution \`${name}\` is not set. (UNKNOWN_QUERY_PARAMETER)`);
    values[name] = given === '\\N' ? null : /^(Array|Tuple|Map)\(/.test(type) ? given : unescaped(given);
  }
  return bindConstants(sql, values);
};

const meanings: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', 0: '\0' };
const unescaped = (text: string): string => text.replace(/\\(.)/gs, (_match, character: string) => meanings[character] ?? character);
