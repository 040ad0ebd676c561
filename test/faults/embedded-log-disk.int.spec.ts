import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  aRecord,
  contentsOf,
  identityOf,
  inFolder,
  withLog,
} from '@mingxiao/adapters/event-log-embedded/embedded-log.fixture';
import { LogUnavailable, type IdentityIndex } from '@mingxiao/ports/event-log/event-log';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksMounts, lacksStrace } from '@mingxiao/testing/requirements/requirements';
import { afterAll, expect, it } from 'vitest';
import { startWriter } from './embedded-log-process.js';

const succeeds = (command: string, ...rest: readonly string[]): boolean => spawnSync(command, rest).status === 0;

const mounted: string[] = [];
const mountSmallDisk = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'small-disk-'));
  expect(succeeds('mount', '-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder)).toBe(true);
  mounted.push(folder);
  return folder;
};

afterAll(async () => {
  for (const folder of mounted) {
    succeeds('umount', folder);
    await rm(folder, { recursive: true });
  }
});

describeWith(lacksMounts(), 'an embedded log on a full disk', () => {
  it('refuses what does not fit, keeps what it acknowledged, and takes more once there is room', async () => {
    const disk = await mountSmallDisk();
    const folder = join(disk, 'log');
    const ballast = join(disk, 'ballast');
    await mkdir(folder);
    await writeFile(ballast, Buffer.alloc(2 * 1024 * 1024));
    const acknowledged: string[] = [];
    const append = async (log: { append: (records: ReturnType<typeof aRecord>[]) => Promise<unknown> }, id: string) => {
      const content = `${id} `.padEnd(100_000, 'x');
      await log.append([
        aRecord(id, { key: 'case-1', content }),
        aRecord(`${id} beside`, { key: 'case-2', content: `beside ${content}` }),
      ]);
      acknowledged.push(content, `beside ${content}`);
    };
    const fill = async (log: Parameters<typeof append>[0], word: string): Promise<string> => {
      for (let index = 0; index < 100; index += 1) {
        const refusal = await append(log, `${word} ${index}`).catch((error: unknown) => error);
        if (refusal === undefined) continue;
        expect(refusal).toBeInstanceOf(LogUnavailable);
        return `${word} ${index}`;
      }
      throw new Error('the disk did not fill up');
    };
    await withLog(
      folder,
      async (log) => {
        const refused = await fill(log, 'first');
        expect(log.find([identityOf(refused)])).toEqual([null]);
        expect([...(await contentsOf(log))].sort()).toEqual([...acknowledged].sort());
        await rm(ballast);
        await append(log, refused);
        await fill(log, 'second');
        expect([...(await contentsOf(log))].sort()).toEqual([...acknowledged].sort());
      },
      { partitions: 2, segmentBytesMax: 1_000_000 },
    );
    expect(acknowledged.length).toBeGreaterThan(20);
    const reopened = await withLog(folder, contentsOf);
    expect([...reopened].sort()).toEqual([...acknowledged].sort());
  });
});

describeWith(lacksMounts(), 'the index of an embedded log on a full disk', () => {
  it('catches up once there is room, and nothing is unknown meanwhile', async () => {
    const disk = await mountSmallDisk();
    const ballast = join(disk, 'ballast');
    const ids = Array.from({ length: 2_000 }, (_, index) => `fact ${index}`);
    const unknown = (log: IdentityIndex, among: readonly string[]): number =>
      log.find(among.map(identityOf)).filter((known) => known === null).length;
    await withLog(join(disk, 'log'), async (log) => {
      await log.append(ids.map((id) => aRecord(id)));
      await writeFile(ballast, Buffer.alloc(8 * 1024 * 1024)).catch(() => undefined);
      await expect(log.flushIndex()).rejects.toThrow();
      expect(unknown(log, ids)).toBe(0);
      await rm(ballast);
      await log.append([aRecord('one more')]);
      await log.flushIndex();
      expect(unknown(log, [...ids, 'one more'])).toBe(0);
    });
    await withLog(join(disk, 'log'), async (log) => expect(unknown(log, [...ids, 'one more'])).toBe(0));
  });
});

describeWith(lacksStrace(), 'an embedded log whose disk cannot sync', () => {
  it('stops the process and keeps what it acknowledged', () =>
    inFolder(async (folder) => {
      const writer = startWriter(
        { folder, run: 'first', batch: 3, segmentBytesMax: 1_000_000, die: null, hold: false },
        ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fdatasync', '-e', 'inject=fdatasync:error=EIO:when=60+'],
      );
      const { lines, talk } = await writer.ended;
      expect(talk).toContain('could not be made durable');
      const acknowledged = lines.slice(1);
      expect(acknowledged.length).toBeGreaterThan(0);
      const contents = await withLog(folder, contentsOf);
      expect(acknowledged.filter((id) => !contents.includes(id))).toEqual([]);
      expect(new Set(contents).size).toBe(contents.length);
    }));
});
