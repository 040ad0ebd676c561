import { addPiece, type OpenCase, openCase } from '@mingxiao/domain/imports/merge-case';
import type { RawCase, ReadItem } from '@mingxiao/domain/imports/raw-case';
import { caseItem, checkCaseSize, type GroupOptions, rejectItem } from './group-options.js';
import { LogFileFailure } from './log-file-failure.js';
import type { Piece } from './read-csv.js';

type State = { open: OpenCase | null; readonly seen: Set<string> };

const begin = ({ seen }: State, piece: RawCase, { fileName }: GroupOptions): OpenCase => {
  if (!seen.has(piece.caseId)) {
    seen.add(piece.caseId);
    return openCase(piece);
  }
  const remedy = 'sort the file by case, or let the mapping say "grouped": false';
  throw new LogFileFailure(`${fileName}, line ${piece.line}: the case "${piece.caseId}" comes back after other cases: ${remedy}`);
};

const take = (state: State, piece: RawCase, options: GroupOptions): readonly ReadItem[] => {
  const { open } = state;
  if (open !== null && open.caseId === piece.caseId) {
    const rejects = addPiece(open, piece, options.rules);
    checkCaseSize(open, options);
    return rejects.map(rejectItem);
  }
  state.open = begin(state, piece, options);
  return open === null ? [] : [caseItem(open)];
};

/**
 * Puts cases together whose rows stand side by side. A case that comes back later is refused, since its first part has
 * been handed over already. Remembers the ids of all cases, about 100 bytes each, and the rows of one case.
 */
export async function* groupAdjacent(batches: AsyncIterable<readonly Piece[]>, options: GroupOptions): AsyncGenerator<readonly ReadItem[]> {
  const state: State = { open: null, seen: new Set() };
  for await (const batch of batches) {
    yield batch.flatMap((entry) => ('reject' in entry ? [rejectItem(entry.reject)] : take(state, entry.piece, options)));
  }
  if (state.open !== null) yield [caseItem(state.open)];
}
