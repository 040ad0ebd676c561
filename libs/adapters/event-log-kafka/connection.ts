/// <reference path="./kafkajs-internals.d.ts" />
import { LogRefused, LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import { Kafka, logLevel, type KafkaConfig, type SASLOptions } from 'kafkajs';
import Cluster from 'kafkajs/src/cluster/index.js';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import createSocketFactory from 'kafkajs/src/network/socketFactory.js';

/** How the brokers are reached. */
export type KafkaConnection = {
  readonly brokers: readonly string[];
  /** Null speaks in the clear; `ca` (PEM) where the certificate is not signed by an authority that Node knows. */
  readonly tls: { readonly ca: string | null } | null;
  readonly sasl: { readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; readonly username: string; readonly password: string } | null;
};

/** Of what is below a send or a question, which are repeated as a whole: repetitions would multiply. */
const connectRetry = { retries: 2, initialRetryTime: 100, maxRetryTime: 500 };

const configOf = ({ brokers, tls, sasl }: KafkaConnection) => ({
  clientId: 'mingxiao',
  brokers: [...brokers],
  connectionTimeout: 1_000,
  requestTimeout: 5_000,
  enforceRequestTimeout: true,
  retry: connectRetry,
  // What matters of what kafkajs says reaches our own errors and the log's state.
  logLevel: logLevel.NOTHING,
  ...(tls === null ? {} : { ssl: tls.ca === null ? true : { ca: [tls.ca] } }),
  ...(sasl === null ? {} : { sasl: sasl as SASLOptions }),
}) satisfies KafkaConfig;

export const kafkaOf = (connection: KafkaConnection): Kafka => new Kafka(configOf(connection));

/** Connections of their own to all brokers, below kafkajs' producer and consumer. */
export const clusterOf = (connection: KafkaConnection): Cluster =>
  new Cluster({
    ...configOf(connection),
    logger: kafkaOf(connection).logger(),
    socketFactory: createSocketFactory(),
    metadataMaxAge: 60_000,
    allowAutoTopicCreation: false,
    // The broker shows what is durable; records of a foreign transaction that was given up are records all the same.
    isolationLevel: 0,
  });

/** Says what a failure at the start asks of a person: LogRefused where the configuration is wrong, else LogUnavailable. */
export const startFailure = ({ brokers, sasl }: KafkaConnection, cause: unknown): Error => {
  if (cause instanceof LogRefused || cause instanceof LogUnavailable) return cause;
  const where = `Kafka at ${brokers.join(', ')}`;
  const message = messageOf(cause);
  if (/SASL|authentication/i.test(message)) {
    return new LogRefused(`${where} refuses the user ${sasl?.username ?? '(none given)'}: ${message}. Check name, password and mechanism`, { cause });
  }
  if (/certificate|self.signed|TLS|SSL/i.test(message)) {
    return new LogRefused(`${where} shows a certificate that cannot be trusted: ${message}. Check the file of the certificate authority`, { cause });
  }
  return new LogUnavailable(`${where} cannot be reached: ${message}`, { cause });
};

/** What Kafka calls an error that it answered; empty for any other. */
export const typeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '');

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** kafkajs forgets a connection that the other side closed only when told. */
export const forgetClosed = (cluster: Cluster, error: unknown): void => {
  if (isConnectionClosed(error)) cluster.removeBroker(error);
};

const isConnectionClosed = (error: unknown): error is { readonly host: string; readonly port: number } =>
  error instanceof Error && error.name === 'KafkaJSConnectionClosedError' && 'host' in error;

/** kafkajs looks for waiting requests a thousand times a second even when there are none, which costs 4 % of a core. */
const lookOnlyForWhatWaits = (): void => {
  const schedule = RequestQueue.prototype.scheduleCheckPendingRequests;
  RequestQueue.prototype.scheduleCheckPendingRequests = function lookForWaiting(this: RequestQueue) {
    if (this.pending.length > 0) schedule.call(this);
  };
};
lookOnlyForWhatWaits();
