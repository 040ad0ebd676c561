import { setTimeout as delay } from 'node:timers/promises';
import type { ItemResult, SendLines } from './import-options.js';

export type BatchSender = {
  /** Resolves when the line is taken: at once, or when a batch in flight has come back. */
  readonly add: (line: string) => Promise<void>;
  /** Resolves when everything added so far has been answered. */
  readonly flush: () => Promise<void>;
  /** Resolves when nothing is in flight any more, whether it succeeded or not. Sends nothing. */
  readonly settle: () => Promise<void>;
};

export type BatchOptions = {
  readonly send: SendLines;
  readonly onResult: (result: ItemResult, line: string) => Promise<void>;
  readonly wait?: ((seconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly linesMax?: number;
  readonly inFlightMax?: number;
};

const charactersMax = 1024 * 1024;
const attemptsMax = 100;
const waitSecondsMax = 60;

const waitSeconds = (seconds: number, signal?: AbortSignal): Promise<void> =>
  delay(seconds * 1000, undefined, signal === undefined ? {} : { signal });

/** How long the door asks to wait; null for an error that waiting does not mend. */
const retryAfterOf = (failure: unknown): number | null => {
  if (!(failure instanceof Error) || !('retryAfterSeconds' in failure)) return null;
  return typeof failure.retryAfterSeconds === 'number' ? Math.max(0, failure.retryAfterSeconds) : null;
};

/** Sends one batch until it is answered. Sending again is harmless: the ids are derived from the content. */
const sendPatiently = async (lines: readonly string[], { send, wait = waitSeconds, signal }: BatchOptions): Promise<readonly ItemResult[]> => {
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return await send(lines, signal);
    } catch (failure) {
      const seconds = retryAfterOf(failure);
      if (seconds === null || attempt >= attemptsMax) throw failure;
      await wait(Math.min(seconds, waitSecondsMax), signal);
    }
  }
};

const deliver = async (lines: readonly string[], options: BatchOptions): Promise<void> => {
  const results = await sendPatiently(lines, options);
  if (results.length !== lines.length) throw new Error(`${lines.length} events were sent, but ${results.length} were answered`);
  for (const [place, result] of results.entries()) await options.onResult(result, lines[result.index] ?? lines[place] ?? '');
};

/** Gathers lines into batches and keeps a few of them in flight. The first failure is thrown by the next call. */
export const createBatchSender = (options: BatchOptions): BatchSender => {
  const { linesMax = 1000, inFlightMax = 4 } = options;
  const inFlight = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let lines: string[] = [];
  let characters = 0;

  const throwFailure = (): void => {
    if (failures.length > 0) throw failures[0];
  };
  const dispatch = async (): Promise<void> => {
    while (inFlight.size >= inFlightMax) await Promise.race(inFlight);
    throwFailure();
    const batch = deliver(lines, options)
      .catch((failure: unknown) => void failures.push(failure))
      .finally(() => inFlight.delete(batch));
    inFlight.add(batch);
    lines = [];
    characters = 0;
  };
  const add = async (line: string): Promise<void> => {
    throwFailure();
    lines.push(line);
    characters += line.length;
    if (lines.length >= linesMax || characters >= charactersMax) await dispatch();
  };
  const flush = async (): Promise<void> => {
    if (lines.length > 0) await dispatch();
    await Promise.all(inFlight);
    throwFailure();
  };
  return { add, flush, settle: async () => void (await Promise.all(inFlight)) };
};
