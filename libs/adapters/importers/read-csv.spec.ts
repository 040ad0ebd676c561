import { describe, expect, it } from 'vitest';
import { type Piece, readCsv } from './read-csv.js';

async function* chunksOf(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

const options = { fileName: 'hall.csv', delimiter: ',', caseIdColumn: 'no', columns: ['no', 'what'] };
const read = async (...texts: readonly string[]): Promise<readonly Piece[]> => {
  const pieces: Piece[] = [];
  for await (const batch of readCsv(chunksOf(...texts), options)) pieces.push(...batch);
  return pieces;
};

describe('rows of a CSV file', () => {
  it('are pieces of cases, by the names of the header', async () => {
    const values = { no: 'C-1', what: 'in' };
    expect(await read('no,what\n', 'C-1,in\n')).toEqual([{ piece: { caseId: 'C-1', line: 2, attributes: values, rows: [{ line: 2, values }] } }]);
  });

  it('are rejected when they are longer or shorter than the header', async () => {
    expect(await read('no,what\nC-1\nC-2,in,out\n')).toEqual([
      { reject: { line: 2, reason: 'the row has 1 cells, the header has 2', row: ['C-1'] } },
      { reject: { line: 3, reason: 'the row has 3 cells, the header has 2', row: ['C-2', 'in', 'out'] } },
    ]);
  });

  it.each([
    ['lacks a column of the mapping', 'no,when\n', 'hall.csv, line 1: the mapping reads "what", which the header does not have; it has no, when'],
    ['names a column twice', 'no,what,no\n', 'hall.csv, line 1: the column "no" stands twice in the header'],
    ['is not there', '', 'hall.csv: the file is empty'],
    ['is malformed', 'no,"what"x\n', 'hall.csv, line 1: the header cannot be read'],
  ])('are refused when the header %s', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});
