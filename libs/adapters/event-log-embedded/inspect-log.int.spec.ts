import { appendFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LogDamaged, LogHeldElsewhere } from '@mingxiao/ports/event-log/event-log';
import { describe, expect, it } from 'vitest';
import { appendEach, flipByte, inFolder, names, segmentPath, withLog } from './embedded-log.fixture.js';
import { inspectLog } from './inspect-log.js';
import { segmentHeaderBytes } from './segment.js';

describe('a look at a log', () => {
  it('finds none in an empty folder, and leaves none behind', () =>
    inFolder(async (folder) => {
      expect(await inspectLog(folder)).toBeNull();
      await expect(stat(join(folder, 'lock'))).rejects.toThrow('ENOENT');
    }));

  it('counts the records of a sound one', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(5)));
      expect(await inspectLog(folder)).toMatchObject({ records: [5], tailBytes: 0 });
    }));

  it('tells what an interrupted commit left, and leaves it there', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(3)));
      await appendFile(segmentPath(folder), Buffer.alloc(100));
      const { size } = await stat(segmentPath(folder));
      expect(await inspectLog(folder)).toMatchObject({ records: [3], tailBytes: 100 });
      expect((await stat(segmentPath(folder))).size).toBe(size);
      expect(await withLog(folder, (log) => log.end())).toEqual([3]);
    }));

  it.each(['in the middle', 'in the last record'])('finds damage %s to what was acknowledged, as an opening would', (where) =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(9)));
      await flipByte(segmentPath(folder), where === 'in the middle' ? segmentHeaderBytes + 150 : -1);
      const seen = await inspectLog(folder).catch((error: unknown) => error);
      expect(seen).toBeInstanceOf(LogDamaged);
      expect((await withLog(folder, (log) => log.end()).catch((error: unknown) => error)) as Error).toEqual(seen);
    }),
  );

  it('finds a partition that has gone', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(2)));
      await rm(join(folder, 'p0'), { recursive: true });
      await expect(inspectLog(folder)).rejects.toThrow('records 0 to 1 were acknowledged and are gone');
    }));

  it('does not look while another holds it', () => inFolder((folder) => withLog(folder, () => expect(inspectLog(folder)).rejects.toBeInstanceOf(LogHeldElsewhere))));
});
