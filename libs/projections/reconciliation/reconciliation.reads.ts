import type { Balance, LastReconciliation } from '@mingxiao/contracts/reconciliation';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { z } from 'zod';
import type { NamedRead } from '../named-read.js';

const count = z.coerce.number();

const balanceRow = z.object({
  by_type: count,
  type: z.string(),
  source: z.string(),
  day: z.string(),
  logged: count,
  facts: count,
  duplicates: count,
  conflicts: count,
  parked: count,
  hash_sum: z.string().transform((value) => BigInt(value)),
});

/** Either of a type, or of a source and a day; what it is not of is null. */
export type GroupBalance = {
  readonly type: string | null;
  readonly source: string | null;
  readonly day: string | null;
  readonly balance: Balance;
  readonly hashSum: bigint;
};

const toGroupBalance = ({ by_type, type, source, day, hash_sum, ...balance }: z.output<typeof balanceRow>): GroupBalance =>
  by_type === 1 ? { type, source: null, day: null, balance, hashSum: hash_sum } : { type: null, source, day, balance, hashSum: hash_sum };

export const balances: NamedRead<GroupBalance> = {
  name: 'reconciliation/balance',
  file: new URL('./balance.sql', import.meta.url),
  row: (raw) => toGroupBalance(balanceRow.parse(raw)),
};

const storedRow = z.object({ facts: count, hash_sum: z.string().transform((value) => BigInt(value)) });
export const storedFacts: NamedRead<z.output<typeof storedRow>> = {
  name: 'reconciliation/stored-facts',
  file: new URL('./stored-facts.sql', import.meta.url),
  row: (raw) => storedRow.parse(raw),
};

const sharedRow = z.object({ shared: count });
export const sharedIdentities: NamedRead<z.output<typeof sharedRow>> = {
  name: 'reconciliation/shared-identities',
  file: new URL('./shared-identities.sql', import.meta.url),
  row: (raw) => sharedRow.parse(raw),
};

const sequenceGapRow = z.object({ source: z.string(), day: z.string(), from_number: count, to_number: count, missing: count });
export const sequenceGaps: NamedRead<z.output<typeof sequenceGapRow>> = {
  name: 'reconciliation/sequence-gaps',
  file: new URL('./sequence-gaps.sql', import.meta.url),
  row: (raw) => sequenceGapRow.parse(raw),
};

const countsRow = z.object({ parked: count, conflicts: count });
export const ledgerCounts: NamedRead<z.output<typeof countsRow>> = {
  name: 'reconciliation/ledger-counts',
  file: new URL('./ledger-counts.sql', import.meta.url),
  row: (raw) => countsRow.parse(raw),
};

const lastRow = z.object({ compared_ms: count, ok: count, logged: count, gap_records: count, missing: count, problems: z.array(z.string()) });
export const lastReconciliation: NamedRead<LastReconciliation> = {
  name: 'reconciliation/last-reconciliation',
  file: new URL('./last-reconciliation.sql', import.meta.url),
  row: (raw) => {
    const { compared_ms, ok, logged, gap_records, missing, problems } = lastRow.parse(raw);
    return { at: toIso(compared_ms), ok: ok === 1, logged, gapRecords: gap_records, missing, problems };
  },
};
