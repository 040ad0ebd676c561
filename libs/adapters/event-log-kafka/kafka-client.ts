import type { LogBatch, LogRecord, NewLogRecord, Position, SubscribeOptions } from '@mingxiao/ports/event-log/event-log';

/** What the log in Kafka needs of whoever speaks to the brokers. */
export type KafkaClient = {
  /** The offset of the first record once all are durable; of a partition one send is under way at a time. Rejects with LogUnavailable. */
  send(partition: number, records: readonly NewLogRecord[]): Promise<number>;
  /** The next offset of each partition. Rejects with LogUnavailable. */
  end(): Promise<readonly number[]>;
  /** A record below the end, or null where it is gone. Rejects with LogUnavailable. */
  read(position: Position): Promise<LogRecord | null>;
  /** Rejects with LogUnavailable. */
  subscription(request: SubscriptionRequest): Promise<KafkaSubscription>;
  isConnected(): boolean;
  close(): Promise<void>;
};

export type SubscriptionRequest = {
  /** Where to begin, of every partition; not read in a group. */
  readonly from: readonly number[];
  readonly options: SubscribeOptions;
  /** Aborts when the subscriber or the log ends. */
  readonly signal: AbortSignal;
  /** Told what went wrong last; null when it works again. */
  readonly heard: (problem: string | null) => void;
};

/** One iteration over the log: what it has, and how far it has delivered. */
export type KafkaSubscription = {
  /** The next offset to be delivered of each partition it has. */
  readonly position: ReadonlyMap<number, number>;
  /** To `ends` where they are given. Throws RangeError where the log does not hold what comes next. */
  deliver(ends: readonly number[] | null): AsyncGenerator<LogBatch, void, void>;
  /** Leaves the group, if any, once what is being written is settled. */
  close(): Promise<void>;
};
