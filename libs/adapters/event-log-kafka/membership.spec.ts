import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aHandMadeBroker } from './hand-made-broker.fixture.js';
import { Membership } from './membership.js';
import { stillTime } from './still-time.fixture.js';

describe('a member of a group', () => {
  let time: ReturnType<typeof stillTime>;
  beforeEach(() => {
    time = stillTime();
  });
  afterEach(() => time.end());

  const atOnce = async (): Promise<void> => undefined;
  const aMember = ({ take = atOnce, sync = atOnce }: { readonly take?: () => Promise<void>; readonly sync?: () => Promise<void> }) => {
    const { cluster, heartbeats } = aHandMadeBroker(sync);
    const [told, abort]: [string[], AbortController] = [[], new AbortController()];
    const group = {
      name: 'readers',
      onAssigned: async () => {
        told.push('assigned');
        await take();
        return new Map([[0, 0]]);
      },
      onRevoked: async () => void told.push('revoked'),
    };
    const membership = new Membership({
      cluster,
      topic: 'topic',
      partitions: 1,
      group,
      onBegin: () => void told.push('begins'),
      onEnd: () => undefined,
      onHeard: () => undefined,
      heard: (problem) => problem !== null && told.push(`${membership.isCurrent ? 'sure' : 'unsure'} of its place: ${problem}`),
    });
    const running = membership.run(abort.signal);
    return {
      membership,
      told,
      heartbeats,
      leave: async () => {
        abort.abort();
        await running;
      },
    };
  };

  /** Something that takes until it is told to be over; no time at all from then on. */
  const slow = () => {
    let over = (): void => undefined;
    const done = new Promise<void>((resolve) => (over = resolve));
    return {
      work: () => done,
      over: async () => {
        over();
        await time.pass(0);
      },
    };
  };

  it('that was not heard while it took its partitions gives them up, and begins once it has joined again', async () => {
    const taking = slow();
    const { told, heartbeats, leave } = aMember({ take: taking.work });
    for (let failed = 0; failed < 5; failed += 1) {
      await time.pass(2_000);
      heartbeats.next().refuse('');
    }
    await time.pass(500);
    await taking.over();
    expect(told).toEqual(['assigned', expect.stringMatching(/not heard/)]);
    await time.pass(500);
    expect(told.slice(2)).toEqual(['revoked', 'assigned', 'begins']);
    await leave();
  });

  it('that was put out while it took its partitions does not begin with them', async () => {
    const taking = slow();
    const { told, heartbeats, leave } = aMember({ take: taking.work });
    await time.pass(2_000);
    heartbeats.next().refuse('UNKNOWN_MEMBER_ID');
    await taking.over();
    await time.pass(500);
    expect(told).toEqual(['assigned', expect.stringMatching(/not heard/), 'revoked', 'assigned', 'begins']);
    await leave();
  });

  it('that hears that it was put out is sure of its place no longer, also before it gives up its partitions', async () => {
    const { told, heartbeats, leave } = aMember({});
    await time.pass(2_000);
    heartbeats.next().refuse('ILLEGAL_GENERATION');
    await time.pass(0);
    expect(told).toEqual(['assigned', 'begins', expect.stringMatching(/^unsure .*ILLEGAL_GENERATION/)]);
    await leave();
  });

  it('counts an answer from when it asked: one that lay unread for longer than the group waits tells nothing of now', async () => {
    const { membership, heartbeats, leave } = aMember({});
    await time.pass(2_000 + 10_000);
    heartbeats.next().answer();
    await time.pass(0);
    expect(membership.isCurrent).toBe(false);
    await time.pass(2_000);
    heartbeats.next().answer();
    await time.pass(0);
    expect(membership.isCurrent).toBe(true);
    await leave();
  });

  it('does not begin with partitions that it was given so long ago that others may have them', async () => {
    const syncing = slow();
    const { told, leave } = aMember({ sync: syncing.work });
    await time.pass(10_500);
    await syncing.over();
    expect(told).toEqual(['assigned', expect.stringMatching(/not heard/)]);
    await time.pass(500);
    expect(told.slice(2)).toEqual(['revoked', 'assigned', 'begins']);
    await leave();
  });
});
