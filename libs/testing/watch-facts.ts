import type { Fact } from '@mingxiao/domain/events/fact';
import type { WatchEvent } from '@mingxiao/domain/signals/watch-events';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import { fact, type FactOptions } from './facts.js';

/** What the watch appends, as the log would hold it. */
export const factOfWatch = ({ id, source, type, subject, time, data }: WatchEvent, options: FactOptions = {}): Fact =>
  fact(type, instantOf(time) ?? 0, data, { id, source, subject, ...options });
