import { readFileSync } from 'node:fs';
import type { KafkaConnection } from '@mingxiao/adapters/event-log-kafka/connection';
import { z } from 'zod';

/** Environment and JSON say it with a word. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

const brokers = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().regex(/^[^\s:]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i, 'is a list of host:port, separated by commas')).min(1));

/** Who speaks to the brokers: our own client, or what kafkajs offers to everybody. The log is the same. */
export const kafkaClients = ['mingxiao', 'kafkajs'] as const;
export type KafkaClientName = (typeof kafkaClients)[number];

/** The part of the configuration that is about Kafka; without brokers the log is the embedded one. */
export const kafkaFields = {
  kafkaBrokers: brokers.optional(),
  kafkaClient: z.enum(kafkaClients, `is no client; say ${kafkaClients.join(' or ')}`).default('mingxiao'),
  kafkaTopic: z.string().regex(/^[\w.-]{1,249}$/, 'is no name of a topic').optional(),
  kafkaCreateTopics: flag.default(false),
  kafkaReplication: z.coerce.number().int().min(1).max(9).optional(),
  kafkaSaslMechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  kafkaSaslUsername: z.string().min(1).optional(),
  kafkaSaslPassword: z.string().min(1).optional(),
  kafkaSaslPasswordFile: z.string().min(1).optional(),
  kafkaTls: flag.optional(),
  kafkaTlsCaFile: z.string().min(1).optional(),
};

/** Secrets stand here and in files only: arguments of a process can be read by everybody on the machine. */
export const kafkaEnvironment = {
  kafkaBrokers: 'MINGXIAO_KAFKA_BROKERS',
  kafkaClient: 'MINGXIAO_KAFKA_CLIENT',
  kafkaTopic: 'MINGXIAO_KAFKA_TOPIC',
  kafkaCreateTopics: 'MINGXIAO_KAFKA_CREATE_TOPICS',
  kafkaReplication: 'MINGXIAO_KAFKA_REPLICATION',
  kafkaSaslMechanism: 'MINGXIAO_KAFKA_SASL_MECHANISM',
  kafkaSaslUsername: 'MINGXIAO_KAFKA_SASL_USERNAME',
  kafkaSaslPassword: 'MINGXIAO_KAFKA_SASL_PASSWORD',
  kafkaSaslPasswordFile: 'MINGXIAO_KAFKA_SASL_PASSWORD_FILE',
  kafkaTls: 'MINGXIAO_KAFKA_TLS',
  kafkaTlsCaFile: 'MINGXIAO_KAFKA_TLS_CA_FILE',
} as const;

export type KafkaFields = z.output<z.ZodObject<typeof kafkaFields>>;

export type KafkaConfiguration = {
  readonly connection: KafkaConnection;
  readonly client: KafkaClientName;
  /** Null takes the one of infra/kafka/topics.json. */
  readonly topic: string | null;
  readonly createTopics: boolean;
  /** Copies of a topic that is made; null takes what infra/kafka/topics.json says. */
  readonly replication: number | null;
};

/** Throws an Error that names the wrong variable. Null when no brokers are given. */
export const toKafkaConfiguration = (given: KafkaFields): KafkaConfiguration | null =>
  given.kafkaBrokers === undefined
    ? null
    : {
        connection: { brokers: given.kafkaBrokers, tls: tlsOf(given), sasl: saslOf(given) },
        client: given.kafkaClient,
        topic: given.kafkaTopic ?? null,
        createTopics: given.kafkaCreateTopics,
        replication: given.kafkaReplication ?? null,
      };

const tlsOf = ({ kafkaTls, kafkaTlsCaFile }: KafkaFields): KafkaConnection['tls'] => {
  if (kafkaTls === false && kafkaTlsCaFile !== undefined) throw new Error(`${kafkaEnvironment.kafkaTlsCaFile}: a certificate authority is given, but ${kafkaEnvironment.kafkaTls} is false`);
  if (kafkaTls !== true && kafkaTlsCaFile === undefined) return null;
  return { ca: kafkaTlsCaFile === undefined ? null : readText(kafkaTlsCaFile, kafkaEnvironment.kafkaTlsCaFile) };
};

const saslOf = (given: KafkaFields): KafkaConnection['sasl'] => {
  const { kafkaSaslMechanism: mechanism, kafkaSaslUsername: username } = given;
  if (mechanism === undefined && username === undefined) return null;
  const password = passwordOf(given);
  if (mechanism === undefined) throw new Error(`${kafkaEnvironment.kafkaSaslMechanism}: say plain, scram-sha-256 or scram-sha-512`);
  if (username === undefined) throw new Error(`${kafkaEnvironment.kafkaSaslUsername}: is missing`);
  if (password === null) throw new Error(`${kafkaEnvironment.kafkaSaslPassword}: is missing; give it, or ${kafkaEnvironment.kafkaSaslPasswordFile}`);
  return { mechanism, username, password };
};

const passwordOf = ({ kafkaSaslPassword, kafkaSaslPasswordFile }: KafkaFields): string | null => {
  if (kafkaSaslPassword !== undefined) return kafkaSaslPassword;
  return kafkaSaslPasswordFile === undefined ? null : readText(kafkaSaslPasswordFile, kafkaEnvironment.kafkaSaslPasswordFile).replace(/\r?\n$/, '');
};

const readText = (path: string, name: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
};
