import type { QueryParameters } from '@mingxiao/ports/analytics-store/analytics-store';

type Value = QueryParameters[string];

/** `{name: Type}` in a statement. */
export const placeholder = /\{(\w+):\s*([A-Za-z0-9_(), ']+?)\}/g;

/**
 * Writes bound values into a statement as typed constants made of hexadecimal digits, so that no character of a
 * user's reaches SQL. Only for the in-process engine, which queues statements with bound parameters behind one
 * another process-wide; a server gets ordinary parameters. Throws when a parameter is missing.
 */
export const bindConstants = (sql: string, parameters: QueryParameters): string =>
  sql.replace(placeholder, (_match, name: string, type: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`Query parameter ${name} is missing`);
    return `CAST(${constant(value)} AS ${type})`;
  });

const constant = (value: Value): string => {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return `[${value.map((item: string | number) => constant(item)).join(', ')}]`;
  return `unhex('${Buffer.from(String(value), 'utf8').toString('hex')}')`;
};
