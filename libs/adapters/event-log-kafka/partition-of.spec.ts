import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { partitionOf } from './partition-of.js';

const theirs = Partitioners.DefaultPartitioner();

const asKafkajs = (key: string, partitions: number): number =>
  theirs({
    topic: '',
    partitionMetadata: Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 0, partitionErrorCode: 0, replicas: [], isr: [] })),
    message: { key, value: null },
  });

describe('the partition of a key', () => {
  it('is the one that other Kafka clients choose', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 16 }), fc.integer({ min: 1, max: 100 }), (key, partitions) => {
        expect(partitionOf(key, partitions)).toBe(asKafkajs(key, partitions));
      }),
      { numRuns: 50 },
    );
  });
});
