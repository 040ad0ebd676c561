import canonicalize from 'canonicalize';

/**
 * The one text (RFC 8785) of what a publication rests on and says: equal content gives equal bytes, whatever the order
 * of its fields. Hashing it is the shell's. Throws on what JSON cannot say.
 */
export const fingerprintText = (content: Readonly<Record<string, unknown>>): string => {
  const text = canonicalize(content);
  if (text === undefined) throw new Error('there is nothing to fingerprint');
  return text;
};
