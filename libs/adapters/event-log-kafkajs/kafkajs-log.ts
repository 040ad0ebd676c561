import { kafkaOf, startFailure } from '../event-log-kafka/connection.js';
import { KafkaEventLog } from '../event-log-kafka/kafka-event-log.js';
import { compressionOf, connectTo, waitingBytesDefault, type KafkaLogOptions } from '../event-log-kafka/kafka-log.js';
import { addressOf, Reach } from '../event-log-kafka/reach.js';
import { generationOf } from '../event-log-kafka/topic-id.js';
import { prepareTopic } from '../event-log-kafka/topic.js';
import { untilHeard } from '../event-log-kafka/until-heard.js';
import { KafkajsClient } from './kafkajs-client.js';

/**
 * Opens the log in a topic of Kafka over what kafkajs offers to everybody: the same log, of the same generation and refused
 * for the same reasons, as `openKafkaLog` opens. What this client cannot keep stands in the README.
 */
export const openKafkajsLog = async ({ connection, topic: spec, create = false, warn, waitingBytesMax = waitingBytesDefault }: KafkaLogOptions): Promise<KafkaEventLog> => {
  try {
    const { topic, partitions } = spec;
    const compression = compressionOf(spec, await prepareTopic(connection, spec, create, warn));
    const cluster = await connectTo(connection, topic);
    const generation = await untilHeard(() => generationOf(cluster, topic)).finally(() => cluster.disconnect());
    const client = new KafkajsClient({ kafka: kafkaOf(connection), topic, partitions, compression });
    const brokers = await client.connect();
    return new KafkaEventLog({ generation, partitions, client, reach: new Reach(() => [...connection.brokers.map(addressOf), ...brokers]), waitingBytesMax });
  } catch (error) {
    throw startFailure(connection, error);
  }
};
