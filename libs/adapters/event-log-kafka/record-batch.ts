import type { NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import type { CompressionTypes } from 'kafkajs';
import { lookupCodec } from 'kafkajs/src/protocol/message/compression/index.js';
import crc32c from 'kafkajs/src/protocol/recordBatch/crc32C/index.js';
import { headersOf } from './record-message.js';

/*
 * Records as the broker stores them: https://kafka.apache.org/documentation/#recordbatch. kafkajs has the same, but takes a
 * buffer of 512 bytes for every record and every header: most of what a send costs.
 */
const prefixBytes = 61;
/** Where that begins which the checksum covers. */
const checkedFrom = 21;
const countedFrom = 12;
const magic = 2;

/** Under which name records are sent, and the number of the first of them: so the broker knows a repetition. */
export type Numbering = { readonly producerId: bigint; readonly producerEpoch: number; readonly firstSequence: number };

/** One batch, ready to be sent as often as it takes. `at` (milliseconds) counts only where the topic asks for the sender's clock. */
export const encodeBatch = async (records: readonly NewLogRecord[], compression: CompressionTypes, numbering: Numbering, at: number): Promise<Buffer> => {
  const packed = await packedBy(compression, encodeRecords(records));
  const batch = Buffer.allocUnsafe(prefixBytes + packed.length);
  packed.copy(batch, prefixBytes);
  batch.writeBigInt64BE(0n, 0); // the broker gives the offset
  batch.writeInt32BE(batch.length - countedFrom, 8);
  batch.writeInt32BE(-1, countedFrom); // the leader's epoch, which it knows itself
  batch.writeInt8(magic, 16);
  batch.writeInt16BE(compression, checkedFrom);
  batch.writeInt32BE(records.length - 1, 23);
  batch.writeBigInt64BE(BigInt(at), 27);
  batch.writeBigInt64BE(BigInt(at), 35);
  batch.writeBigInt64BE(numbering.producerId, 43);
  batch.writeInt16BE(numbering.producerEpoch, 51);
  batch.writeInt32BE(numbering.firstSequence, 53);
  batch.writeInt32BE(records.length, 57);
  batch.writeUInt32BE(crc32c(batch.subarray(checkedFrom)), 17);
  return batch;
};

const packedBy = async (compression: CompressionTypes, buffer: Buffer): Promise<Buffer> => {
  const codec = lookupCodec(compression);
  return codec === null ? buffer : codec.compress({ buffer });
};

/** What is written of a record: key, value and headers as pairs, and how many bytes follow the length in front of them. */
type Laid = { readonly key: Uint8Array; readonly value: Uint8Array; readonly headers: readonly Uint8Array[]; readonly bytes: number };

/** The records one after another in one buffer, which is made once. */
const encodeRecords = (records: readonly NewLogRecord[]): Buffer => {
  const laid = records.map(layOut);
  const into = new Writer(laid.reduce((sum, { bytes }) => sum + varintBytes(bytes) + bytes, 0));
  laid.forEach((record, index) => {
    into.varint(record.bytes);
    into.byte(0); // attributes
    into.byte(0); // time since the first record
    into.varint(index);
    into.sized(record.key);
    into.sized(record.value);
    into.varint(record.headers.length / 2);
    for (const part of record.headers) into.sized(part);
  });
  return into.bytes;
};

const layOut = (record: NewLogRecord, index: number): Laid => {
  const key = Buffer.from(record.key);
  const headers = headersOf(record);
  let bytes = 2 + varintBytes(index) + sizedBytes(key) + sizedBytes(record.value) + varintBytes(headers.length / 2);
  for (const part of headers) bytes += sizedBytes(part);
  return { key, value: record.value, headers, bytes };
};

/** Lengths and counts stand as Kafka's varints: seven bits a byte, of twice the number since it could be negative. */
const varintBytes = (value: number): number => {
  let bytes = 1;
  for (let rest = value * 2; rest > 0x7f; rest >>>= 7) bytes += 1;
  return bytes;
};

const sizedBytes = ({ byteLength }: Uint8Array): number => varintBytes(byteLength) + byteLength;

class Writer {
  readonly bytes: Buffer;
  #at = 0;

  constructor(length: number) {
    this.bytes = Buffer.allocUnsafe(length);
  }

  byte(value: number): void {
    this.bytes[this.#at++] = value;
  }

  varint(value: number): void {
    let rest = value * 2;
    for (; rest > 0x7f; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  sized(part: Uint8Array): void {
    this.varint(part.byteLength);
    this.bytes.set(part, this.#at);
    this.#at += part.byteLength;
  }
}
