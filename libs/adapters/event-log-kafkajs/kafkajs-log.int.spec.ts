import type { EventLog, LogRecord } from '@mingxiao/ports/event-log/event-log';
import { eventLogContract } from '@mingxiao/ports/event-log/event-log.contract';
import { aTopic, startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kafkaOf } from '../event-log-kafka/connection.js';
import { aMember, heldAfter } from '../event-log-kafka/group-member.fixture.js';
import { aRecord, contentsOf } from '../event-log-kafka/kafka-log.fixture.js';
import { openKafkaLog, type KafkaLogOptions } from '../event-log-kafka/kafka-log.js';
import { openKafkajsLog } from './kafkajs-log.js';

const twoMinutes = 120_000;
const patient = { timeout: 40_000 };

describeWith(lacksJava(), 'the log over plain kafkajs on a real broker', () => {
  let kafka: TestKafka;
  beforeAll(async () => {
    kafka = await startTestKafka();
  });
  afterAll(() => kafka.stop());

  const optionsFor = (topic = aTopic()): KafkaLogOptions => ({ connection: kafka.connection, topic, create: true });

  eventLogContract('plain kafkajs', async () => {
    const log = await openKafkajsLog(optionsFor());
    return { log, stop: () => log.close() };
  });

  it('is the same log for both clients: what one wrote the other reads alike, under the same generation', async () => {
    const options = optionsFor();
    const [plain, own] = [await openKafkajsLog(options), await openKafkaLog(options)];
    const given = Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? { ...aRecord(`${index}`), storedAt: 1_000_000_000_000 + index } : aRecord(`${index}`)));
    const parked = { ...aRecord('parked'), headers: { ...aRecord('parked').headers, parked: '无法理解 the type' } };
    await plain.append(given.slice(0, 15));
    await own.append(given.slice(15));
    await plain.append([parked]);
    expect(plain.generation).toBe(own.generation);
    expect(await plain.end()).toEqual(await own.end());
    const read = await recordsOf(plain);
    expect(read).toHaveLength(31);
    expect(read).toEqual(await recordsOf(own));
    await Promise.all([plain.close(), own.close()]);
  });

  it('says so when the log was cut behind its reader, which kafkajs itself does not', async () => {
    const options = optionsFor(aTopic({ partitions: 1 }));
    const log = await openKafkajsLog(options);
    await log.append([aRecord('one'), aRecord('two'), aRecord('three')]);
    const admin = kafkaOf(kafka.connection).admin();
    await admin.connect();
    await admin.fetchTopicOffsets(options.topic.topic);
    await admin.deleteTopicRecords({ topic: options.topic.topic, partitions: [{ partition: 0, offset: '2' }] });
    await admin.disconnect();
    await expect(contentsOf(log)).rejects.toThrow(/does not hold offset 0/);
    expect(await log.read({ partition: 0, offset: 1 })).toBeNull();
    await log.close();
  });

  it('leaves no groups behind of those that read alone', async () => {
    const log = await openKafkajsLog(optionsFor());
    await log.append([aRecord('one')]);
    await contentsOf(log);
    await log.close();
    const admin = kafkaOf(kafka.connection).admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    await admin.disconnect();
    expect(groups.filter(({ groupId }) => groupId.startsWith('mingxiao-alone'))).toEqual([]);
  });

  describe('a group', () => {
    it.each([
      ['two of plain kafkajs', openKafkajsLog],
      ['plain kafkajs and our own client', openKafkaLog],
    ])('of %s shares the partitions, and one that leaves hands its over once it has settled', { timeout: twoMinutes }, async (_, openOther) => {
      const options = optionsFor();
      const [log, other] = [await openKafkajsLog(options), await openOther(options)];
      const told: string[] = [];
      const first = aMember(log, 'first', { told });
      await expect.poll(() => heldAfter(told), patient).toEqual({ first: 4 });
      const second = aMember(other, 'second', { told });
      await expect.poll(() => heldAfter(told), patient).toEqual({ first: 2, second: 2 });
      await log.append(Array.from({ length: 40 }, (__, index) => aRecord(`${index}`)));
      await expect.poll(() => new Set([...first.found, ...second.found]).size, patient).toBe(40);
      expect(Math.min(first.found.length, second.found.length)).toBeGreaterThan(0);
      await first.leave();
      await expect.poll(() => heldAfter(told), patient).toEqual({ second: 4 });
      await second.leave();
      await Promise.all([log.close(), other.close()]);
    });

    // `kafka-log.int.spec.ts` has the contrary of our own client: decision 13 rests on this one.
    it('that is idle gives a partition to the next one while the one before is still writing: kafkajs waits for its handlers and for nobody else', { timeout: twoMinutes }, async () => {
      const log = await openKafkajsLog(optionsFor());
      const told: string[] = [];
      let [settle, isWriting] = [(): void => undefined, false];
      const settled = new Promise<void>((resolve) => (settle = resolve));
      await log.append(Array.from({ length: 40 }, (_, index) => aRecord(`${index}`)));
      const first = aMember(log, 'first', { told, onRevoked: async () => (isWriting ? settled : undefined) });
      // Who has read is done with what a new group may go through before.
      await expect.poll(() => new Set(first.found).size, patient).toBe(40);
      isWriting = true;
      const second = aMember(log, 'second', { told });
      await expect.poll(() => heldAfter(told), patient).toEqual({ second: 2 });
      settle();
      await expect.poll(() => heldAfter(told), patient).toEqual({ first: 2, second: 2 });
      await Promise.all([first.leave(), second.leave()]);
      await log.close();
    });
  });
});

const recordsOf = async (log: EventLog): Promise<readonly (LogRecord & { readonly partition: number })[]> => {
  const found: (LogRecord & { readonly partition: number })[] = [];
  const from = Array.from({ length: log.partitions }, () => 0);
  for await (const { partition, records } of log.subscribe(from, { signal: new AbortController().signal, untilEnd: true })) {
    found.push(...records.map((record) => ({ ...record, partition })));
  }
  return found.sort((one, other) => one.partition - other.partition || one.offset - other.offset);
};
