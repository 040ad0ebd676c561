import { z } from 'zod';
import type { NamedRead } from '../named-read.js';

const count = z.coerce.number();

const balanceRow = z.object({
  type: z.string(),
  logged: count,
  facts: count,
  duplicates: count,
  conflicts: count,
  parked: count,
  hash_sum: z.string().transform((value) => BigInt(value)),
});
export type TypeBalance = z.output<typeof balanceRow>;
export const typeBalances: NamedRead<TypeBalance> = {
  name: 'reconciliation/balance',
  file: new URL('./balance.sql', import.meta.url),
  row: (raw) => balanceRow.parse(raw),
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

const countsRow = z.object({ parked: count, conflicts: count });
export const ledgerCounts: NamedRead<z.output<typeof countsRow>> = {
  name: 'reconciliation/ledger-counts',
  file: new URL('./ledger-counts.sql', import.meta.url),
  row: (raw) => countsRow.parse(raw),
};
