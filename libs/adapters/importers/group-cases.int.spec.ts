import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { RawCase, ReadItem } from '@mingxiao/domain/imports/raw-case';
import { groupAdjacent } from './group-adjacent.js';
import { groupScattered } from './group-scattered.js';
import type { Piece } from './read-csv.js';

const rules = { caseColumns: ['due', 'end'], isNothing: (value: string | undefined) => value === undefined || value === '' };
const piece = (caseId: string, line: number, values: Record<string, string> = {}): Piece => ({
  piece: { caseId, line, attributes: values, rows: [{ line, values }] },
});

async function* batchesOf(pieces: readonly Piece[], size = 3): AsyncGenerator<readonly Piece[]> {
  for (let at = 0; at < pieces.length; at += size) yield pieces.slice(at, at + size);
}

type Grouping = (batches: AsyncIterable<readonly Piece[]>, options: { fileName: string; rules: typeof rules; rowsInMemoryMax?: number }) => AsyncGenerator<readonly ReadItem[]>;

const group = async (grouping: Grouping, pieces: readonly Piece[], rowsInMemoryMax = 1000) => {
  const items: ReadItem[] = [];
  for await (const batch of grouping(batchesOf(pieces), { fileName: 'hall.csv', rules, rowsInMemoryMax })) items.push(...batch);
  const cases: RawCase[] = items.flatMap((item) => (item.kind === 'case' ? [item.case] : []));
  return { cases, rejects: items.flatMap((item) => (item.kind === 'reject' ? [item.reject] : [])) };
};

const linesOf = (cases: readonly RawCase[]) => Object.fromEntries(cases.map(({ caseId, rows }) => [caseId, rows.map(({ line }) => line)]));

const spillFolders = async (): Promise<readonly string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith('mingxiao-import-'));

describe('cases whose rows stand together', () => {
  it('are handed over one by one', async () => {
    const { cases } = await group(groupAdjacent, [piece('A', 2), piece('A', 3), piece('B', 4), piece('C', 5), piece('C', 6)]);
    expect(linesOf(cases)).toEqual({ A: [2, 3], B: [4], C: [5, 6] });
  });

  it('are refused, naming the line, when one comes back later', async () => {
    await expect(group(groupAdjacent, [piece('A', 2), piece('B', 3), piece('A', 4)])).rejects.toThrow('hall.csv, line 4: the case "A" comes back');
  });
});

describe('cases whose rows stand anywhere', () => {
  const scattered = Array.from({ length: 500 }, (_, index) => piece(`C-${index % 37}`, index + 2));

  it('are the same whether they fit in memory or are set aside on disk', async () => {
    const inMemory = await group(groupScattered, scattered);
    const onDisk = await group(groupScattered, scattered, 50);
    expect(linesOf(onDisk.cases)).toEqual(linesOf(inMemory.cases));
    expect(onDisk.cases).toHaveLength(37);
  });

  it('leave no file behind, not even while they are being read', async () => {
    for await (const batch of groupScattered(batchesOf(scattered), { fileName: 'hall.csv', rules, rowsInMemoryMax: 50 })) {
      expect(batch).toBeDefined();
      expect(await spillFolders()).toEqual([]);
    }
  });
});

describe.each([
  ['together', groupAdjacent],
  ['anywhere', groupScattered],
])('columns of a case (%s)', (_, grouping) => {
  it('may be filled in by a later row', async () => {
    const { cases, rejects } = await group(grouping, [piece('A', 2, { due: 'x', end: '' }), piece('A', 3, { due: '', end: 'y' })]);
    expect(cases[0]?.attributes).toEqual({ due: 'x', end: 'y' });
    expect(rejects).toEqual([]);
  });

  it('reject a row that contradicts an earlier one, naming both', async () => {
    const { cases, rejects } = await group(grouping, [piece('A', 2, { due: 'x' }), piece('A', 3, { due: 'z' }), piece('A', 4, { due: 'x' })]);
    expect(linesOf(cases)).toEqual({ A: [2, 4] });
    expect(rejects).toEqual([{ line: 3, reason: '"due" is "z" here but "x" earlier in case "A" (from line 2)', row: { due: 'z' } }]);
  });
});
