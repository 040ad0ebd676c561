import { cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LogDamaged, LogHeldElsewhere } from '@mingxiao/ports/event-log/event-log';
import { describe, expect, it } from 'vitest';
import {
  aRecord,
  contentHashOf,
  contentsOf,
  flipByte,
  identityOf,
  inFolder,
  recordsOf,
  segmentPath,
  withLog,
} from './embedded-log.fixture.js';
import type { EmbeddedEventLog } from './embedded-event-log.js';
import { frameHeaderBytes } from './record-frame.js';
import { segmentHeaderBytes } from './segment.js';

const names = (count: number, word = 'fact'): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`);

const appendEach = async (log: EmbeddedEventLog, contents: readonly string[]): Promise<void> => {
  for (const content of contents) await log.append([aRecord(content)]);
};

/** The folder as a crash right after the write of `contents` (one commit) would leave it. */
const crashImage = async (folder: string, before: readonly string[], contents: readonly string[]): Promise<string> => {
  const image = join(folder, 'image');
  let crashing = false;
  const reach = async (point: string): Promise<void> => {
    if (crashing && point === 'after-write') await cp(join(folder, 'log'), image, { recursive: true });
  };
  await withLog(
    join(folder, 'log'),
    async (log) => {
      await appendEach(log, before);
      await log.flushIndex();
      crashing = true;
      await log.append(contents.map((content) => aRecord(content)));
    },
    { failpoints: { reach } },
  );
  return image;
};

const damageOf = async (folder: string): Promise<string> => {
  const outcome = await withLog(folder, contentsOf).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(LogDamaged);
  return outcome instanceof Error ? outcome.message : '';
};

const lastFrameStart = async (path: string, content: string): Promise<number> =>
  (await stat(path)).size - frameHeaderBytes - 'case-1'.length - content.length;

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

describe('the index of an embedded log', () => {
  const found = (log: EmbeddedEventLog, ids: readonly string[]): readonly (string | undefined)[] =>
    log
      .find(ids.map(identityOf))
      .map((known) => (known === null ? undefined : Buffer.from(known.contentHash).toString('hex')));
  const hashes = (contents: readonly string[]): readonly string[] =>
    contents.map((content) => contentHashOf(content).toString('hex'));

  it.each<[string, (index: string) => Promise<void>]>([
    ['lost', (index) => rm(index, { recursive: true })],
    ['not an index at all', (index) => writeFile(join(index, 'data.mdb'), 'nonsense'.repeat(2_000))],
    ['empty', (index) => writeFile(join(index, 'data.mdb'), '')],
    ['in use when the process died again and again', (index) => writeFile(`${index}-in-use`, '2')],
    ['the cause of a crash while opening', (index) => writeFile(`${index}-in-use`, 'opening')],
  ])('is made anew from the records when it is %s', (_, harm) =>
    inFolder(async (folder) => {
      await withLog(folder, (log) => appendEach(log, names(30)));
      await harm(join(folder, 'index'));
      await withLog(folder, async (log) => {
        expect(found(log, names(30))).toEqual(hashes(names(30)));
        await log.flushIndex();
        expect(found(log, [...names(30), 'unknown'])).toEqual([...hashes(names(30)), undefined]);
      });
    }),
  );

  it('is made anew when it belongs to another log', () =>
    inFolder(async (folder) => {
      const [one, other] = [join(folder, 'one'), join(folder, 'other')];
      await withLog(one, (log) => appendEach(log, names(3)));
      await withLog(other, (log) => appendEach(log, names(9, 'other')));
      await rm(join(one, 'index'), { recursive: true });
      await cp(join(other, 'index'), join(one, 'index'), { recursive: true });
      await withLog(one, async (log) => {
        expect(found(log, ['fact 2', 'other 1'])).toEqual([...hashes(['fact 2']), undefined]);
      });
    }));

  it('is brought up to date with what was durable when the process died', () =>
    inFolder(async (folder) => {
      const image = await crashImage(folder, names(5), ['unindexed']);
      await withLog(image, async (log) => {
        expect(found(log, [...names(5), 'unindexed'])).toEqual(hashes([...names(5), 'unindexed']));
      });
    }));

  it('finds identities of every volume', () =>
    inFolder(async (folder) => {
      const all = names(100);
      const check = async (log: EmbeddedEventLog): Promise<void> => {
        expect(found(log, all)).toEqual(hashes(all));
        expect(found(log, names(50, 'unknown'))).toEqual(names(50).map(() => undefined));
      };
      await withLog(
        folder,
        async (log) => {
          for (let start = 0; start < 100; start += 5) {
            await log.append(all.slice(start, start + 5).map((name) => aRecord(name)));
            await log.flushIndex();
          }
          await check(log);
        },
        { indexVolumeSize: 16 },
      );
      await withLog(folder, check, { indexVolumeSize: 16 });
    }));
});
