import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import { describe, expect, it } from 'vitest';
import { aRecord, contentHashOf, contentsOf, identityOf, inFolder, withLog } from './embedded-log.fixture.js';
import type { EmbeddedEventLog } from './embedded-event-log.js';
import type { Failpoint } from './failpoints.js';

/** Holds commits at one point until it is opened, and counts how often a point is reached. */
const gateAt = (held: Failpoint) => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const counts = new Map<Failpoint, number>();
  const reach = async (point: Failpoint): Promise<void> => {
    counts.set(point, (counts.get(point) ?? 0) + 1);
    if (point !== held) return;
    arrive();
    await opened;
  };
  return { failpoints: { reach }, open: () => open(), arrived, counts };
};

const hashOf = (log: EmbeddedEventLog, id: string): string | undefined => log.find([identityOf(id)])[0]?.contentHash;

describe('appending to an embedded log', () => {
  it('serves everything that arrives during a commit with the next one', () =>
    inFolder(async (folder) => {
      const gate = gateAt('before-write');
      await withLog(
        folder,
        async (log) => {
          const first = log.append([aRecord('first')]);
          await gate.arrived;
          const rest = Array.from({ length: 50 }, (_, index) => log.append([aRecord(`later ${index}`)]));
          gate.open();
          await Promise.all([first, ...rest]);
          expect(gate.counts.get('after-sync')).toBe(2);
          expect(await contentsOf(log)).toHaveLength(51);
        },
        { failpoints: gate.failpoints },
      );
    }));

  it('refuses at once what would not fit into the queue, and takes it when there is room again', () =>
    inFolder(async (folder) => {
      const gate = gateAt('before-write');
      const large = aRecord('large', { content: 'x'.repeat(900) });
      await withLog(
        folder,
        async (log) => {
          const first = log.append([large]);
          await gate.arrived;
          await expect(log.append([large])).rejects.toBeInstanceOf(LogUnavailable);
          gate.open();
          await first;
          await log.append([large]);
          expect(await contentsOf(log)).toHaveLength(2);
        },
        { failpoints: gate.failpoints, queueBytesMax: 1_500 },
      );
    }));

  it('takes a single append that is larger than the queue', () =>
    inFolder((folder) =>
      withLog(
        folder,
        async (log) => {
          await log.append([aRecord('large', { content: 'x'.repeat(9_000) })]);
          expect(await log.end()).toEqual([1]);
        },
        { queueBytesMax: 1_500 },
      ),
    ));

  it('shows nothing that is not durable yet', () =>
    inFolder(async (folder) => {
      const gate = gateAt('after-write');
      await withLog(
        folder,
        async (log) => {
          const append = log.append([aRecord('under way')]);
          await gate.arrived;
          expect(await log.end()).toEqual([0]);
          expect(await contentsOf(log)).toEqual([]);
          expect(await log.read({ partition: 0, offset: 0 })).toBeNull();
          gate.open();
          await append;
          expect(await contentsOf(log)).toEqual(['under way']);
        },
        { failpoints: gate.failpoints },
      );
    }));

  it('refuses a record that no log could take, and only that append', () =>
    inFolder((folder) =>
      withLog(folder, async (log) => {
        const record = aRecord('a fact');
        const headers = { ...record.headers, identity: new Uint8Array(15) };
        await expect(log.append([aRecord('beside'), { ...record, headers }])).rejects.toBeInstanceOf(RangeError);
        await log.append([record]);
        expect(await contentsOf(log)).toEqual(['a fact']);
      }),
    ));
});

describe('finding identities', () => {
  it('knows an append that is under way, and the promise that settles with it', () =>
    inFolder(async (folder) => {
      const gate = gateAt('before-write');
      await withLog(
        folder,
        async (log) => {
          const append = log.append([aRecord('a fact')]);
          const [underWay] = log.find([identityOf('a fact')]);
          expect(underWay?.contentHash).toEqual(contentHashOf('a fact'));
          gate.open();
          expect(await underWay?.pending).toEqual(await append);
          expect(log.find([identityOf('a fact')])[0]?.pending).toBeNull();
        },
        { failpoints: gate.failpoints },
      );
    }));

  it('keeps the content that came first, under way, durable and after opening again', () =>
    inFolder(async (folder) => {
      const first = aRecord('an id', { content: 'first' });
      const second = aRecord('an id', { content: 'second' });
      await withLog(folder, async (log) => {
        const appends = [log.append([first]), log.append([second])];
        expect(hashOf(log, 'an id')).toEqual(contentHashOf('first'));
        await Promise.all(appends);
        expect(hashOf(log, 'an id')).toEqual(contentHashOf('first'));
        await log.flushIndex();
        await log.append([aRecord('an id', { content: 'third' })]);
        expect(hashOf(log, 'an id')).toEqual(contentHashOf('first'));
      });
      await withLog(folder, async (log) => {
        expect(hashOf(log, 'an id')).toEqual(contentHashOf('first'));
        expect(await contentsOf(log)).toEqual(['first', 'second', 'third']);
      });
    }));

  it('forgets an append that failed; the next content under the identity counts', () =>
    inFolder(async (folder) => {
      const gate = gateAt('before-write');
      await withLog(
        folder,
        async (log) => {
          const filling = log.append([aRecord('filling', { content: 'x'.repeat(900) })]);
          const refused = log.append([aRecord('an id', { content: 'x'.repeat(900) })]);
          const taken = log.append([aRecord('an id', { content: 'second' })]);
          await expect(refused).rejects.toBeInstanceOf(LogUnavailable);
          expect(hashOf(log, 'an id')).toEqual(contentHashOf('second'));
          gate.open();
          await Promise.all([filling, taken]);
          expect(hashOf(log, 'an id')).toEqual(contentHashOf('second'));
        },
        { failpoints: gate.failpoints, queueBytesMax: 1_500 },
      );
    }));
});
