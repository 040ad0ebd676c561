import type { EventLog, IdentityIndex, LogHealth } from '@mingxiao/ports/event-log/event-log';
import type { Meters } from './meters.js';
import type { Spans } from './spans.js';

export type AnyLog = EventLog & Partial<IdentityIndex & LogHealth>;

/** The same log, with every append measured. What the log does not offer, this one does not either. */
export const observedLog = (log: AnyLog, meters: Meters, spans: Spans): AnyLog => {
  const find = log.find?.bind(log);
  const state = log.state?.bind(log);
  const append: EventLog['append'] = async (records) => {
    const end = meters.appendSeconds.startTimer();
    try {
      const positions = await spans.within('log append', { records: records.length }, () => log.append(records));
      end();
      meters.appendRecords.observe(records.length);
      return positions;
    } catch (error) {
      meters.appendFailures.inc();
      throw error;
    }
  };
  return {
    generation: log.generation,
    partitions: log.partitions,
    append,
    subscribe: (from, options) => log.subscribe(from, options),
    end: () => log.end(),
    read: (position) => log.read(position),
    close: () => log.close(),
    ...(find === undefined ? {} : { find }),
    ...(state === undefined ? {} : { state }),
  };
};
