/** What the door knows of a record and the log keeps beside its bytes. */
export type RecordHeaders = {
  /** SHA-256 (32 bytes) of the canonical content: id, source, type, subject, time, data. */
  readonly contentHash: Uint8Array;
  /** 16 bytes that stand for (source, id, subject); parked events have identities of their own. */
  readonly identity: Uint8Array;
  /** Why the door could not understand the event, or null when it did. */
  readonly parked: string | null;
  /** When the door received it, milliseconds. */
  readonly receivedAt: number;
};

export type NewLogRecord = {
  /** The case id (the event's subject): decides the partition. */
  readonly key: string;
  /** The event as it came, byte for byte. */
  readonly value: Uint8Array;
  readonly headers: RecordHeaders;
  /** Given only when a log is copied: the instant another log took the record. */
  readonly storedAt?: number;
};

export type Position = { readonly partition: number; readonly offset: number };

export type LogRecord = {
  readonly offset: number;
  readonly key: string;
  readonly value: Uint8Array;
  /** Null for a record that some other producer wrote straight into the log. */
  readonly headers: RecordHeaders | null;
  /** When the log took it, milliseconds; never goes back within a partition. */
  readonly storedAt: number;
};

/** Consecutive records of one partition. */
export type LogBatch = { readonly partition: number; readonly records: readonly LogRecord[] };

export type SubscribeOptions = {
  readonly signal: AbortSignal;
  readonly batchRecordsMax?: number;
  readonly batchBytesMax?: number;
  /** End the iteration once everything the log held at the call has been delivered, instead of waiting for more. */
  readonly untilEnd?: boolean;
  /** Share the partitions with other processes. `from` is not read then, and `untilEnd` makes no sense with it. */
  readonly group?: PartitionGroup;
};

/**
 * A role that may run in several processes: the partitions are shared out among all that subscribe with the same name,
 * each partition to one of them, and move when a process comes or goes. Where to begin is asked at every assignment, so
 * that whoever keeps a position of his own (a ledger) is never told one by the log.
 *
 * A process that was stopped for longer than the log's patience has lost its partitions without being asked. When it
 * wakes it is delivered nothing more of them and `onRevoked` is called, but what it was writing it may still write
 * beside their new owner: writing the same twice must be harmless.
 */
export type PartitionGroup = {
  readonly name: string;
  /** These partitions are ours from now on: answers the first offset wanted of each. A rejection hands them back. */
  readonly onAssigned: (partitions: readonly number[]) => Promise<ReadonlyMap<number, number>>;
  /** Nothing of these is delivered any more. Others get them once this resolves: settle what is being written of them. */
  readonly onRevoked: (partitions: readonly number[]) => Promise<void>;
};

/**
 * An append-only log of several partitions. Knows nothing of cases: no version check, no deduplication.
 * Delivery to subscribers is at least once, in offset order within a partition.
 */
export interface EventLog {
  /** Names this log for ever; a copy or a resized log is another generation. */
  readonly generation: string;
  readonly partitions: number;
  /** Resolves with one position per record once all of them are durable. Rejects with LogUnavailable when they are not. */
  append(records: readonly NewLogRecord[]): Promise<readonly Position[]>;
  /** `from[p]` is the first offset wanted of partition p. Ends when the signal aborts. */
  subscribe(from: readonly number[], options: SubscribeOptions): AsyncIterable<LogBatch>;
  /** The next offset of each partition: everything below it is durable. */
  end(): Promise<readonly number[]>;
  /** One record, or null when the log does not hold it. */
  read(position: Position): Promise<LogRecord | null>;
  close(): Promise<void>;
}

/** How a log and those who read it are doing, as last heard; asking costs nothing. */
export type LogState = {
  readonly kind: 'embedded' | 'kafka';
  readonly connected: boolean;
  /** What went wrong last, until it works again. */
  readonly problem: string | null;
  /** Bytes that wait to become durable. */
  readonly waitingBytes: number;
  /** Of each subscription: the next offset to be delivered, by partition, of those it has; its lag is the log's end less that. */
  readonly subscriptions: readonly { readonly group: string | null; readonly position: ReadonlyMap<number, number> }[];
};

/** Offered by logs that may be out of reach. */
export interface LogHealth {
  state(): LogState;
}

/** What is known of an identity: the content that came first, and whether it is durable yet. */
export type KnownIdentity = {
  /** 32 characters, one a byte (latin1). */
  readonly contentHash: string;
  /** Settles with the append that carries the first content; null when it is on disk already. */
  readonly pending: Promise<unknown> | null;
};

/** Offered by logs that can say at the door whether an identity was seen before. Includes appends still under way. */
export interface IdentityIndex {
  /** Identities as 16 characters, one a byte (latin1): whoever looks up needs texts, and the door has them. */
  find(identities: readonly string[]): readonly (KnownIdentity | null)[];
}

/** The log cannot take records now (disk full, broker away); nothing of the batch was acknowledged. Retry later. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}

/** The log does not let us in, or is not what was configured; the message says what to change. */
export class LogRefused extends Error {
  override readonly name = 'LogRefused';
}

/** The log's files contradict themselves; the message says where. It must not be opened before a person has looked. */
export class LogDamaged extends Error {
  override readonly name = 'LogDamaged';
}

/** Another process holds the log. */
export class LogHeldElsewhere extends Error {
  override readonly name = 'LogHeldElsewhere';
}
