/** One line of a CSV file or one event of an XES trace: texts by column, as the file states them. */
export type RawRow = { readonly line: number; readonly values: Readonly<Record<string, string>> };

/** A case as a file states it, whatever the format. The mapping engine reads nothing else. */
export type RawCase = {
  readonly caseId: string;
  /** Where the case begins in the file; counted from 1. */
  readonly line: number;
  /** What is stated once for the case: trace attributes of XES; of CSV the columns of its rows. */
  readonly attributes: Readonly<Record<string, string>>;
  /** In the order of the file. */
  readonly rows: readonly RawRow[];
};

/** A row that became nothing, and why. */
export type Reject = { readonly line: number; readonly reason: string };
export type RejectedRow = Reject & { readonly row: unknown };

/** What a reader hands over: cases, and rows that it could not read. */
export type ReadItem =
  | { readonly kind: 'case'; readonly case: RawCase }
  | { readonly kind: 'reject'; readonly reject: RejectedRow };
