import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchRound } from '@mingxiao/contracts/signals';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mingxiao } from '../support/command.js';
import { jsonOf } from '../support/figures.js';
import { eventFor } from './signals-platform.js';

const days = (amount: number) => ({ amount, unit: 'working-day' });
const late = (subject: string) =>
  eventFor(subject, { id: subject, type: 'case.accepted', time: '2018-10-15T10:00', data: { kind: 'permit', unit: 'S-1', promised: days(7), statutory: days(10) } });

describe('a batch installation', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingxiao-watch-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('records everything due by now in one round, and nothing in the next; the import itself records nothing', async () => {
    const [data, file] = [join(folder, 'data'), join(folder, 'late.ndjson')];
    await writeFile(file, JSON.stringify(late('C-1')));
    expect((await mingxiao('import', file, '--live', '--data', data)).code).toBe(0);
    const round = async () => jsonOf(await mingxiao('watch', '--once', '--json', '--data', data), watchRound);
    const first = await round();
    expect(first.raised.map(({ caseId, type, level }) => [caseId, type, level])).toEqual([
      ['C-1', 'case.warned', 'warning'],
      ['C-1', 'case.timed-out', 'timeout'],
      ['C-1', 'case.card-issued', 'yellow'],
      ['C-1', 'case.card-issued', 'red'],
      ['C-1/order/1', 'case.received', null],
    ]);
    expect(await round()).toMatchObject({ appended: 0, raised: [] });
  });

  it('is told to say --once', async () => expect((await mingxiao('watch', '--data', join(folder, 'data'))).code).toBe(2));
});
