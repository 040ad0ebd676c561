import { LogRefused } from '@mingxiao/ports/event-log/event-log';
import type Cluster from 'kafkajs/src/cluster/index.js';
import type { ProtocolRequest } from 'kafkajs/src/cluster/index.js';
import Decoder from 'kafkajs/src/protocol/decoder.js';
import Encoder from 'kafkajs/src/protocol/encoder.js';
import errors from 'kafkajs/src/protocol/error.js';

/*
 * Metadata, version 12, of which kafkajs knows only 6: the first to ask and answer by topic id. All strings and arrays are
 * compact, and every structure ends in tagged fields.
 * https://kafka.apache.org/protocol#The_Messages_Metadata
 */
type Found = { readonly clusterId: string; readonly topics: readonly { readonly error: number; readonly name: string | null; readonly id: string }[] };

const noTopicId = Buffer.alloc(16);

const requestFor = (topic: string): ProtocolRequest<Found> => ({
  request: {
    apiKey: 3,
    apiVersion: 12,
    apiName: 'Metadata',
    encode: async () =>
      new Encoder()
        .writeUVarInt(0) // tagged fields of the header
        .writeUVarInt(2) // one topic
        .writeBuffer(noTopicId)
        .writeUVarIntString(topic)
        .writeUVarInt(0)
        .writeBoolean(false) // create it
        .writeBoolean(false) // say what is allowed
        .writeUVarInt(0),
  },
  response: { decode: async (bytes) => decode(new Decoder(bytes)), parse: async (answer) => answer },
});

const decode = (from: Decoder): Found => {
  from.readTaggedFields();
  from.readInt32(); // throttled for
  from.readUVarIntArray(readBroker);
  const clusterId = from.readUVarIntString() ?? '';
  from.readInt32(); // controller
  return { clusterId, topics: from.readUVarIntArray(readTopic) ?? [] };
};

const readBroker = (from: Decoder): void => {
  from.readInt32();
  from.readUVarIntString();
  from.readInt32();
  from.readUVarIntString();
  from.readTaggedFields();
};

const readTopic = (from: Decoder) => {
  const error = from.readInt16();
  const name = from.readUVarIntString();
  const id = from.readBytes(16).toString('hex');
  from.readBytes(1); // internal
  from.readUVarIntArray(readPartition);
  from.readInt32(); // what is allowed
  from.readTaggedFields();
  return { error, name, id };
};

const readPartition = (from: Decoder): void => {
  from.readInt16();
  from.readInt32();
  from.readInt32();
  from.readInt32();
  for (let nodes = 0; nodes < 3; nodes += 1) from.readUVarIntArray((each) => each.readInt32());
  from.readTaggedFields();
};

/** Names this topic of this cluster for ever: one that is deleted and made anew under its old name has another id. */
export const generationOf = async (cluster: Cluster, topic: string): Promise<string> => {
  const broker = await cluster.findControllerBroker();
  const { clusterId, topics } = await broker.connectionPool.send(requestFor(topic));
  const found = topics.find(({ name }) => name === topic);
  if (found?.error !== undefined && found.error !== 0) throw errors.createErrorFromCode(found.error);
  const id = found?.id;
  if (id === undefined || /^0*$/.test(id)) throw new LogRefused(`the brokers give topic ${topic} no id: Kafka 3.0 or later is needed`);
  return `kafka:${clusterId}:${id}`;
};
