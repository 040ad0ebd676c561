import { Partitioners } from 'kafkajs';

type Metadata = Parameters<ReturnType<typeof Partitioners.DefaultPartitioner>>[0]['partitionMetadata'];

/** The partition of a key: murmur2, as every Kafka client computes it, so that other producers meet us there. */
export const partitionerFor = (partitions: number): ((key: string) => number) => {
  const partitioner = Partitioners.DefaultPartitioner();
  // It looks at how many there are and that each has a leader, nothing else.
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 0 })) as unknown as Metadata;
  return (key) => partitioner({ topic: '', partitionMetadata, message: { key, value: null } });
};
