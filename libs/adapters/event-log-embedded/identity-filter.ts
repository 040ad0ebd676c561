/*
 * A Bloom filter: says "surely not here" at the price of a few memory reads. 10 bits and 6 probes for an identity
 * give about 1 % false alarms, each of which costs one look into the index.
 */
const bitsPerIdentity = 10;
const probes = 6;

export class IdentityFilter {
  readonly words: Uint32Array;

  constructor(words: Uint32Array) {
    this.words = words;
  }

  static empty(capacity: number): IdentityFilter {
    return new IdentityFilter(new Uint32Array(Math.ceil((capacity * bitsPerIdentity) / 32)));
  }

  add(hash: IdentityHash): void {
    for (let probe = 0; probe < probes; probe += 1) {
      const bit = this.#bit(hash, probe);
      this.words[bit >>> 5] = (this.words[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  mayHave(hash: IdentityHash): boolean {
    for (let probe = 0; probe < probes; probe += 1) {
      const bit = this.#bit(hash, probe);
      if (((this.words[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  #bit({ first, second }: IdentityHash, probe: number): number {
    return (Math.imul(second, probe) + first >>> 0) % (this.words.length * 32);
  }
}

/** Two independent numbers drawn from an identity; every filter derives its probes from them. */
export type IdentityHash = { readonly first: number; readonly second: number };

/** `identity`: 16 latin1 characters. Mixed well, since nothing says that identities are evenly spread. */
export const hashIdentity = (identity: string): IdentityHash => {
  let first = 0x9e3779b9;
  let second = 0x85ebca6b;
  for (let index = 0; index < identity.length; index += 1) {
    const code = identity.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second + code, 0x5bd1e995) ^ (second >>> 15);
  }
  return { first: mixed(first), second: mixed(second) | 1 };
};

const mixed = (value: number): number => {
  let mix = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
};
