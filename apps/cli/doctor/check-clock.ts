import { ok, warn, type Finding } from './finding.js';

/** Clocks that differ by more give a wrong order of what two machines saw. */
export const skewMaxMilliseconds = 2_000;

/** An engine's clock beside ours: it was read at some moment between `asked` and `answered` (milliseconds, all of them). */
export const checkClock = (theirs: number, asked: number, answered: number): Finding => {
  const off = theirs < asked ? theirs - asked : Math.max(0, theirs - answered);
  const found = `the clock of ClickHouse is ${Math.abs(off) < 50 ? 'with' : `${(Math.abs(off) / 1_000).toFixed(1)} s ${off < 0 ? 'behind' : 'ahead of'}`} ours`;
  return Math.abs(off) <= skewMaxMilliseconds ? ok('clock', found) : warn('clock', found, 'set the clocks of both machines by the same time servers (NTP)');
};
