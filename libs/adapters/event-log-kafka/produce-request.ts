import type { ProtocolRequest } from 'kafkajs/src/cluster/index.js';
import Encoder from 'kafkajs/src/protocol/encoder.js';
import { decode, parse, type ProduceAnswer } from 'kafkajs/src/protocol/requests/produce/v7/response.js';

/** Every copy that is in sync must have it; the broker waits so long for them. */
const allCopies = -1;
const copiesPatience = 4_000;

/** Produce, version 7, of one batch for one partition; answers the offset of its first record. */
export const produceRequest = (topic: string, partition: number, batch: Buffer): ProtocolRequest<number, ProduceAnswer> => ({
  request: {
    apiKey: 0,
    apiVersion: 7,
    apiName: 'Produce',
    encode: async () =>
      new Encoder(batch.length + 100 + topic.length)
        .writeString(null) // no transaction
        .writeInt16(allCopies)
        .writeInt32(copiesPatience)
        .writeInt32(1)
        .writeString(topic)
        .writeInt32(1)
        .writeInt32(partition)
        .writeBytes(batch),
  },
  response: {
    decode,
    parse: async (answer) => {
      const { topics } = await parse(answer);
      const first = topics[0]?.partitions[0]?.baseOffset;
      if (first === undefined) throw new Error('the broker did not say where the records stand');
      return Number(first);
    },
  },
});
