import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';

/** A table, or what is read from one; `without` names columns that may differ between two stores that hold the same. */
export type Contents = { readonly from: string; readonly without?: string };

/** How many rows each holds, and a hash over them that does not depend on their order. */
export const hashesOf = (store: AnalyticsStore, contents: readonly Contents[]): Promise<readonly unknown[]> =>
  Promise.all(
    contents.map(({ from, without }) => {
      const columns = without === undefined ? '*' : `* EXCEPT (${without})`;
      return store.query({ name: 'test/hash', sql: `SELECT count() AS rows, toString(sum(sipHash64(tuple(${columns})))) AS hash FROM ${from}`, row: (raw) => raw });
    }),
  );
