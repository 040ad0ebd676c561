import type { LogRecord, NewLogRecord, RecordHeaders } from '@mingxiao/ports/event-log/event-log';
import type { Message } from 'kafkajs';
import type { FetchedMessage } from 'kafkajs/src/cluster/index.js';

/*
 * Headers of a message: contentHash (32 bytes), identity (16 bytes), receivedAt (milliseconds, decimal), parked (words,
 * only where it is), storedAt (milliseconds, decimal, only in a copied log).
 */
const digits = /^\d{1,16}$/;

const names = {
  contentHash: Buffer.from('contentHash'),
  identity: Buffer.from('identity'),
  receivedAt: Buffer.from('receivedAt'),
  parked: Buffer.from('parked'),
  storedAt: Buffer.from('storedAt'),
};

/** The headers of a record's message: each name, and behind it its value. */
export const headersOf = ({ headers, storedAt }: NewLogRecord): readonly Uint8Array[] => {
  const parts = [names.contentHash, headers.contentHash, names.identity, headers.identity, names.receivedAt, Buffer.from(String(headers.receivedAt))];
  if (headers.parked !== null) parts.push(names.parked, Buffer.from(headers.parked));
  if (storedAt !== undefined) parts.push(names.storedAt, Buffer.from(String(storedAt)));
  return parts;
};

/** A record as kafkajs' own producer takes it. */
export const toMessage = (record: NewLogRecord): Message => {
  const parts = headersOf(record).map(bufferOf);
  const pairs = parts.flatMap((value, index) => (index % 2 === 0 ? [] : [[String(parts[index - 1]), value] as const]));
  return { key: record.key, value: bufferOf(record.value), headers: Object.fromEntries(pairs) };
};

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, byteLength);

/** How far a partition was read: the next offset, and the instant of the record before it. */
export type Reading = { readonly next: number; readonly storedAt: number };

/** Messages as records. Brokers answer in whole batches, so what stands before the wanted offset may come along; it is left out. */
export const toLogRecords = (messages: readonly FetchedMessage[], { next, storedAt }: Reading): readonly LogRecord[] => {
  let notBefore = storedAt;
  return messages
    .filter(({ offset }) => Number(offset) >= next)
    .map((message) => {
      const record = toLogRecord(message, notBefore);
      notBefore = record.storedAt;
      return record;
    });
};

/**
 * A message as a record. Anything that somebody else wrote is a record too, without headers: a tombstone has an empty
 * value, a missing key is empty, and it was stored when the broker took it, whatever it says. `notBefore` is the instant
 * of the record before it: instants never go back.
 */
export const toLogRecord = ({ offset, key, value, headers, timestamp }: FetchedMessage, notBefore: number): LogRecord => {
  const ours = toHeaders(headers);
  const copied = ours === null ? null : storedAtOf(headers);
  return {
    offset: Number(offset),
    key: key?.toString() ?? '',
    value: value ?? Buffer.alloc(0),
    headers: ours,
    storedAt: Math.max(notBefore, copied ?? Number(timestamp)),
  };
};

/** Null unless all of ours are there and have the form we give them. */
const toHeaders = ({ contentHash, identity, receivedAt, parked }: FetchedMessage['headers']): RecordHeaders | null => {
  if (!isBytes(contentHash, 32) || !isBytes(identity, 16) || !isNumber(receivedAt)) return null;
  if (parked !== undefined && !Buffer.isBuffer(parked)) return null;
  return { contentHash, identity, receivedAt: Number(receivedAt.toString()), parked: parked?.toString() ?? null };
};

const storedAtOf = ({ storedAt }: FetchedMessage['headers']): number | null => (isNumber(storedAt) ? Number(storedAt.toString()) : null);

type HeaderValue = FetchedMessage['headers'][string];
const isBytes = (value: HeaderValue, length: number): value is Buffer => Buffer.isBuffer(value) && value.length === length;
const isNumber = (value: HeaderValue): value is Buffer => Buffer.isBuffer(value) && digits.test(value.toString('latin1'));

/** What a message takes on its way, roughly: its bytes, its headers and what surrounds them. */
export const bytesOf = ({ key, value }: NewLogRecord): number => value.byteLength + Buffer.byteLength(key) + 160;
