import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvItem, csvRecords } from './csv-records.js';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = async (content: string | Buffer, pieceBytes = 1_000_000): Promise<readonly CsvItem[]> => {
  const items: CsvItem[] = [];
  for await (const batch of csvRecords(inPieces(Buffer.from(content), pieceBytes), ',')) for (const item of batch) items.push(item);
  return items;
};

const brief = (items: readonly CsvItem[]) =>
  items.map((item) => ('reject' in item ? `${item.reject.line}: rejected` : `${item.line}: ${item.cells.join('|')}`));

describe('records of a CSV text', () => {
  it('keep the line on which they begin, through quoted line breaks, CRLF and blank lines', async () => {
    expect(brief(await read('a,b\r\n1,"x\r\ny"\r\n\r\n2,"say ""so"""\r\n3,z'))).toEqual(['1: a|b', '2: 1|x\r\ny', '5: 2|say "so"', '6: 3|z']);
  });

  it('reject what is not UTF-8, with its line, and read the lines around it', async () => {
    const bad = Buffer.concat([Buffer.from('a,b\n1,é\n2,'), Buffer.from([0xff]), Buffer.from('\n3,明效\n')]);
    const items = await read(bad);
    expect(brief(items)).toEqual(['1: a|b', '2: 1|é', '3: rejected', '4: 3|明效']);
    expect(items[2]).toMatchObject({ reject: { reason: 'the row is not valid UTF-8' } });
  });

  it('reject a row with a NUL character', async () => {
    expect(brief(await read('a\n1\u0000\n2'))).toEqual(['1: a', '2: rejected', '3: 2']);
  });

  it('reject a malformed quote alone: the lines behind it are read', async () => {
    expect(brief(await read('a,b\n1,"x"y\n2,"ok"\n3,x"y"\n4,ok\n'))).toEqual(['1: a|b', '2: rejected', '3: 2|ok', '4: rejected', '5: 4|ok']);
  });

  it('reject a line whose quote is never closed, and no line behind it', async () => {
    expect(brief(await read('a,b\n1,"x\n2,ok\n3,"fine"\n4,ok'))).toEqual(['1: a|b', '2: rejected', '3: 2|ok', '4: 3|fine', '5: 4|ok']);
    expect(brief(await read('a,b\n1,ok\n2,"x\n'))).toEqual(['1: a|b', '2: 1|ok', '3: rejected']);
  });

  it('do not wait for ever for a quote to be closed', async () => {
    const long = `a,b\n1,"x\n${'2,ok\n'.repeat(300_000)}`;
    const items = await read(long, 100_000);
    expect(brief(items.slice(0, 3))).toEqual(['1: a|b', '2: rejected', '3: 2|ok']);
    expect(items).toHaveLength(300_002);
  });

  it('refuse a line that is no line of a table', async () => {
    await expect(read(`a,b\n${'x'.repeat(1_200_000)}`, 100_000)).rejects.toThrow('line 2 is longer than');
  });

  it('do not depend on where the file is cut into chunks', async () => {
    const cell = fc.constantFrom('', 'x', 'é明', 'a b', '"q"', '"two\nlines"', '"a ""b"""', '"bad"x', '"open');
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), fc.constantFrom('\n', '\r\n'), async (table, size, end) => {
        const text = table.map((row) => row.join(',')).join(end);
        expect(await read(text, size)).toEqual(await read(text));
      }),
      { numRuns: 200 },
    );
  });
});
