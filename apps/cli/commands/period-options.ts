import type { Command } from 'commander';

/** Which period: one of the two ways, which the server checks. */
export type PeriodOptions = { period?: string; from?: string; to?: string };

export const withPeriod = (command: Command): Command =>
  command
    .option('--period <period>', 'a year, a quarter or a month: 2026, 2026-Q2, 2026-06')
    .option('--from <date>', 'first day, YYYY-MM-DD, instead of --period')
    .option('--to <date>', 'last day, included');

export const periodOf = ({ period, from, to }: PeriodOptions): Record<string, string> =>
  Object.fromEntries(Object.entries({ period, from, to }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
