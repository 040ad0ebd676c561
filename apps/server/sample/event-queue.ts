import type { Instant } from '@mingxiao/domain/kernel/instant';

type Timed = { readonly at: Instant };
type Entry<T> = { readonly value: T; readonly order: number };

/** Holds what is still to happen and gives back the earliest first; equals come out in the order they went in. */
export type EventQueue<T extends Timed> = {
  readonly push: (value: T) => void;
  /** The earliest, when it is due by `until`; it is then taken out. */
  readonly takeUntil: (until: Instant) => T | undefined;
  readonly size: () => number;
};

const before = <T extends Timed>(a: Entry<T>, b: Entry<T>): boolean =>
  a.value.at < b.value.at || (a.value.at === b.value.at && a.order < b.order);

const siftUp = <T extends Timed>(heap: Entry<T>[], entry: Entry<T>): void => {
  let hole = heap.length;
  while (hole > 0) {
    const up = (hole - 1) >> 1;
    const parent = heap[up];
    if (parent === undefined || before(parent, entry)) break;
    heap[hole] = parent;
    hole = up;
  }
  heap[hole] = entry;
};

const earlierChild = <T extends Timed>(heap: Entry<T>[], hole: number): number => {
  const left = heap[2 * hole + 1];
  const right = heap[2 * hole + 2];
  return left !== undefined && right !== undefined && before(right, left) ? 2 * hole + 2 : 2 * hole + 1;
};

const siftDown = <T extends Timed>(heap: Entry<T>[], entry: Entry<T>): void => {
  let hole = 0;
  for (;;) {
    const child = earlierChild(heap, hole);
    const candidate = heap[child];
    if (candidate === undefined || before(entry, candidate)) break;
    heap[hole] = candidate;
    hole = child;
  }
  heap[hole] = entry;
};

/** A binary heap: a year of a city passes through it while only the open part is held. */
export const createEventQueue = <T extends Timed>(): EventQueue<T> => {
  const heap: Entry<T>[] = [];
  let pushed = 0;
  return {
    push: (value) => siftUp(heap, { value, order: pushed++ }),
    takeUntil: (until) => {
      const first = heap[0];
      if (first === undefined || first.value.at > until) return undefined;
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) siftDown(heap, last);
      return first.value;
    },
    size: () => heap.length,
  };
};
