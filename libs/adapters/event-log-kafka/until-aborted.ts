/**
 * What a promise gives, or `instead` once the signal aborts. Not by `Promise.race` with a promise that lives as long as the
 * subscription: that one would hold on to everything that was ever raced against it, which is the log.
 */
export const untilAborted = <Value>(value: Promise<Value>, signal: AbortSignal, instead: Value): Promise<Value> =>
  new Promise((resolve, reject) => {
    const stop = () => resolve(instead);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void value.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
