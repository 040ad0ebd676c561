import canonicalize from 'canonicalize';
import type { CloudEventJson } from './cloud-event-json.js';
import type { Draft } from './draft.js';
import { toStatedText } from './time-format.js';

/** SHA-256 of a UTF-8 text, in hexadecimal. Given from outside, since the core has no cryptography of its own. */
export type Digest = (text: string) => string;

/** 128 bits: enough that no two contents of a source ever meet, and half the bytes in every log and index. */
const idLength = 32;

export const derivedId = (parts: unknown, digest: Digest): string => digest(canonicalize(parts) ?? '').slice(0, idLength);

type Identity = { readonly subject: string; readonly source: string; readonly digest: Digest; readonly live: boolean };

/**
 * Gives each event its id: derived from what it says (type, subject, instant, data) and its ordinal among equals in the
 * case. So the same log gives the same ids however it is written down, and two identical rows stay two events.
 */
export const identify = (drafts: readonly Draft[], { subject, source, digest, live }: Identity): readonly CloudEventJson[] => {
  const seen = new Map<string, number>();
  return drafts.map(({ type, at, data }) => {
    const content = canonicalize([type, subject, at.instant, data]) ?? '';
    const ordinal = seen.get(content) ?? 0;
    seen.set(content, ordinal + 1);
    const id = digest(`${content}#${ordinal}`).slice(0, idLength);
    const event = { specversion: '1.0', id, source, type, subject, time: toStatedText(at) } as const;
    return live ? { ...event, data } : { ...event, historical: true, data };
  });
};
