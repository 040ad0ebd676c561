import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedLog } from '@mingxiao/adapters/event-log-embedded/embedded-log';
import { openKafkaLog } from '@mingxiao/adapters/event-log-kafka/kafka-log';
import type { EventLog, LogRecord, NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import { aTopic, startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyLog, CopyRefused, type CopyTarget } from './copy-log.js';

const count = 3_000;

const aRecord = (index: number): NewLogRecord => ({
  key: `办件-${index % 97}`,
  value: Buffer.from(`event ${index} ${'x'.repeat(index % 300)}`),
  headers: {
    contentHash: new Uint8Array(32).fill(index & 255),
    identity: new Uint8Array(16).fill(index >> 8),
    parked: index % 50 === 0 ? '无法理解' : null,
    receivedAt: 1_600_000_000_000 + index,
  },
});

/** Everything that a copy must keep, in an order that does not depend on partitions. */
const contentOf = async (log: EventLog): Promise<readonly string[]> => {
  const found: LogRecord[] = [];
  const from = Array.from({ length: log.partitions }, () => 0);
  for await (const { records } of log.subscribe(from, { signal: new AbortController().signal, untilEnd: true })) found.push(...records);
  return found.map(({ offset: _, ...rest }) => JSON.stringify({ ...rest, value: Buffer.from(rest.value).toString('hex'), headers: plain(rest.headers) })).sort();
};

const plain = (headers: LogRecord['headers']) =>
  headers === null ? null : { ...headers, contentHash: Buffer.from(headers.contentHash).toString('hex'), identity: Buffer.from(headers.identity).toString('hex') };

describeWith(lacksJava(), 'copying the embedded log to Kafka', () => {
  let kafka: TestKafka;
  let folder: string;
  let from: EventLog;

  beforeAll(async () => {
    kafka = await startTestKafka();
    folder = await mkdtemp(join(tmpdir(), 'mingxiao-copy-'));
    let now = 1_700_000_000_000;
    from = await openEmbeddedLog({ folder, clock: { now: () => (now += 7) } });
    for (let start = 0; start < count; start += 100) await from.append(Array.from({ length: 100 }, (_, index) => aRecord(start + index)));
  });
  afterAll(async () => {
    await from.close();
    await kafka.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const openTarget = (topic = aTopic({ partitions: 6 })) => openKafkaLog({ connection: kafka.connection, topic, create: true });

  it('keeps key, bytes, headers and the instant each was stored', async () => {
    const to = await openTarget();
    const seen: number[] = [];
    expect(await copyLog(from, to, ({ copied }) => seen.push(copied))).toEqual({ copied: count, total: count });
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(await contentOf(to)).toEqual(await contentOf(from));
    await to.close();
  });

  it('goes on where it was interrupted, and repeated changes nothing', async () => {
    const to = await openTarget();
    let appends = 0;
    const failing: CopyTarget = Object.assign(Object.create(to) as CopyTarget, {
      partitions: to.partitions,
      partitionOf: (key: string) => to.partitionOf(key),
      end: () => to.end(),
      read: (position: Parameters<EventLog['read']>[0]) => to.read(position),
      append: (records: readonly NewLogRecord[]) => {
        appends += 1;
        // The last append before the kill has reached only one of the partitions.
        const reached = appends < 2 ? records : records.filter(({ key }) => to.partitionOf(key) === 0);
        return to.append(reached).then((positions) => {
          if (appends === 2) throw new Error('killed');
          return positions;
        });
      },
    });
    await expect(copyLog(from, failing, () => undefined)).rejects.toThrow('killed');
    expect(await copyLog(from, to, () => undefined)).toEqual({ copied: count, total: count });
    expect(await copyLog(from, to, () => undefined)).toEqual({ copied: count, total: count });
    expect(await contentOf(to)).toEqual(await contentOf(from));
    await to.close();
  });

  it('refuses a topic that holds something else', async () => {
    const to = await openTarget();
    await to.append([aRecord(77)]);
    await expect(copyLog(from, to, () => undefined)).rejects.toBeInstanceOf(CopyRefused);
    await to.close();
  });
});
