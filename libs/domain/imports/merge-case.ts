import type { RawCase, RawRow, RejectedRow } from './raw-case.js';

export type MergeRules = {
  /** The columns that the mapping reads once for the whole case. */
  readonly caseColumns: readonly string[];
  readonly isNothing: (value: string | undefined) => boolean;
};

/** A case that is still being put together from its pieces. */
export type OpenCase = {
  readonly caseId: string;
  readonly line: number;
  readonly attributes: Record<string, string>;
  readonly rows: RawRow[];
};

/** The first piece of a case opens it. The attributes are copied, since later pieces fill gaps in them. */
export const openCase = (piece: RawCase): OpenCase => ({
  caseId: piece.caseId,
  line: piece.line,
  attributes: { ...piece.attributes },
  rows: [...piece.rows],
});

const contradiction = (open: OpenCase, piece: RawCase, { caseColumns, isNothing }: MergeRules): string | null => {
  for (const column of caseColumns) {
    const known = open.attributes[column];
    const stated = piece.attributes[column];
    if (known === stated || isNothing(known) || isNothing(stated)) continue;
    return `"${column}" is "${stated}" here but "${known}" earlier in case "${open.caseId}" (from line ${open.line})`;
  }
  return null;
};

/**
 * Adds a further piece of the same case. A column read once for the case may be filled in by a later row; a row that
 * contradicts an earlier one is rejected, since neither of the two is known to be right.
 */
export const addPiece = (open: OpenCase, piece: RawCase, rules: MergeRules): readonly RejectedRow[] => {
  const reason = contradiction(open, piece, rules);
  if (reason !== null) {
    if (piece.rows.length === 0) return [{ line: piece.line, reason, row: piece.attributes }];
    return piece.rows.map(({ line, values }) => ({ line, reason, row: values }));
  }
  for (const column of rules.caseColumns) {
    const stated = piece.attributes[column];
    if (stated !== undefined && rules.isNothing(open.attributes[column])) open.attributes[column] = stated;
  }
  for (const row of piece.rows) open.rows.push(row);
  return [];
};
