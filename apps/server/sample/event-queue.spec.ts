import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventQueue } from './event-queue.js';

type Numbered = { readonly at: number; readonly order: number };

const fill = (instants: readonly number[]) => {
  const queue = createEventQueue<Numbered>();
  instants.forEach((at, order) => queue.push({ at, order }));
  return queue;
};

const drain = (instants: readonly number[], until: number): Numbered[] => {
  const queue = fill(instants);
  const taken: Numbered[] = [];
  for (let next = queue.takeUntil(until); next !== undefined; next = queue.takeUntil(until)) taken.push(next);
  return taken;
};

describe('the queue of what is still to happen', () => {
  it('gives everything back in order of time, equals in the order they went in', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (instants) => {
        const expected = instants.map((at, order) => ({ at, order })).sort((a, b) => a.at - b.at || a.order - b.order);
        expect(drain(instants, 20)).toEqual(expected);
      }),
    ));

  it('keeps what is not due yet', () => {
    const queue = fill([3, 1, 2]);
    expect(queue.takeUntil(1)).toEqual({ at: 1, order: 1 });
    expect(queue.takeUntil(1)).toBeUndefined();
    expect(queue.size()).toBe(2);
  });
});
