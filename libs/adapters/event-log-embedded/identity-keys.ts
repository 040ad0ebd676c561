/*
 * Keys of the index: byte 0 alone = its state; 1, u32 volume, 16 bytes identity = a record of the present volume. The
 * value of a record: 32 bytes content hash, u16 partition, f64 offset.
 */
export const stateKey = Uint8Array.of(0);
export const indexValueBytes = 42;

export const identityKey = (volume: number, identity: string): Buffer => {
  const key = Buffer.allocUnsafe(21);
  key[0] = 1;
  key.writeUInt32BE(volume, 1);
  key.write(identity, 5, 16, 'latin1');
  return key;
};

/** All identities of one volume. */
export const identityRange = (volume: number): { start: Buffer; end: Buffer } => ({
  start: identityKey(volume, ''.padEnd(16, '\0')),
  end: identityKey(volume + 1, ''.padEnd(16, '\0')),
});

export const writeIndexValue = (
  value: Buffer,
  { contentHash, partition, offset }: { readonly contentHash: string; readonly partition: number; readonly offset: number },
): void => {
  value.write(contentHash, 0, 32, 'latin1');
  value.writeUInt16LE(partition, 32);
  value.writeDoubleLE(offset, 34);
};
