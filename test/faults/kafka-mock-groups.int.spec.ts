import { aRecord } from '@mingxiao/adapters/event-log-kafka/kafka-log.fixture';
import type { EventLog, PartitionGroup } from '@mingxiao/ports/event-log/event-log';
import { expect, it } from 'vitest';
import { onMock } from '../support/kafka-mock/on-mock.js';

const patience = { timeout: 30_000 };
/** `npm run test:faults` takes the long form: the mock lets a member that joins again wait for ten seconds and more. */
const long = process.env['MINGXIAO_FAULTS'] === 'long';

/** A member of a group that reads all it is given, and tells what it has and gives up. */
const member = (log: EventLog, told: string[], found: string[]) => {
  const abort = new AbortController();
  const group: PartitionGroup = {
    name: `readers-of-${log.generation}`,
    onAssigned: async (partitions) => {
      told.push(`has ${partitions.length}`);
      return new Map(partitions.map((partition) => [partition, 0]));
    },
    onRevoked: async (partitions) => void told.push(`gives up ${partitions.length}`),
  };
  const reading = (async () => {
    for await (const { records } of log.subscribe([], { signal: abort.signal, group })) found.push(...records.map(({ value }) => Buffer.from(value).toString()));
  })();
  return {
    name: group.name,
    leave: async () => {
      abort.abort();
      await reading;
    },
  };
};

onMock('a group on a mock broker, whose coordinator answers', 1, ({ mock, withLog }) => {
  it.each([
    ['FindCoordinator', 'COORDINATOR_NOT_AVAILABLE'],
    ['JoinGroup', 'COORDINATOR_LOAD_IN_PROGRESS'],
    ['JoinGroup', 'UNKNOWN_MEMBER_ID'],
    ...(long ? ([['SyncGroup', 'REBALANCE_IN_PROGRESS'], ['SyncGroup', 'HANG_UP']] as const) : []),
  ] as const)('%s with %s has its partitions in the end and reads everything', (api, answer) =>
    withLog(async ({ log }) => {
      await log.append(Array.from({ length: 20 }, (_, index) => aRecord(`${index}`)));
      await mock().answer(api, [answer, answer]);
      const [told, found]: [string[], string[]] = [[], []];
      const reader = member(log, told, found);
      await expect.poll(() => new Set(found).size, patience).toBe(20);
      expect(told.at(-1)).toBe('has 4');
      await reader.leave();
    }),
  );

  it.each(['REBALANCE_IN_PROGRESS', ...(long ? (['UNKNOWN_MEMBER_ID', 'NOT_COORDINATOR', 'HANG_UP'] as const) : [])] as const)('a heartbeat with %s gives its partitions up before it has them again', (answer) =>
    withLog(async ({ log }) => {
      await log.append([aRecord('one')]);
      const [told, found]: [string[], string[]] = [[], []];
      const reader = member(log, told, found);
      await expect.poll(() => found, patience).toEqual(['one']);
      await mock().answer('Heartbeat', [answer]);
      await expect.poll(() => told, patience).toEqual(['has 4', 'gives up 4', 'has 4']);
      await log.append([aRecord('two')]);
      await expect.poll(() => found.at(-1), patience).toBe('two');
      await reader.leave();
    }),
  );
});

onMock('a group on a mock cluster of three', 3, ({ mock, withLog }) => {
  it('whose coordinator moves goes on with the next one, without giving a record to nobody', () =>
    withLog(async ({ log }) => {
      const [told, found]: [string[], string[]] = [[], []];
      const reader = member(log, told, found);
      await expect.poll(() => told, patience).toEqual(['has 4']);
      for (const broker of [1, 2, 3]) {
        await mock().moveCoordinator(reader.name, broker);
        await log.append([aRecord(`at ${broker}`)]);
        await expect.poll(() => found, patience).toContain(`at ${broker}`);
      }
      await reader.leave();
    }));
});
