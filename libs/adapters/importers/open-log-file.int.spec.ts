import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LogFile, openLogFile } from './open-log-file.js';
import { readLines } from './read-lines.js';
import { readXes } from './read-xes.js';

describe('a log file on disk', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'log-file-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const fileWith = async (content: Buffer | string, name = 'log.csv'): Promise<LogFile> => {
    await writeFile(join(folder, name), content);
    return openLogFile(join(folder, name));
  };
  const contentOf = async ({ chunks }: LogFile): Promise<string> => {
    const parts: Buffer[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    return Buffer.concat(parts).toString('utf8');
  };

  it('is unpacked by its content, whatever its name', async () => {
    expect(await contentOf(await fileWith(gzipSync('a,b\n'), 'packed.csv'))).toBe('a,b\n');
    expect(await contentOf(await fileWith('a,b\n', 'plain.csv.gz'))).toBe('a,b\n');
  });

  it('loses its byte order mark, packed or not', async () => {
    expect(await contentOf(await fileWith('\uFEFFa'))).toBe('a');
    expect(await contentOf(await fileWith(gzipSync('\uFEFFab')))).toBe('ab');
    expect(await contentOf(await fileWith(''))).toBe('');
  });

  it('tells its hash, and how far it has been read in bytes on disk', async () => {
    const packed = gzipSync('x'.repeat(1_000_000));
    const file = await fileWith(packed);
    await contentOf(file);
    expect([file.bytesRead(), file.bytesTotal]).toEqual([packed.length, packed.length]);
    expect(file.sha256()).toBe(createHash('sha256').update(packed).digest('hex'));
  });

  it('is a clear failure when it is cut short, damaged, UTF-16 or an archive', async () => {
    const packed = gzipSync(Buffer.from(Array.from({ length: 9000 }, (_, index) => `${index * 7919}`).join(',')));
    await expect(fileWith(packed.subarray(0, 900)).then(contentOf)).rejects.toThrow('log.csv: the compressed file is damaged or cut short');
    await expect(fileWith(Buffer.from([0xff, 0xfe, 0x61, 0x00])).then(contentOf)).rejects.toThrow('UTF-16');
    await expect(fileWith(Buffer.from('504b030414', 'hex'))).rejects.toThrow('zip archive');
    await expect(openLogFile(join(folder, 'nowhere.csv'))).rejects.toThrow('ENOENT');
  });

  it('as XES fails with file and line when its bytes are not UTF-8', async () => {
    const file = await fileWith(Buffer.concat([Buffer.from('<log>\n<string key="a" value="'), Buffer.from([0xff]), Buffer.from('"/></log>')]), 'bad.xes');
    const read = async () => {
      for await (const batch of readXes(file.chunks, file.name, { caseIdAttribute: 'a', logAttributes: new Set() })) expect(batch).toEqual([]);
    };
    await expect(read()).rejects.toThrow(/^bad\.xes: after line \d+: the text is not valid UTF-8$/);
  });

  it('as lines of text rejects a line that is not UTF-8 and keeps the others', async () => {
    const file = await fileWith(Buffer.concat([Buffer.from('one\r\n\n'), Buffer.from([0xc3, 0x28]), Buffer.from('\nfour')]));
    const items = [];
    for await (const batch of readLines(file)) items.push(...batch);
    expect(items).toEqual([
      { line: 1, text: 'one' },
      { reject: { line: 3, reason: 'the line is not valid UTF-8', row: 'Ã(' } },
      { line: 4, text: 'four' },
    ]);
  });
});
