/*
 * What kafkajs 2.2.4 has inside and does not declare: the connections below its producer and consumer. The version is
 * pinned and no longer changes. Why they are used: infra/decisions/0013-kafka-adapter.md.
 */
declare module 'kafkajs/src/cluster/index.js' {
  import type { ISocketFactory, KafkaConfig, Logger } from 'kafkajs';

  class Cluster {
    constructor(options: Cluster.ClusterOptions);
    /** What the brokers last said of themselves. */
    readonly brokerPool: { readonly metadata: { readonly brokers: readonly { readonly host: string; readonly port: number }[] } | null };
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    isConnected(): boolean;
    removeBroker(address: { readonly host: string; readonly port: number }): void;
    addTargetTopic(topic: string): Promise<void>;
    refreshMetadata(): Promise<void>;
    refreshMetadataIfNecessary(): Promise<void>;
    findBroker(wanted: { readonly nodeId: number | string }): Promise<Cluster.Broker>;
    findControllerBroker(): Promise<Cluster.Broker>;
    findGroupCoordinator(wanted: { readonly groupId: string }): Promise<Cluster.Broker>;
    findLeaderForPartitions(topic: string, partitions: readonly number[]): Readonly<Record<string, readonly number[]>>;
    findTopicPartitionMetadata(topic: string): readonly { readonly partitionId: number; readonly leader: number }[];
    fetchTopicsOffset(
      topics: readonly { readonly topic: string; readonly partitions: readonly { readonly partition: number }[]; readonly fromBeginning: boolean }[],
    ): Promise<readonly Cluster.TopicPartitions<{ readonly partition: number; readonly offset: string }>[]>;
  }

  namespace Cluster {
    type FetchedMessage = {
      readonly offset: string;
      readonly timestamp: string;
      readonly key: Buffer | null;
      readonly value: Buffer | null;
      readonly headers: Readonly<Record<string, Buffer | Buffer[] | null | undefined>>;
      /** Of the batch it came in. */
      readonly batchContext?: { readonly producerId: string; readonly producerEpoch: number; readonly firstSequence: number; readonly firstOffset: string };
    };

    type FetchedPartition = { readonly partition: number; readonly highWatermark: string; readonly messages: readonly FetchedMessage[] };

    type TopicPartitions<Partition> = { readonly topic: string; readonly partitions: readonly Partition[] };

    type ProtocolRequest<Answer, Decoded = Answer> = {
      readonly request: { readonly apiKey: number; readonly apiVersion: number; readonly apiName: string; readonly encode: () => Promise<unknown> };
      readonly response: { readonly decode: (bytes: Buffer) => Promise<Decoded>; readonly parse: (decoded: Decoded) => Promise<Answer> };
    };

    type Broker = {
      readonly nodeId: number;
      readonly connectionPool: { send<Answer, Decoded>(request: ProtocolRequest<Answer, Decoded>): Promise<Answer> };
      initProducerId(request: { readonly transactionTimeout: number }): Promise<{ readonly producerId: string; readonly producerEpoch: number }>;
      fetch(request: {
        readonly maxWaitTime: number;
        readonly minBytes: number;
        readonly maxBytes: number;
        readonly isolationLevel: 0 | 1;
        readonly topics: readonly TopicPartitions<{ readonly partition: number; readonly fetchOffset: string; readonly maxBytes: number }>[];
      }): Promise<{ readonly responses: readonly { readonly partitions: readonly FetchedPartition[] }[] }>;
      joinGroup(request: {
        readonly groupId: string;
        readonly sessionTimeout: number;
        readonly rebalanceTimeout: number;
        readonly memberId: string;
        readonly groupProtocols: readonly { readonly name: string; readonly metadata: Buffer }[];
      }): Promise<{ readonly generationId: number; readonly leaderId: string; readonly memberId: string; readonly members: readonly { readonly memberId: string }[] }>;
      syncGroup(request: {
        readonly groupId: string;
        readonly generationId: number;
        readonly memberId: string;
        readonly groupAssignment: readonly { readonly memberId: string; readonly memberAssignment: Buffer }[];
      }): Promise<{ readonly memberAssignment: Buffer }>;
      heartbeat(request: { readonly groupId: string; readonly groupGenerationId: number; readonly memberId: string }): Promise<unknown>;
      leaveGroup(request: { readonly groupId: string; readonly memberId: string }): Promise<unknown>;
    };

    type ClusterOptions = KafkaConfig & {
      readonly logger: Logger;
      readonly socketFactory: ISocketFactory;
      readonly metadataMaxAge: number;
      readonly allowAutoTopicCreation: boolean;
      readonly isolationLevel: 0 | 1;
    };
  }

  export = Cluster;
}

declare module 'kafkajs/src/network/socketFactory.js' {
  import type { ISocketFactory } from 'kafkajs';
  function createSocketFactory(): ISocketFactory;
  export = createSocketFactory;
}

declare module 'kafkajs/src/network/requestQueue/index.js' {
  class RequestQueue {
    readonly pending: readonly unknown[];
    scheduleCheckPendingRequests(): void;
  }
  export = RequestQueue;
}

declare module 'kafkajs/src/protocol/error.js' {
  const errors: { createErrorFromCode(code: number): Error };
  export = errors;
}

declare module 'kafkajs/src/protocol/encoder.js' {
  class Encoder {
    constructor(bytes?: number);
    writeUVarInt(value: number): this;
    writeInt8(value: number): this;
    writeInt16(value: number): this;
    writeInt32(value: number): this;
    writeString(value: string | null): this;
    writeBytes(value: Buffer): this;
    writeBuffer(value: Buffer): this;
    writeBoolean(value: boolean): this;
    writeUVarIntString(value: string): this;
  }
  export = Encoder;
}

declare module 'kafkajs/src/protocol/decoder.js' {
  class Decoder {
    constructor(bytes: Buffer);
    readInt16(): number;
    readInt32(): number;
    readBytes(length: number): Buffer;
    readUVarIntString(): string | null;
    readUVarIntArray<Value>(read: (decoder: Decoder) => Value): Value[] | null;
    readTaggedFields(): unknown;
  }
  export = Decoder;
}

declare module 'kafkajs/src/protocol/requests/produce/v7/response.js' {
  namespace response {
    type ProduceAnswer = { readonly topics: readonly { readonly partitions: readonly { readonly baseOffset: string }[] }[] };
    function decode(bytes: Buffer): Promise<ProduceAnswer>;
    /** Throws what the broker refused. */
    function parse(answer: ProduceAnswer): Promise<ProduceAnswer>;
  }
  export = response;
}

declare module 'kafkajs/src/protocol/message/compression/index.js' {
  namespace compression {
    function lookupCodec(type: number): { compress(encoder: { readonly buffer: Buffer }): Promise<Buffer>; decompress(bytes: Buffer): Promise<Buffer> } | null;
  }
  export = compression;
}

declare module 'kafkajs/src/protocol/recordBatch/crc32C/index.js' {
  function crc32C(bytes: Uint8Array): number;
  export = crc32C;
}

declare module 'kafkajs/src/protocol/recordBatch/v0/decoder.js' {
  import type Decoder from 'kafkajs/src/protocol/decoder.js';
  import type { FetchedMessage } from 'kafkajs/src/cluster/index.js';
  type Batch = {
    readonly producerId: string;
    readonly producerEpoch: number;
    readonly firstSequence: number;
    readonly lastOffsetDelta: number;
    readonly records: readonly FetchedMessage[];
  };
  function decodeBatch(from: Decoder): Promise<Batch>;
  export = decodeBatch;
}
