import type { Balance, SourceBalance } from '@mingxiao/contracts/reconciliation';
import type { LogTally } from './log-tally.js';

/** What the ledger and the fact tables say, to be compared with the log's own count. */
export type StoreTally = {
  readonly total: Balance;
  readonly perSourceAndDay: readonly SourceBalance[];
  readonly hashSum: bigint;
  /** In the fact tables: how many count, and the same hash over them. */
  readonly stored: { readonly facts: number; readonly hashSum: bigint };
};

const outcomes = ['logged', 'facts', 'duplicates', 'conflicts', 'parked'] as const;
const places = 20;

export const sumOf = (balances: readonly Balance[]): Balance =>
  Object.fromEntries(outcomes.map((outcome) => [outcome, balances.reduce((sum, balance) => sum + balance[outcome], 0)])) as Balance;

/** Every figure is compared with the log's own; a difference is named with both sides. */
export const differences = (store: StoreTally, log: LogTally): string[] => {
  const compare = (what: string, here: number | bigint, there: number | bigint) => (here === there ? [] : [`${what}: the ledger says ${here}, the log ${there}`]);
  return [
    ...outcomes.flatMap((outcome) => compare(outcome === 'logged' ? 'records' : outcome, store.total[outcome], log.total[outcome])),
    ...compare('content hash', store.hashSum, log.hashSum),
    ...(store.stored.facts === store.total.facts ? [] : [`facts: the ledger says ${store.total.facts}, the fact tables hold ${store.stored.facts}`]),
    ...(store.stored.hashSum === store.hashSum ? [] : ['content hash: the fact tables differ from the ledger']),
    ...whereTheyDiffer(store, log),
  ];
};

/** The partitions of which the ledger holds more than the log, whose end must have been read after the ledger's. */
export const lostRecords = (reached: readonly number[], ends: readonly number[]): string[] =>
  ends.flatMap((end, partition) => {
    const position = reached[partition] ?? 0;
    if (position <= end) return [];
    return [`partition ${partition}: the log ends at ${end}, the ledger at ${position}: the log has lost ${position - end} acknowledged records, which only the store holds now; do not rebuild it from this log`];
  });

/** The sources and days on which ledger and log differ, the first of them. */
const whereTheyDiffer = ({ perSourceAndDay }: StoreTally, { bySourceAndDay }: LogTally): string[] => {
  const ledger = new Map(perSourceAndDay.map((row) => [nameOf(row.source, row.day), row]));
  const log = new Map([...bySourceAndDay].flatMap(([source, days]) => [...days].map(([day, balance]) => [nameOf(source, day), balance] as const)));
  const names = [...new Set([...ledger.keys(), ...log.keys()])].sort();
  const odd = names.filter((name) => outcomes.some((outcome) => (ledger.get(name)?.[outcome] ?? 0) !== (log.get(name)?.[outcome] ?? 0)));
  return odd.slice(0, places).map((name) => `${name}: the ledger says ${inWords(ledger.get(name))}, the log ${inWords(log.get(name))}`);
};

const nameOf = (source: string, day: string): string => `${source === '' ? '(unreadable)' : source} on ${day}`;

const inWords = (balance: Balance | undefined): string => (balance === undefined ? 'nothing' : outcomes.map((outcome) => `${balance[outcome]} ${outcome}`).join(', '));
