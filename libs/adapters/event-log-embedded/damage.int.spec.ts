import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LogDamaged } from '@mingxiao/ports/event-log/event-log';
import { describe, expect, it } from 'vitest';
import {
  appendEach,
  contentsOf,
  flipByte,
  inFolder,
  lastFrameStart,
  names,
  segmentPath,
  withLog,
} from './embedded-log.fixture.js';
import { frameHeaderBytes } from './record-frame.js';
import { segmentHeaderBytes } from './segment.js';

const damageOf = async (folder: string): Promise<string> => {
  const outcome = await withLog(folder, contentsOf).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(LogDamaged);
  return outcome instanceof Error ? outcome.message : '';
};

describe('damage to what was acknowledged', () => {
  it.each([
    ['marker', 0],
    ['checksum', 4],
    ['length', 9],
    ['offset', 20],
    ['identity', 45],
    ['content hash', 60],
    ['length of the key', 88],
    ['value', frameHeaderBytes + 8],
  ])('in the middle (%s) refuses to open and says where', (_, byte) =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(9)));
      const path = segmentPath(folder);
      const frame = frameHeaderBytes + 'case-1'.length + 'fact 0'.length;
      const damagedAt = segmentHeaderBytes + 4 * frame;
      await flipByte(path, damagedAt + byte);
      const message = await damageOf(folder);
      expect(message).toContain(path);
      expect(message).toContain(`byte ${damagedAt}, offset 4`);
    }),
  );

  it('is found in the middle even when nothing else vouches for it', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(9)));
      await rm(join(folder, 'ends'));
      await rm(join(folder, 'index'), { recursive: true });
      await flipByte(segmentPath(folder), segmentHeaderBytes + 150);
      expect(await damageOf(folder)).toContain('offset 1; later records follow');
    }));

  it.each(['ends', 'index'])('in the last record refuses to open though %s is lost', (lost) =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(3)));
      await rm(join(folder, lost), { recursive: true });
      await flipByte(segmentPath(folder), -1);
      expect(await damageOf(folder)).toContain('offset 2; it was acknowledged once');
    }));

  it('refuses to open when the last records are gone', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(3)));
      await truncate(segmentPath(folder), await lastFrameStart(segmentPath(folder), 'fact 2'));
      expect(await damageOf(folder)).toContain('records 2 to 2 were acknowledged and are gone');
    }));

  it('in an earlier segment, its last record included, refuses to open', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(9)), { segmentBytesMax: 500 });
      await flipByte(segmentPath(folder), -1);
      expect(await damageOf(folder)).toContain('later segments follow');
    }));

  it('refuses to open without a segment from the middle', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(20)), { segmentBytesMax: 500 });
      const [, second = ''] = (await readdir(join(folder, 'p0'))).sort();
      await rm(join(folder, 'p0', second));
      expect(await damageOf(folder)).toContain(`expected ${Number(second.slice(0, 20))}`);
    }));

  it('in the head of a segment refuses to open', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(3)));
      await flipByte(segmentPath(folder), 30);
      expect(await damageOf(folder)).toContain('the head of the segment');
    }));

  it.each(['{"format":2}', 'not json', '{"format":1,"generation":"x","partitions":4}', ''])(
    'in the manifest (%s) refuses to open',
    (content) =>
      inFolder(async (folder) => {
        await withLog(folder, (log) => appendEach(log, names(3)));
        await writeFile(join(folder, 'log.json'), content);
        expect(await damageOf(folder)).toContain('log.json');
      }),
  );

  it('refuses to start a new log over records whose manifest is lost', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(3)));
      await rm(join(folder, 'log.json'));
      expect(await damageOf(folder)).toContain('log.json is missing');
    }));

  it('that happens while the log is open is met by readers', () =>
    inFolder(async (folder) => {
      await withLog(folder, async (log) => {
        await appendEach(log, names(3));
        await flipByte(segmentPath(folder), segmentHeaderBytes + 150);
        await expect(contentsOf(log)).rejects.toThrow(/byte \d+, offset 1/);
        await expect(log.read({ partition: 0, offset: 1 })).rejects.toBeInstanceOf(LogDamaged);
        expect(await log.read({ partition: 0, offset: 0 })).not.toBeNull();
      });
    }));
});
