/**
 * Canonical JSON (RFC 8785) of what JSON.parse gave: what JSON.stringify writes, with the keys in the order of their
 * UTF-16 units. A third of the library's cost, which also minds circles, `toJSON` and boxed values; equal to it by
 * property test. The text must have been checked: a lone surrogate is written as its escape here.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? `[${value.map(canonicalJson).join()}]` : canonicalMembers(value as Readonly<Record<string, unknown>>);
  return JSON.stringify(value);
};

const canonicalMembers = (value: Readonly<Record<string, unknown>>): string => {
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
};
