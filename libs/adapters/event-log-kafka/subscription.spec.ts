import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aHandMadeBroker } from './hand-made-broker.fixture.js';
import { stillTime } from './still-time.fixture.js';
import { Subscription } from './subscription.js';

describe('a subscription in a group', () => {
  let time: ReturnType<typeof stillTime>;
  beforeEach(() => {
    time = stillTime();
  });
  afterEach(() => time.end());

  /** Reads offsets until told to stop; begins where `wanted` says at each assignment. `workOn` is awaited for every batch. */
  const aReader = (wanted: () => number, { batchRecordsMax = 5, workOn = async () => undefined }: { batchRecordsMax?: number; workOn?: () => Promise<void> } = {}) => {
    const { cluster, heartbeats, fetches } = aHandMadeBroker();
    const [found, told, abort]: [number[], string[], AbortController] = [[], [], new AbortController()];
    const group = {
      name: 'readers',
      onAssigned: async () => {
        told.push(`assigned from ${wanted()}`);
        return new Map([[0, wanted()]]);
      },
      onRevoked: async () => void told.push('revoked'),
    };
    const { signal } = abort;
    const subscription = new Subscription({ cluster, topic: 'topic', partitions: 1, from: [], options: { signal, group, batchRecordsMax }, signal, heard: () => undefined });
    const reading = (async () => {
      for await (const { records } of subscription.deliver(null)) {
        found.push(...records.map(({ offset }) => offset));
        await workOn();
      }
    })();
    return {
      found,
      told,
      heartbeats,
      /** The oldest fetch that waits gives what stands behind where it began. */
      fetched: async () => {
        await time.pass(0);
        fetches.next().answer();
        await time.pass(0);
      },
      /** The group changes, and gives the partition back at once. */
      changed: async () => {
        await time.pass(2_000);
        heartbeats.next().refuse('REBALANCE_IN_PROGRESS');
        await time.pass(0);
      },
      leave: async () => {
        abort.abort();
        await reading;
        await subscription.close();
      },
    };
  };

  it('that has not heard its group for long is given what came meanwhile once it hears it again: nothing is left out, doubled or out of order', async () => {
    const reader = aReader(() => 0);
    await reader.fetched();
    await time.pass(2_000);
    const heartbeat = reader.heartbeats.next();
    // As a process that is stopped while the answer lies unread, and then reads another one first.
    await time.pass(8_600);
    await reader.fetched();
    expect(reader.found).toEqual(range(0, 5));
    heartbeat.answer();
    await reader.fetched();
    expect(reader.found).toEqual(range(0, 15));
    expect(reader.told).toEqual(['assigned from 0']);
    await reader.leave();
  });

  it('that has not heard its group for long and then hears that it was put out of it is given nothing of what came meanwhile', async () => {
    let wanted = 0;
    const reader = aReader(() => wanted);
    await reader.fetched();
    await time.pass(2_000);
    const heartbeat = reader.heartbeats.next();
    await time.pass(8_600);
    await reader.fetched();
    wanted = 100;
    heartbeat.refuse('UNKNOWN_MEMBER_ID');
    await time.pass(500);
    // One was under way already.
    await reader.fetched();
    await reader.fetched();
    expect(reader.found).toEqual([...range(0, 5), ...range(100, 105)]);
    expect(reader.told).toEqual(['assigned from 0', 'revoked', 'assigned from 100']);
    await reader.leave();
  });

  it('that is given its partition anew while a fetch is under way leaves out and doubles nothing', async () => {
    const reader = aReader(() => reader.found.length);
    await reader.fetched();
    await reader.changed();
    for (let answers = 0; answers < 3; answers += 1) await reader.fetched();
    expect(reader.found).toEqual(range(0, reader.found.length));
    expect(reader.found.length).toBeGreaterThan(10);
    expect(reader.told).toEqual(['assigned from 0', 'revoked', 'assigned from 5']);
    await reader.leave();
  });

  it('that is given its partition anew in the middle of what was fetched goes on where it is asked to, not with the rest', async () => {
    let [wanted, goOn] = [0, (): void => undefined];
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const reader = aReader(() => wanted, { batchRecordsMax: 2, workOn: () => held });
    await reader.fetched();
    wanted = 100;
    await reader.changed();
    goOn();
    // One was under way already.
    await reader.fetched();
    await reader.fetched();
    expect(reader.found).toEqual([0, 1, ...range(100, 105)]);
    await reader.leave();
  });
});

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
