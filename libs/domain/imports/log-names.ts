import { accept, reject, type Result } from '../kernel/result.js';

const placeholder = /\{([^{}]*)\}/g;

/** The names between braces in a template, in order. */
export const placeholdersOf = (template: string): readonly string[] =>
  [...template.matchAll(placeholder)].map(([, name]) => name ?? '');

/** Puts values for the names between braces; a name without a value stays as it stands. */
export const fillTemplate = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(placeholder, (whole, name: string) => values[name] ?? whole);

const knownExtensions = /\.(?:csv|tsv|txt|xes|xml|ndjson|jsonl|json|gz)$/i;

/** The log's name: the file's name without folder and extensions, so that `BPIC15_1.xes.gz` is `BPIC15_1`. */
export const logNameOf = (file: string): string => {
  let name = file.split(/[\\/]/).at(-1) ?? file;
  while (knownExtensions.test(name)) name = name.replace(knownExtensions, '');
  return name;
};

/**
 * The source of the events of a log. `{name}` is the log's name, `{digits}` the last run of digits in it; a log without
 * digits under such a template is refused, since two logs would otherwise become one source.
 */
export const sourceOfLog = (template: string, logName: string): Result<string, string> => {
  const digits = /(\d+)\D*$/.exec(logName)?.[1];
  if (digits === undefined && placeholdersOf(template).includes('digits')) {
    return reject(`the source "${template}" needs digits, and the log's name "${logName}" has none: give the source yourself`);
  }
  return accept(fillTemplate(template, { name: logName, ...(digits === undefined ? {} : { digits }) }));
};

/** The part of a source after its last colon or slash: `1` of `urn:bpic15:1`. */
export const sourceTailOf = (source: string): string => /[^:/]*$/.exec(source)?.[0] ?? source;
