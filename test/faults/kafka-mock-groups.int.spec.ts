import { aMember, heldAfter } from '@mingxiao/adapters/event-log-kafka/group-member.fixture';
import { aRecord } from '@mingxiao/adapters/event-log-kafka/kafka-log.fixture';
import { expect, it } from 'vitest';
import { onMock } from '../support/kafka-mock/on-mock.js';

const patience = { timeout: 30_000 };
/** `npm run test:faults` takes the long form: the mock lets a member that joins again wait for ten seconds and more. */
const long = process.env['MINGXIAO_FAULTS'] === 'long';

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
      const told: string[] = [];
      const reader = aMember(log, 'reader', { told });
      await expect.poll(() => new Set(reader.found).size, patience).toBe(20);
      expect(heldAfter(told)).toEqual({ reader: 4 });
      await reader.leave();
    }),
  );

  it.each(['REBALANCE_IN_PROGRESS', ...(long ? (['UNKNOWN_MEMBER_ID', 'NOT_COORDINATOR', 'HANG_UP'] as const) : [])] as const)('a heartbeat with %s gives its partitions up before it has them again', (answer) =>
    withLog(async ({ log }) => {
      await log.append([aRecord('one')]);
      const told: string[] = [];
      const reader = aMember(log, 'reader', { told });
      await expect.poll(() => reader.found, patience).toEqual(['one']);
      await mock().answer('Heartbeat', [answer]);
      await expect.poll(() => told.slice(0, 3), patience).toEqual(['reader has 4', 'reader gives up 4', 'reader has 4']);
      await log.append([aRecord('two')]);
      await expect.poll(() => reader.found.at(-1), patience).toBe('two');
      await reader.leave();
    }),
  );
});

onMock('a group on a mock cluster of three', 3, ({ mock, withLog }) => {
  it('whose coordinator moves goes on with the next one, without giving a record to nobody', () =>
    withLog(async ({ log }) => {
      const told: string[] = [];
      const reader = aMember(log, 'reader', { told });
      await expect.poll(() => heldAfter(told), patience).toEqual({ reader: 4 });
      for (const broker of [1, 2, 3]) {
        await mock().moveCoordinator(reader.group, broker);
        await log.append([aRecord(`at ${broker}`)]);
        await expect.poll(() => reader.found, patience).toContain(`at ${broker}`);
      }
      await reader.leave();
    }));
});
