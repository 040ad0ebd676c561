import { describe, expect, it } from 'vitest';
import type { ItemResult } from './import-options.js';
import { createBatchSender } from './send-batches.js';

const accept = (lines: readonly string[]): ItemResult[] => lines.map((_, index) => ({ index, status: 'accepted' }));
const later = (retryAfterSeconds: number): Error => Object.assign(new Error('later'), { retryAfterSeconds });
const ignore = async (): Promise<void> => undefined;

describe('sending batches', () => {
  it('sends every line once, in batches, and hands each result over with its line', async () => {
    const sizes: number[] = [];
    const answered: string[] = [];
    const sender = createBatchSender({
      send: async (lines) => {
        sizes.push(lines.length);
        return accept(lines);
      },
      onResult: async (_, line) => void answered.push(line),
      linesMax: 3,
    });
    for (const line of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await sender.add(line);
    await sender.flush();
    expect(sizes).toEqual([3, 3, 1]);
    expect(answered.sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  });

  it('keeps no more batches in flight than allowed', async () => {
    let inFlight = 0;
    let most = 0;
    const send = async (lines: readonly string[]): Promise<ItemResult[]> => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight -= 1;
      return accept(lines);
    };
    const sender = createBatchSender({ send, onResult: ignore, linesMax: 1, inFlightMax: 2 });
    for (let count = 0; count < 20; count += 1) await sender.add('x');
    await sender.flush();
    expect(most).toBe(2);
  });

  it('waits as long as the door asks, and sends the same lines again', async () => {
    const waited: number[] = [];
    const sent: (readonly string[])[] = [];
    const sender = createBatchSender({
      send: async (lines) => {
        sent.push(lines);
        if (sent.length < 3) throw later(sent.length * 2);
        return accept(lines);
      },
      wait: async (seconds) => void waited.push(seconds),
      onResult: ignore,
    });
    await sender.add('a');
    await sender.flush();
    expect(waited).toEqual([2, 4]);
    expect(sent).toEqual([['a'], ['a'], ['a']]);
  });

  it('ends with the error of the door that waiting does not mend, and sends nothing more', async () => {
    let calls = 0;
    const send = async (): Promise<ItemResult[]> => {
      calls += 1;
      throw new Error('401');
    };
    const sender = createBatchSender({ send, onResult: ignore, linesMax: 1 });
    await sender.add('a');
    await expect(sender.flush()).rejects.toThrow('401');
    await expect(sender.add('b')).rejects.toThrow('401');
    expect(calls).toBe(1);
  });

  it('does not take a short answer for a full one', async () => {
    const sender = createBatchSender({ send: async () => [], onResult: ignore });
    await sender.add('a');
    await expect(sender.flush()).rejects.toThrow('1 events were sent, but 0 were answered');
  });

  it('stops between attempts when it is told to', async () => {
    const stop = new AbortController();
    const send = async (): Promise<ItemResult[]> => {
      stop.abort(new Error('stopped'));
      throw later(1);
    };
    const sender = createBatchSender({ send, wait: ignore, onResult: ignore, signal: stop.signal });
    await sender.add('a');
    await expect(sender.flush()).rejects.toThrow('stopped');
  });
});
