import { LogUnavailable, type NewLogRecord } from '@mingxiao/ports/event-log/event-log';
import { describe, expect, it } from 'vitest';
import { AppendQueue, type Sized } from './append-queue.js';
import { aRecord } from './kafka-log.fixture.js';

const sized = (value: string, bytes = 100): Sized => ({ record: aRecord(value), bytes });
const many = (count: number, word: string, bytes?: number): readonly Sized[] => Array.from({ length: count }, (_, index) => sized(`${word} ${index}`, bytes));

/** Sends that wait until the test lets them go on, in order. */
const heldSends = () => {
  const sent: string[][] = [];
  const waiting: { resolve(first: number): void; reject(error: Error): void }[] = [];
  let next = 0;
  const queue = new AppendQueue(
    (records: readonly NewLogRecord[]) =>
      new Promise<number>((resolve, reject) => {
        sent.push(records.map(({ value }) => Buffer.from(value).toString()));
        waiting.push({
          reject,
          resolve: () => {
            resolve(next);
            next += records.length;
          },
        });
      }),
  );
  const settle = async (end: (one: (typeof waiting)[number]) => void) => {
    await new Promise((resolve) => setImmediate(resolve));
    const one = waiting.shift();
    if (one === undefined) throw new Error('nothing is being sent');
    end(one);
  };
  return { queue, sent, succeed: () => settle(({ resolve }) => resolve(0)), fail: () => settle(({ reject }) => reject(new LogUnavailable('away'))) };
};

describe('the appends of one partition', () => {
  it('wait for the send under way and go out together with the next one, in their order', async () => {
    const { queue, sent, succeed } = heldSends();
    const first = queue.append([sized('a')]);
    await new Promise((resolve) => setImmediate(resolve));
    const rest = [queue.append([sized('b'), sized('c')]), queue.append([sized('d')])];
    await succeed();
    await succeed();
    expect(await Promise.all([first, ...rest])).toEqual([[0], [1, 2], [3]]);
    expect(sent).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('are cut into sends of a megabyte, and one that is longer goes alone', async () => {
    const { queue, sent, succeed } = heldSends();
    const appended = queue.append([...many(3, 'half', 500_000), sized('long', 3_000_000), sized('short')]);
    for (const expected of [2, 1, 1, 1]) {
      await succeed();
      expect(sent.at(-1)).toHaveLength(expected);
    }
    expect(await appended).toEqual([0, 1, 2, 3, 4]);
  });

  it('fail alone when their send fails', async () => {
    const { queue, succeed, fail } = heldSends();
    const first = queue.append([sized('a')]);
    await new Promise((resolve) => setImmediate(resolve));
    const second = queue.append([sized('b')]);
    const refused = expect(first).rejects.toBeInstanceOf(LogUnavailable);
    await fail();
    await succeed();
    await refused;
    expect(await second).toEqual([0]);
    await queue.settled();
  });

  it('are refused where they wait when nobody can be reached; what is being sent goes on', async () => {
    const { queue, sent, succeed } = heldSends();
    const first = queue.append([sized('a')]);
    await new Promise((resolve) => setImmediate(resolve));
    const second = expect(queue.append([sized('b')])).rejects.toBeInstanceOf(LogUnavailable);
    queue.refuse(new LogUnavailable('away'));
    await second;
    await succeed();
    expect(await first).toEqual([0]);
    expect(sent).toEqual([['a']]);
  });
});
