import type { Instant } from '../kernel/instant.js';
import { isStanding, type SignalRecord } from './cards.js';
import { signalLevels, type SignalLevel } from './signal-rule.js';

/** A warning or card that counts, with what a figure has to know of the others of its clock. */
export type ScoredSignal = {
  /** It is there strictly after this instant. */
  readonly begins: Instant;
  /** When it lapses by itself; null: it does not. */
  readonly ends: Instant | null;
  readonly level: Exclude<SignalLevel, 'timeout'>;
  /** When the first weightier one of the same clock begins, from when on that one is scored; null: none does. */
  readonly outweighedAt: Instant | null;
};

const none: readonly ScoredSignal[] = [];

/** 1 warning, 2 yellow, 3 red: of several of one clock the weightiest is scored. */
export const weightOfLevel = (level: SignalLevel): number => signalLevels.indexOf(level);

const outweighedAt = ({ clock, level }: SignalRecord, standing: readonly SignalRecord[]): Instant | null => {
  let first: Instant | null = null;
  for (const other of standing) {
    if (other.clock !== clock || weightOfLevel(other.level) <= weightOfLevel(level)) continue;
    if (first === null || other.begins < first) first = other.begins;
  }
  return first;
};

/**
 * The warnings and cards of a case that count towards figures: those that follow from its facts and that nobody took
 * down, revoked, withdrew or has yet to confirm (domain guide §6). Free of `now`: of an open case also those still to
 * come, so compare `begins`, `ends` and `outweighedAt` with the instant of reading.
 */
export const scoredSignals = (records: readonly SignalRecord[]): readonly ScoredSignal[] => {
  if (records.length === 0) return none;
  const standing = records.filter(isStanding);
  return standing.flatMap((record) => {
    const { begins, ends, level } = record;
    return level === 'timeout' ? [] : [{ begins, ends, level, outweighedAt: outweighedAt(record, standing) }];
  });
};
