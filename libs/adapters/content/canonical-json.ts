/**
 * The canonical JSON (RFC 8785) of a value that JSON.parse made and whose text is well-formed: what `canonicalize` writes, at
 * half its cost, which was a sixth of all that an event costs at the door (infra/decisions/0022-kafka-batches-and-bench.md).
 * A test holds the two together.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  return `{${membersOf(value as Readonly<Record<string, unknown>>)}}`;
};

/** Without a comparison function keys are sorted by UTF-16 code units, as the RFC asks. */
const membersOf = (object: Readonly<Record<string, unknown>>): string => {
  let members = '';
  for (const key of Object.keys(object).sort()) {
    if (members !== '') members += ',';
    members += `${quoted(key)}:${canonicalJson(object[key])}`;
  }
  return members;
};

/** What must be written with an escape, or might have to be. */
// eslint-disable-next-line no-control-regex -- control characters are exactly what is escaped
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

const quoted = (text: string): string => (escaped.test(text) ? JSON.stringify(text) : `"${text}"`);
