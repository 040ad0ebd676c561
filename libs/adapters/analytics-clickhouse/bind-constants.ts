import type { QueryParameters } from '@mingxiao/ports/analytics-store/analytics-store';

type Value = QueryParameters[string];

/** `{name: Type}` in a statement. */
export const placeholder = /\{(\w+):\s*([A-Za-z0-9_(), ']+?)\}/g;

/**
 * Writes bound values into a statement as typed constants made of digits, hexadecimal ones of text, so that no character of a
 * user's reaches SQL. Only for the in-process engine, which queues statements with bound parameters behind one
 * another process-wide; a server gets ordinary parameters. Throws when a parameter is missing.
 */
export const bindConstants = (sql: string, parameters: QueryParameters): string =>
  sql.replace(placeholder, (_match, name: string, type: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`Query parameter ${name} is missing`);
    return isCount(value) ? `${value}::${type}` : `CAST(${constant(value)} AS ${type})`;
  });

/** A number without sign or fraction is nothing but digits as it is, and half as much to look through. */
const isCount = (value: Value): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const constant = (value: Value): string => {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return `[${value.map((item: string | number) => constant(item)).join(', ')}]`;
  return `unhex('${Buffer.from(String(value), 'utf8').toString('hex')}')`;
};
