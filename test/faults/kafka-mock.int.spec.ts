import { aRecord, keepAppending, keepReading } from '@mingxiao/adapters/event-log-kafka/kafka-log.fixture';
import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../support/kafka-mock/kafka-mock.js';
import type { LogOnMock } from '../support/kafka-mock/log-on-mock.js';
import { onMock } from '../support/kafka-mock/on-mock.js';

const patience = { timeout: 30_000 };

/** Answers that say "not now", and a connection that ends: the same again may work. */
const passing: readonly Answer[] = [
  'NOT_LEADER_FOR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_ENOUGH_REPLICAS',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'REQUEST_TIMED_OUT',
  'KAFKA_STORAGE_ERROR',
  'HANG_UP',
];
/** Answers after which the same again must not be sent. */
const final: readonly Answer[] = ['OUT_OF_ORDER_SEQUENCE_NUMBER', 'UNKNOWN_PRODUCER_ID', 'INVALID_PRODUCER_EPOCH', 'MESSAGE_TOO_LARGE', 'TOPIC_AUTHORIZATION_FAILED'];

/** Every acknowledged record was kept once, and the records of a case in the order they were given. */
const expectAllOnce = async ({ kept }: LogOnMock, acknowledged: readonly string[]): Promise<void> => {
  const found = await kept();
  const counts = new Map<string, number>();
  for (const value of found) counts.set(value, (counts.get(value) ?? 0) + 1);
  expect(acknowledged.filter((value) => counts.get(value) !== 1)).toEqual([]);
  const rank = new Map(found.map((value, index) => [value, index]));
  const places = acknowledged.filter((value) => value.endsWith('/7')).map((value) => rank.get(value) ?? -1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
};

const missingIn = (found: readonly string[], acknowledged: readonly string[]): readonly string[] => {
  const there = new Set(found);
  return acknowledged.filter((value) => !there.has(value));
};

onMock('the Kafka log on a mock broker', 1, ({ mock, withLog }) => {
  describe('a send that is answered', () => {
    it.each(passing)('%s three times is taken in the end, once, and what comes behind it stands behind it', (answer) =>
      withLog(async ({ log, kept, repeated }) => {
        await log.append([aRecord('before', 'case')]);
        await mock().answer('Produce', [answer, answer, answer]);
        await Promise.all([log.append([aRecord('one', 'case'), aRecord('two', 'case')]), log.append([aRecord('three', 'case')])]);
        await log.append([aRecord('behind', 'case')]);
        expect(await mock().waiting('Produce')).toBe(0);
        expect(await kept()).toEqual(['before', 'one', 'two', 'three', 'behind']);
        expect(await repeated()).toBe(0);
        expect(log.state()).toMatchObject({ problem: null, waitingBytes: 0 });
      }),
    );

    it('not at all in time, though it was written, is repeated under the same numbers, which a broker writes once', () =>
      withLog(async ({ log, kept, repeated }) => {
        await log.append([aRecord('before', 'case')]);
        await mock().answer('Produce', ['NONE'], 7_000);
        await log.append([aRecord('one', 'case'), aRecord('two', 'case')]);
        await log.append([aRecord('behind', 'case')]);
        expect(await kept()).toEqual(['before', 'one', 'two', 'behind']);
        expect(await repeated()).toBe(1);
      }));

    it.each(final)('%s is refused, not acknowledged and not sent again; the next one is taken under a new name', (answer) =>
      withLog(async ({ log, kept, repeated }) => {
        await log.append([aRecord('before', 'case')]);
        await mock().answer('Produce', [answer]);
        await expect(log.append([aRecord('refused', 'case')])).rejects.toBeInstanceOf(LogUnavailable);
        expect(log.state().problem).toMatch(/does not take records/);
        // Of the same length: under the old name and number a broker would take it for the one before.
        await log.append([aRecord('another', 'case')]);
        expect(await kept()).toEqual(['before', 'another']);
        expect(await repeated()).toBe(0);
        expect(log.state()).toMatchObject({ problem: null, waitingBytes: 0 });
      }),
    );

    it('that other partitions are refused is taken all the same', () =>
      withLog(async ({ log, kept }) => {
        await mock().answer('Produce', ['OUT_OF_ORDER_SEQUENCE_NUMBER']);
        const outcomes = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => log.append([aRecord(`${index}`, `case ${index}`)])));
        const taken = outcomes.flatMap(({ status }, index) => (status === 'fulfilled' ? [`${index}`] : []));
        expect(taken.length).toBeGreaterThan(0);
        expect([...(await kept())].sort()).toEqual(taken.sort());
      }));
  });

  it.each(['COORDINATOR_NOT_AVAILABLE', 'COORDINATOR_LOAD_IN_PROGRESS', 'HANG_UP'] as const)('a name that is not given at once (%s) is asked for again', (answer) =>
    withLog(async ({ log, kept }) => {
      await mock().answer('InitProducerId', [answer, answer]);
      await log.append([aRecord('one', 'case')]);
      expect(await mock().waiting('InitProducerId')).toBe(0);
      expect(await kept()).toEqual(['one']);
    }),
  );

  it('under load with every kind of answer in between, nothing acknowledged is lost or doubled, and the order of a case is kept', () =>
    withLog(async (opened) => {
      let over = false;
      const writers = ['a', 'b'].map((name) => keepAppending(opened.log, name, () => over));
      for (const answer of [...passing, ...final, ...passing]) {
        await mock().answer('Produce', ['NONE', 'NONE', answer, 'NONE', answer]);
        await expect.poll(() => mock().waiting('Produce'), patience).toBe(0);
      }
      over = true;
      for (const acknowledged of await Promise.all(writers)) {
        expect(acknowledged.length).toBeGreaterThan(0);
        await expectAllOnce(opened, acknowledged);
      }
    }));

  it.each(['NOT_LEADER_FOR_PARTITION', 'KAFKA_STORAGE_ERROR', 'HANG_UP'] as const)('a reader that is answered %s goes on where it was', (answer) =>
    withLog(async ({ log }) => {
      await log.append([aRecord('one', 'case')]);
      const reader = keepReading(log);
      await expect.poll(() => reader.found, patience).toEqual(['one']);
      await mock().answer('Fetch', [answer, answer]);
      await expect.poll(() => mock().waiting('Fetch'), patience).toBe(0);
      await log.append([aRecord('two', 'case'), aRecord('three', 'case')]);
      await expect.poll(() => reader.found, patience).toEqual(['one', 'two', 'three']);
      await expect.poll(() => log.state().problem, patience).toBeNull();
      await reader.stop();
    }),
  );

  it.each(['NOT_LEADER_FOR_PARTITION', 'HANG_UP'] as const)('a question that is answered %s is asked again', (answer) =>
    withLog(async ({ log }) => {
      await log.append([aRecord('one', 'case')]);
      await mock().answer('ListOffsets', [answer, answer]);
      expect((await log.end()).reduce((sum, end) => sum + end, 0)).toBe(1);
    }),
  );

  it('a question that is not answered in time is refused', () =>
    withLog(async ({ log }) => {
      await mock().answer('ListOffsets', Array.from({ length: 4 }, () => 'NONE' as const), 8_000);
      await expect(log.end()).rejects.toBeInstanceOf(LogUnavailable);
      await expect.poll(() => log.end().then(() => 'answered', () => 'refused'), { timeout: 60_000 }).toBe('answered');
    }));
});

onMock('the Kafka log on a mock cluster of three', 3, ({ mock, withLog }) => {
  const leadBy = async (topic: string, broker: (partition: number) => number) => {
    for (const partition of [0, 1, 2, 3]) await mock().moveLeader(topic, partition, broker(partition));
  };

  it('partitions that move under load take every acknowledged record once and in order, and a reader follows them', () =>
    withLog(async (opened) => {
      const { log, topic } = opened;
      const reader = keepReading(log);
      let over = false;
      const writing = keepAppending(log, 'a', () => over);
      for (const turn of [0, 1, 2, 3, 4, 5]) {
        const before = reader.found.length;
        await leadBy(topic, (partition) => 1 + ((partition + turn) % 3));
        await expect.poll(() => reader.found.length, patience).toBeGreaterThan(before + 200);
      }
      over = true;
      const acknowledged = await writing;
      await expectAllOnce(opened, acknowledged);
      await expect.poll(() => missingIn(reader.found, acknowledged), patience).toEqual([]);
      await reader.stop();
    }));

  it('a broker that is down holds up its own partitions alone, and they go on when it is back', () =>
    withLog(async (opened) => {
      const { log, topic } = opened;
      await leadBy(topic, (partition) => (partition === 0 ? 1 : 2));
      const keyOf = (partition: number) => Array.from({ length: 100 }, (_, index) => `case ${index}`).find((key) => log.partitionOf(key) === partition) ?? '';
      await log.append([aRecord('before', keyOf(0)), aRecord('elsewhere', keyOf(1))]);
      await mock().down(1);
      let isTaken = false;
      const waiting = log.append([aRecord('waiting', keyOf(0))]).then(() => (isTaken = true));
      for (let index = 0; index < 20; index += 1) await log.append([aRecord(`meanwhile ${index}`, keyOf(1))]);
      expect(isTaken).toBe(false);
      await mock().up(1);
      await waiting;
      await expectAllOnce(opened, ['before', 'waiting', 'elsewhere', 'meanwhile 0', 'meanwhile 19']);
    }));

  it('a broker that stays away is a refusal in the end, and memory is free again; then it is back', () =>
    withLog(async (opened) => {
      const { log, topic } = opened;
      await leadBy(topic, () => 3);
      await log.append([aRecord('before', 'case')]);
      await mock().down(3);
      await expect(log.append([aRecord('refused', 'case')])).rejects.toBeInstanceOf(LogUnavailable);
      expect(log.state().problem).toMatch(/does not take records/);
      await mock().up(3);
      await expect.poll(() => log.append([aRecord('later', 'case')]).then(() => 'taken', () => 'refused'), patience).toBe('taken');
      expect((await opened.kept()).slice(-1)).toEqual(['later']);
      expect(log.state().waitingBytes).toBe(0);
    }));

  it('slow brokers make slow answers, not other ones', () =>
    withLog(async (opened) => {
      for (const broker of [1, 2, 3]) await mock().delay(broker, 1_000);
      try {
        const values = Array.from({ length: 60 }, (_, index) => `${index}/7`);
        for (const part of [values.slice(0, 30), values.slice(30)]) await Promise.all(part.map((value) => opened.log.append([aRecord(value, 'case')])));
        for (const broker of [1, 2, 3]) await mock().delay(broker, 0);
        await expectAllOnce(opened, values);
      } finally {
        for (const broker of [1, 2, 3]) await mock().delay(broker, 0);
      }
    }));
});
