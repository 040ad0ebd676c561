import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseDetail } from '@mingxiao/contracts/cases';
import { startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mingxiao } from '../support/command.js';
import { importFile, jsonOf, reconcile } from '../support/figures.js';

let folder: string;
let platform: TestPlatform;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingxiao-commands-'));
  // Without the watch, whose cards would be facts of their own.
  platform = await startTestPlatform({ watch: false });
});
afterAll(async () => {
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

const file = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

const event = (id: string, type: string, time: string, data: object, subject = 'C-1') => JSON.stringify({ specversion: '1.0', id, source: 'urn:test:cli', type, subject, time, data });

const oneCase = [
  event('e-1', 'case.accepted', '2018-10-15T10:00:00+08:00', { kind: 'permit', unit: 'S-1', holder: 'U-1', promised: { amount: 7, unit: 'working-day' }, statutory: { amount: 10, unit: 'working-day' } }),
  event('e-2', 'case.transferred', '2018-10-16T10:00:00+08:00', { toHolder: 'U-2' }),
  event('e-3', 'case.finished', '2018-10-25T10:00:00+08:00', { outcome: 'granted' }),
  event('e-4', 'case.rated', '2018-10-26T10:00:00+08:00', { level: 4, mode: 'active' }),
];

const officeMapping = (version: string, unit: string) =>
  JSON.stringify({
    name: 'office',
    version,
    title: { zh: '厅', en: 'Hall' },
    format: 'csv',
    source: 'urn:test:office',
    timeZone: 'Asia/Shanghai',
    timeFormats: ['YYYY-MM-DD HH:mm'],
    case: { id: 'no', events: [{ type: 'case.accepted', time: 'in', data: { unit } }, { type: 'case.finished', time: 'out', optional: true, data: { unit } }] },
  });

describe('importing events as they are', () => {
  it('a dry run shows what would be sent and sends nothing', async () => {
    const { logged } = await reconcile('--url', platform.url);
    const events = await file('dry.ndjson', oneCase.join('\n'));
    const { code, stdout } = await mingxiao('import', events, '--dry-run');
    expect([code, stdout.split('\n').slice(0, 4)]).toEqual([0, oneCase]);
    expect((await reconcile('--url', platform.url)).logged).toBe(logged);
  });

  it('a case comes out of it with everything its page needs', async () => {
    const report = await importFile(await file('case.ndjson', oneCase.join('\n')), '--data', platform.data);
    expect(report).toMatchObject({ rowsRead: 4, accepted: 4, rejected: 0 });
    const detail = jsonOf(await mingxiao('case', 'C-1', '--data', platform.data, '--json'), caseDetail);
    expect(detail).toMatchObject({
      id: 'C-1',
      kind: 'permit',
      state: 'finished',
      unit: 'S-1',
      holder: 'U-2',
      acceptedAt: '2018-10-15T02:00:00.000Z',
      finishedAt: '2018-10-25T02:00:00.000Z',
      promisedDueAt: '2018-10-24T02:00:00.000Z',
      statutoryDueAt: '2018-10-29T02:00:00.000Z',
      latePromised: true,
      lateStatutory: false,
      usedSeconds: 8 * 86_400,
      suspendedSeconds: 0,
      historical: true,
    });
    expect(detail.segments.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(10 * 86_400);
    expect(detail.facts.map(({ id, standing }) => [id, standing])).toEqual(oneCase.map((_, index) => [`e-${index + 1}`, 'counts']));
  });

  it('what is no event goes to the rejects file with line and reason, the rest is taken, and the exit code is 4', async () => {
    const rejects = join(folder, 'rejects.ndjson');
    const lines = [event('good', 'case.accepted', '2018-10-15T10:00:00+08:00', {}, 'C-2'), 'no JSON', '{"id":"no envelope"}', event('odd', 'case.odd', '2018-10-15T10:00:00+08:00', {}, 'C-2')];
    const outcome = await mingxiao('import', await file('mixed.ndjson', lines.join('\n')), '--url', platform.url, '--rejects', rejects, '--json');
    expect(outcome.code).toBe(4);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ rowsRead: 4, rejected: 1, refused: 1, accepted: 1, parked: 1 });
    const written = (await readFile(rejects, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { line: number | null; reason: string; row: string });
    expect(written).toMatchObject([{ line: 2, reason: expect.stringContaining('not JSON') as string, row: 'no JSON' }, { reason: expect.stringContaining('specversion') as string }]);
  });
});

describe('importing under a mapping', () => {
  const rows = 'no,in,out,a,b\nB-1,2018-10-15 09:00,2018-10-16 09:00,S-A,S-B\nB-2,2018-10-15 10:00,,S-A,S-B\n';

  it('refuses another version of the mapping, and takes it with --replace: the former facts no longer count', async () => {
    const csv = await file('office.csv', rows);
    const [first, second] = [await file('first.json', officeMapping('1', 'a')), await file('second.json', officeMapping('2', 'b'))];
    expect(await importFile(csv, '--mapping', first, '--url', platform.url)).toMatchObject({ cases: 2, accepted: 3 });
    const refused = await mingxiao('import', csv, '--mapping', second, '--url', platform.url);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('office version 1') as string]);
    expect(refused.stderr).toContain('--replace');
    expect(await importFile(csv, '--mapping', second, '--url', platform.url, '--replace')).toMatchObject({ accepted: 3, retracted: 3 });
    const detail = jsonOf(await mingxiao('case', 'B-1', '--url', platform.url, '--json'), caseDetail);
    expect([detail.unit, detail.state]).toEqual(['S-B', 'finished']);
    expect(detail.facts.filter(({ standing }) => standing === 'retracted')).toHaveLength(2);
  }, 60_000);
});

describe('figures', () => {
  it('of a ranking are an array of rows, and a period without a case is an empty one', async () => {
    const rows = jsonOf(await mingxiao('ranking', '--by', 'staff', '--from', '2018-10-01', '--to', '2018-10-31', '--kind', 'permit', '--json', '--url', platform.url), z.array(z.looseObject({ unit: z.string().nullable() })));
    expect(rows).toMatchObject([
      { unit: 'U-2', accepted: 1, finished: 1, onTimePromised: { numerator: 0, denominator: 1 }, onTimeStatutory: { numerator: 1, denominator: 1 }, medianElapsedSeconds: 864_000, medianUsedSeconds: 691_200, ratings: 1, meanRating: 4 },
    ]);
    expect(jsonOf(await mingxiao('ranking', '--from', '1999-01-01', '--to', '1999-12-31', '--json', '--url', platform.url), z.array(z.unknown()))).toEqual([]);
  });

  it('of a reconciliation balance, and the exit code says so', async () => {
    const balance = await reconcile('--data', platform.data);
    expect(balance).toMatchObject({ ok: true, gaps: [], problems: [] });
    expect(balance.logged).toBe(balance.facts + balance.duplicates + balance.conflicts + balance.parked);
  });
});

describe('a command that cannot do what it is asked', () => {
  it.each([
    ['no command at all', [], 2, /Usage/],
    ['an unknown command', ['dance'], 2, /unknown command/],
    ['an unknown option', ['reconcile', '--fast'], 2, /unknown option/],
    ['a ranking without a period', ['ranking'], 2, /--from/],
    ['a grouping that is none', ['ranking', '--by', 'cat', '--from', '2018-01-01', '--to', '2018-01-02'], 2, /section/],
    ['a server and a folder', ['reconcile', '--url', 'http://127.0.0.1:1', '--data', 'x'], 2, /either --url or --data/],
    ['an address that is none', ['reconcile', '--url', 'localhost'], 2, /no address/],
    ['a server that is not there', ['reconcile', '--url', 'http://127.0.0.1:1'], 1, /No answer from/],
    ['a mapping that is not there', ['import', 'x.csv', '--mapping', 'recipt', '--url', 'http://127.0.0.1:1'], 2, /there is no mapping "recipt"/],
    ['a file that is not there', ['import', '/nowhere.csv', '--mapping', 'receipt-csv', '--dry-run'], 1, /nowhere\.csv/],
    ['a port that is none', ['serve', '--port', '99999'], 2, /port/],
    ['a position that is none', ['replay', 'here', '--url', 'http://127.0.0.1:1'], 2, /no position/],
  ])('%s: says why on standard error', async (_, args, code, message) => {
    const outcome = await mingxiao(...args);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });

  it.each([
    ['a date that is none', ['ranking', '--from', '2018-02-30', '--to', '2018-03-01'], 2, /from/],
    ['a period that ends before it begins', ['ranking', '--from', '2018-03-02', '--to', '2018-03-01'], 2, /must not be after/],
    ['a case nobody knows', ['case', 'nobody'], 1, /no fact speaks of/],
  ])('%s: is told so by the server', async (_, args, code, message) => {
    const outcome = await mingxiao(...args, '--url', platform.url);
    expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringMatching(message) as string]);
  });

  it('a second server on the same folder is refused with a message, not with a stack', async () => {
    const outcome = await mingxiao('serve', '--data', platform.data, '--port', '0', '--no-sample');
    expect([outcome.code, outcome.stderr]).toEqual([1, expect.stringMatching(/held|holds|another/i) as string]);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });
});
