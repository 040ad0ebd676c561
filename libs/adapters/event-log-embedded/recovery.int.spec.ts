import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LogHeldElsewhere } from '@mingxiao/ports/event-log/event-log';
import { describe, expect, it } from 'vitest';
import {
  appendEach,
  aRecord,
  contentsOf,
  crashImage,
  flipByte,
  inFolder,
  lastFrameStart,
  names,
  recordsOf,
  segmentPath,
  withLog,
} from './embedded-log.fixture.js';
import type { EmbeddedEventLog } from './embedded-event-log.js';
import { segmentHeaderBytes } from './segment.js';

describe('opening an embedded log again', () => {
  it('finds every acknowledged record, through many segments', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(50)), { segmentBytesMax: 500 });
      expect((await readdir(join(folder, 'p0'))).length).toBeGreaterThan(5);
      expect(await withLog(folder, contentsOf)).toEqual(names(50));
    }));

  it('goes on where it stood', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, ['one', 'two']));
      const positions = await withLog(folder, (log) => log.append([aRecord('three')]));
      expect(positions).toEqual([{ partition: 0, offset: 2 }]);
      expect(await withLog(folder, contentsOf)).toEqual(['one', 'two', 'three']);
    }));

  it('keeps generation and number of partitions for ever', () =>
    inFolder(async (folder) => {
      const first = await withLog(folder, async ({ generation }) => generation, { partitions: 3 });
      await withLog(
        folder,
        async (log) => {
          expect(log.generation).toBe(first);
          expect(log.partitions).toBe(3);
        },
        { partitions: 8 },
      );
    }));

  it('never lets stored instants go back, though the clock did', () =>
    inFolder(async (folder) => {
      const append = (log: EmbeddedEventLog): Promise<unknown> => log.append([aRecord('a fact')]);
      await withLog(folder, append, { clock: { now: () => 2_000 } });
      await withLog(folder, append, { clock: { now: () => 1_000 } });
      expect((await withLog(folder, recordsOf)).map(({ storedAt }) => storedAt)).toEqual([2_000, 2_000]);
    }));

  it('refuses a folder that is open already, and takes it once it is closed', () =>
    inFolder(async (folder) => {
      await withLog(folder, async () => {
        await expect(withLog(folder, contentsOf)).rejects.toBeInstanceOf(LogHeldElsewhere);
      });
      expect(await withLog(folder, contentsOf)).toEqual([]);
    }));
});

describe('a commit that a crash interrupted', () => {
  it('is cut off wherever it broke, and the log goes on', () =>
    inFolder(async (folder) => {
      const image = await crashImage(folder, ['kept'], ['torn']);
      const whole = await readFile(segmentPath(image));
      const start = await lastFrameStart(segmentPath(image), 'torn');
      for (let length = start; length <= whole.length; length += 1) {
        await writeFile(segmentPath(image), whole.subarray(0, length));
        const found = await withLog(image, async (log) => {
          const before = await contentsOf(log);
          await log.append([aRecord('next')]);
          return [before, await contentsOf(log)];
        });
        const kept = length === whole.length ? ['kept', 'torn'] : ['kept'];
        expect(found).toEqual([kept, [...kept, 'next']]);
        await rm(join(image, 'ends'));
        await rm(join(image, 'index'), { recursive: true });
      }
    }));

  it('is cut off at its first broken record though later ones of it reached the disk', () =>
    inFolder(async (folder) => {
      const image = await crashImage(folder, ['kept'], names(20, 'unfinished'));
      const firstBroken = (await readFile(segmentPath(image))).indexOf('unfinished 7');
      await flipByte(segmentPath(image), firstBroken);
      expect(await withLog(image, contentsOf)).toEqual(['kept', ...names(7, 'unfinished')]);
    }));

  it('leaves zeros where the disk had room but no data yet, which are cut off', () =>
    inFolder(async (folder) => {
      const image = await crashImage(folder, ['kept'], ['torn']);
      const path = segmentPath(image);
      await truncate(path, await lastFrameStart(path, 'torn'));
      await truncate(path, 1_000);
      expect(await withLog(image, contentsOf)).toEqual(['kept']);
      expect((await stat(path)).size).toBeLessThan(1_000);
    }));

  it('may have left a segment without a whole head, which is dropped', () =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, ['one']));
      for (const bytes of [0, 20, segmentHeaderBytes]) {
        await writeFile(segmentPath(folder, 1), Buffer.alloc(bytes));
        expect(await withLog(folder, contentsOf)).toEqual(['one']);
      }
    }));

  it('cannot be imitated by what a value contains', () =>
    inFolder(async (folder) => {
      await withLog(join(folder, 'other'), (log) => appendEach(log, names(5)));
      const forged = (await readFile(segmentPath(join(folder, 'other')))).toString('latin1');
      const image = await crashImage(folder, ['kept'], [forged]);
      await truncate(segmentPath(image), (await stat(segmentPath(image))).size - 1);
      expect(await withLog(image, contentsOf)).toEqual(['kept']);
    }));
});
