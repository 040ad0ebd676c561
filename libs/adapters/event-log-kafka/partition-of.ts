const seed = 0x9747b28c;
const multiplier = 0x5bd1e995;

/** Kafka's murmur2 of some bytes, 32 bits. kafkajs' own computes with ever longer integers: half a second for a key of 40 kB. */
const murmur2 = (bytes: Uint8Array): number => {
  let hash = seed ^ bytes.length;
  const whole = bytes.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    const word = Math.imul(wordAt(bytes, at), multiplier);
    hash = Math.imul(hash, multiplier) ^ Math.imul(word ^ (word >>> 24), multiplier);
  }
  if (whole < bytes.length) hash = Math.imul(hash ^ wordAt(bytes, whole), multiplier);
  hash = Math.imul(hash ^ (hash >>> 13), multiplier);
  return hash ^ (hash >>> 15);
};

/** Four bytes, the first one lowest; what lies behind the end is 0. */
const wordAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);

/** The partition of a key, as every Kafka client computes it, so that other producers meet us there. */
export const partitionOf = (key: string, partitions: number): number => (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
