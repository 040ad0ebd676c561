import { addPiece, type OpenCase, openCase } from '@mingxiao/domain/imports/merge-case';
import type { RawCase, ReadItem } from '@mingxiao/domain/imports/raw-case';
import { caseItem, checkCaseSize, type GroupOptions, rejectItem } from './group-options.js';
import type { Piece } from './read-csv.js';
import { openSpillFiles, type SpillFiles } from './spill-files.js';

type Gathered = { readonly cases: Map<string, OpenCase>; readonly rejects: ReadItem[] };

const gather = ({ cases, rejects }: Gathered, piece: RawCase, options: GroupOptions): void => {
  const open = cases.get(piece.caseId);
  if (open === undefined) {
    cases.set(piece.caseId, openCase(piece));
    return;
  }
  for (const reject of addPiece(open, piece, options.rules)) rejects.push(rejectItem(reject));
  checkCaseSize(open, options);
};

const gatherAll = async (pieces: Iterable<RawCase> | AsyncIterable<RawCase>, options: GroupOptions): Promise<readonly ReadItem[]> => {
  const result: Gathered = { cases: new Map(), rejects: [] };
  for await (const piece of pieces) gather(result, piece, options);
  return [...result.rejects, ...[...result.cases.values()].map(caseItem)];
};

async function* readBack(spill: SpillFiles, options: GroupOptions): AsyncGenerator<readonly ReadItem[]> {
  for await (const file of spill.read()) yield gatherAll(file, options);
}

const rejectsIn = (batch: readonly Piece[]): readonly ReadItem[] =>
  batch.flatMap((entry) => ('reject' in entry ? [rejectItem(entry.reject)] : []));
const piecesIn = (batch: readonly Piece[]): readonly RawCase[] => batch.flatMap((entry) => ('piece' in entry ? [entry.piece] : []));

/**
 * Puts cases together whose rows stand anywhere in the file. Small files are held in memory; larger ones are spread
 * over temporary files by a hash of the case, and one of these at a time is held in memory.
 */
export async function* groupScattered(batches: AsyncIterable<readonly Piece[]>, options: GroupOptions): AsyncGenerator<readonly ReadItem[]> {
  const { rowsInMemoryMax = 50_000 } = options;
  let held: RawCase[] = [];
  let spill: SpillFiles | null = null;
  try {
    for await (const batch of batches) {
      yield rejectsIn(batch);
      held = held.concat(piecesIn(batch));
      if (held.length < rowsInMemoryMax) continue;
      spill ??= await openSpillFiles();
      await spill.put(held);
      held = [];
    }
    if (spill === null) yield gatherAll(held, options);
    else {
      await spill.put(held);
      yield* readBack(spill, options);
    }
  } finally {
    await spill?.close();
  }
}
