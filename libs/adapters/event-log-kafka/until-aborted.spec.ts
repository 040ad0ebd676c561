import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { untilAborted } from './until-aborted.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

it('lets go of what it gave, however long its signal lives', async () => {
  const { signal } = new AbortController();
  const given: WeakRef<object>[] = [];
  for (let index = 0; index < 50; index += 1) {
    const value = await untilAborted(new Promise<object>((resolve) => setImmediate(() => resolve({ index }))), signal, {});
    given.push(new WeakRef(value));
  }
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  expect(given.filter((one) => one.deref() !== undefined).length).toBeLessThan(5);
  expect(signal.aborted).toBe(false);
});

it('gives the other value once its signal aborts, also when it had before', async () => {
  const ending = new AbortController();
  const waiting = untilAborted(new Promise<string>(() => undefined), ending.signal, 'ended');
  ending.abort();
  expect(await waiting).toBe('ended');
  expect(await untilAborted(new Promise<string>(() => undefined), ending.signal, 'ended')).toBe('ended');
});
