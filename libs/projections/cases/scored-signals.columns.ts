import type { SignalRecord } from '@mingxiao/domain/signals/cards';
import { scoredSignals, weightOfLevel } from '@mingxiao/domain/signals/scored-signals';
import type { Column } from '@mingxiao/ports/analytics-store/analytics-store';
import { smallLists, wholeLists } from './cells.js';

/** Warnings and cards of each case that count. */
export const scoredSignalColumns = (records: readonly (readonly SignalRecord[])[]): Column[] => {
  const signals = records.map(scoredSignals);
  return [
    wholeLists('signal_at', signals, ({ begins }) => begins),
    wholeLists('signal_ends', signals, ({ ends }) => ends ?? 0),
    smallLists('signal_level', signals, ({ level }) => weightOfLevel(level)),
    smallLists('signal_scored', signals, ({ outweighedAt }) => (outweighedAt === null ? 1 : 0)),
    wholeLists('signal_outweighed_at', signals, ({ outweighedAt }) => outweighedAt ?? 0),
  ];
};
