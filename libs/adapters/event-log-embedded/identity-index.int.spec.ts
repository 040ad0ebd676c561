import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  appendEach,
  aRecord,
  contentHashOf,
  crashImage,
  identityOf,
  inFolder,
  names,
  withLog,
} from './embedded-log.fixture.js';
import type { EmbeddedEventLog } from './embedded-event-log.js';
import { identityRange } from './identity-keys.js';
import { openDatabase } from './index-database.js';

describe('the index of an embedded log', () => {
  const found = (log: EmbeddedEventLog, ids: readonly string[]): readonly (string | undefined)[] =>
    log.find(ids.map(identityOf)).map((known) => known?.contentHash);
  const hashes = (contents: readonly string[]): readonly string[] => contents.map(contentHashOf);

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

  it.each<[string, (path: string) => Promise<void>]>([
    ['lost', (path) => rm(path)],
    ['cut off', (path) => truncate(path, 100)],
    ['changed in one byte', async (path) => writeFile(path, (await readFile(path)).map((byte, at) => (at === 99 ? byte ^ 1 : byte)))],
  ])('is made anew when a sealed volume is %s', (_, harm) =>
    inFolder(async (folder) => {
      const write = async (log: EmbeddedEventLog): Promise<void> => {
        await appendEach(log, names(40));
        await log.flushIndex();
      };
      await withLog(folder, write, { indexVolumeSize: 16 });
      await harm(join(folder, 'index', 'volume-0'));
      const check = async (log: EmbeddedEventLog): Promise<void> => {
        expect(found(log, [...names(40), 'unknown'])).toEqual([...hashes(names(40)), undefined]);
      };
      await withLog(folder, check, { indexVolumeSize: 16 });
    }),
  );

  it('keeps in its tree no more than the present volume', () =>
    inFolder(async (folder) => {
      const all = names(100);
      await withLog(
        folder,
        async (log) => {
          for (let start = 0; start < 100; start += 5) {
            await log.append(all.slice(start, start + 5).map((name) => aRecord(name)));
            await log.flushIndex();
          }
        },
        { indexVolumeSize: 16 },
      );
      const tree = openDatabase(join(folder, 'index'));
      expect(tree.getKeysCount(identityRange(0)) + tree.getKeysCount(identityRange(1))).toBe(0);
      await tree.close();
    }));
});
