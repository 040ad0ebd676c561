import {
  contentHashOf,
  contentsOf,
  identityOf,
  inFolder,
  withLog,
} from '@mingxiao/adapters/event-log-embedded/embedded-log.fixture';
import { LogHeldElsewhere } from '@mingxiao/ports/event-log/event-log';
import { describe, expect, it } from 'vitest';
import { startWriter, type WriterArguments } from './embedded-log-process.js';

const writing = (folder: string): WriterArguments => ({
  folder,
  run: 'first',
  batch: 7,
  segmentBytesMax: 20_000,
  die: null,
  hold: false,
});

/** Ids of one worker must stand in the order in which they were appended, without gaps. */
const expectOrder = (contents: readonly string[], run: string): void => {
  for (const worker of [0, 1, 2]) {
    const numbers = contents
      .filter((content) => content.startsWith(`${run}/${worker}/`))
      .map((content) => Number(content.split('/')[2]));
    const ofKey = (parity: number): readonly number[] => numbers.filter((number) => (number % 7) % 2 === parity);
    for (const found of [ofKey(0), ofKey(1)]) expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(new Set(numbers).size).toBe(numbers.length);
  }
};

describe('an embedded log whose process is killed', () => {
  it.each([
    ['before-write', 40],
    ['after-write', 40],
    ['after-sync', 40],
    ['after-index', 2],
    ['before-acknowledge', 40],
    ['segment-rolled', 3],
  ])('at %s keeps every acknowledged record once and in order, and goes on', (point, nth) =>
    inFolder(async (folder) => {
      const { lines, signal, talk } = await startWriter({ ...writing(folder), die: { point, nth } }).ended;
      expect(signal, talk).toBe('SIGKILL');
      const acknowledged = lines.slice(1);
      expect(acknowledged.length).toBeGreaterThan(0);
      await withLog(folder, async (log) => {
        const contents = await contentsOf(log);
        expect(new Set(contents).size).toBe(contents.length);
        expect(acknowledged.filter((id) => !contents.includes(id))).toEqual([]);
        expectOrder(contents, 'first');
        const known = log.find(contents.map(identityOf)).map((found) => found?.contentHash);
        expect(known).toEqual(contents.map(contentHashOf));
      });
      const second = startWriter({ ...writing(folder), run: 'second' });
      await second.lines(200);
      second.process.kill('SIGKILL');
      const acknowledgedLater = (await second.ended).lines.slice(1);
      const contents = await withLog(folder, contentsOf);
      expect([...acknowledged, ...acknowledgedLater].filter((id) => !contents.includes(id))).toEqual([]);
      expectOrder(contents, 'second');
    }),
  );

  it('is refused to others while the process lives, and free as soon as it is dead', () =>
    inFolder(async (folder) => {
      const holder = startWriter({ ...writing(folder), hold: true });
      expect(await holder.lines(1)).toEqual(['open']);
      await expect(withLog(folder, contentsOf)).rejects.toBeInstanceOf(LogHeldElsewhere);
      holder.process.kill('SIGKILL');
      await holder.ended;
      expect(await withLog(folder, contentsOf)).toEqual([]);
    }));
});
