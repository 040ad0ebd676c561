import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from './bodies.js';

const inChunks = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
};

const linesIn = async (bytes: Buffer, cuts: readonly number[]): Promise<(string | null)[]> => {
  const lines: (string | null)[] = [];
  for await (const some of linesOf(Readable.from(inChunks(bytes, cuts).filter((chunk) => chunk.length > 0)))) lines.push(...some);
  return lines;
};

describe('the lines of a stream', () => {
  const line = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ' '));

  it('are what stands between the line ends, wherever the stream is cut', () =>
    fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat()), async (lines, cuts) => {
        expect(await linesIn(Buffer.from(lines.map((text) => `${text}\n`).join('')), cuts)).toEqual(lines);
      }),
    ));

  it('are null where they are no UTF-8, and only those', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(line, fc.constant(null)), { minLength: 1 }), fc.array(fc.nat()), async (lines, cuts) => {
        const bytes = lines.map((text) => (text === null ? Buffer.from([0x61, 0xe6, 0x98]) : Buffer.from(text)));
        expect(await linesIn(Buffer.concat(bytes.flatMap((part) => [part, Buffer.from('\n')])), cuts)).toEqual(lines);
      }),
    ));

  it('may lack the last line end', async () => {
    expect(await linesIn(Buffer.from('a\n\nb'), [1])).toEqual(['a', '', 'b']);
  });
});
