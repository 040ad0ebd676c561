/** Throws RangeError where `from` does not fit a log that ends at `ends`: a reader that is ahead of it has followed another one. */
export const checkOffsets = (from: readonly number[], ends: readonly number[]): void => {
  if (from.length !== ends.length) throw new RangeError(`${from.length} offsets for ${ends.length} partitions`);
  ends.forEach((next, partition) => {
    const offset = from[partition] ?? -1;
    if (!Number.isSafeInteger(offset) || offset < 0 || offset > next) throw new RangeError(`offset ${offset} of partition ${partition}, which ends at ${next}`);
  });
};

/** Offsets as Kafka answers them, one of each partition. Throws where some are missing. */
export const inOrderOfPartitions = (found: readonly { readonly partition: number; readonly offset: string }[], partitions: number): readonly number[] => {
  const offsets = new Map(found.map(({ partition, offset }) => [partition, Number(offset)]));
  if (offsets.size < partitions) throw new Error('some partitions have no leader');
  return Array.from({ length: partitions }, (_, partition) => offsets.get(partition) ?? 0);
};
