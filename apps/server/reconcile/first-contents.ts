/** Two numbers of 32 bits for each thing: eight bytes of a hash, which tell a hundred million things apart well enough. */
export type Digest = { readonly high: number; readonly low: number };

export const digestOf = (hash: Uint8Array): Digest => {
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
  return { high: view.getUint32(0), low: view.getUint32(4) };
};

/** Numbers of a slot: identity high and low, content high and low. An identity of zeros marks a free slot. */
const numbersPerSlot = 4;
const slotsAtFirst = 1 << 12;
/** Fuller than this, looking for a free slot takes long. */
const fullAt = 0.6;

/** Which content came first under each identity, in flat memory: 16 bytes a slot, and no object for the garbage collector. */
export class FirstContents {
  private slots = new Uint32Array(slotsAtFirst * numbersPerSlot);
  private count = 0;

  /** Judges a record by what came before under its identity. */
  judge(identity: Digest, content: Digest): 'fact' | 'duplicate' | 'conflict' {
    const at = this.find(identity);
    if (this.isFree(at)) {
      this.put(at, identity, content);
      return 'fact';
    }
    return this.slots[at + 2] === content.high && this.slots[at + 3] === content.low ? 'duplicate' : 'conflict';
  }

  private put(at: number, identity: Digest, content: Digest): void {
    this.slots.set([identity.high, identity.low, content.high, content.low], at);
    this.count += 1;
    if (this.count > (this.slots.length / numbersPerSlot) * fullAt) this.grow();
  }

  /** Where an identity stands, or the free slot that is to be its own. */
  private find({ high, low }: Digest): number {
    const { length } = this.slots;
    let at = ((low * numbersPerSlot) >>> 0) % length;
    while (!this.isFree(at) && (this.slots[at] !== high || this.slots[at + 1] !== low)) at = (at + numbersPerSlot) % length;
    return at;
  }

  private isFree(at: number): boolean {
    return this.slots[at] === 0 && this.slots[at + 1] === 0;
  }

  private grow(): void {
    const former = this.slots;
    this.slots = new Uint32Array(former.length * 2);
    for (let at = 0; at < former.length; at += numbersPerSlot) {
      const [high = 0, low = 0, ...content] = former.subarray(at, at + numbersPerSlot);
      if (high !== 0 || low !== 0) this.slots.set([high, low, ...content], this.find({ high, low }));
    }
  }
}
