import { startFront, type FrontOptions } from './front.js';
import type { Fault } from './faults.js';

/** What a test tells a front in a process of its own; each is answered when it is done. */
export type FrontOrder =
  | { readonly order: 'fault'; readonly fault: Fault }
  | { readonly order: 'clear' | 'away' | 'back' | 'running' | 'received' | 'stop' };

export type FrontReport = { readonly url: string } | { readonly done: FrontOrder['order']; readonly value: unknown };

/** Serves until it is told to stop, by an order or a signal. Orders come one after another over the channel of the parent. */
export const serveFront = async (options: FrontOptions): Promise<void> => {
  const front = await startFront(options);
  const stop = async () => {
    await front.stop();
    process.exit(0);
  };
  const carryOut = (order: FrontOrder): unknown => {
    switch (order.order) {
      case 'fault':
        return front.faults.add(order.fault);
      case 'clear':
        return front.faults.clear();
      default:
        return order.order === 'stop' ? undefined : front[order.order]();
    }
  };
  let turn: Promise<unknown> = Promise.resolve();
  process.on('message', (order: FrontOrder) => {
    turn = turn.then(async () => {
      const value = await carryOut(order);
      process.send?.({ done: order.order, value: value ?? null });
      if (order.order === 'stop') await stop();
    });
  });
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  // Whoever started it has gone without a word: a front that nobody can stop should not stay.
  process.once('disconnect', () => void stop());
  process.stdout.write(`${front.url}\n`);
};
