import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseList, type CaseSummary } from '@mingxiao/contracts/cases';
import { health } from '@mingxiao/contracts/health';
import { readAnnouncement } from '@mingxiao/server/serving/announcement';
import { startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksLogs, sampleLog } from '@mingxiao/testing/requirements/sample-logs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startCommand } from '../support/command.js';
import { csvRows } from '../support/csv-rows.js';
import { importFile, rankingText, reconcile, rowsOf, sumOf, type ImportReport, type RankingOptions } from '../support/figures.js';
import { startPlatform, type ServedPlatform } from './start-platform.js';

const csv = [sampleLog('receipt.csv'), '--mapping', 'receipt-csv'] as const;
const xes = [sampleLog('receipt.xes.gz'), '--mapping', 'receipt-xes'] as const;

const years: RankingOptions = { by: 'section', from: '2010-01-01', to: '2013-12-31', at: '2014-01-01T00:00:00Z' };

const allCases = async ({ url }: { readonly url: string }): Promise<CaseSummary[]> => {
  const address = (offset: number) => `${url}/v1/cases?measure=accepted&from=${years.from}&to=${years.to}&at=${years.at}&limit=1000&offset=${offset}`;
  const pages = await Promise.all([0, 1000].map(async (offset) => caseList.parse(await (await fetch(address(offset))).json()).rows));
  return pages.flat();
};

/** Events in the log of the process that holds a folder; 0 while there is none. */
const loggedIn = async (data: string): Promise<number> => {
  const note = await readAnnouncement(data);
  if (note === null) return 0;
  const { log } = health.parse(await (await fetch(`${note.url}/v1/health`)).json());
  return log.end.reduce((sum, end) => sum + end, 0);
};

describeWith(lacksLogs('receipt.csv', 'receipt.xes.gz'), 'the receipt log, imported as CSV and as XES', () => {
  /** Without the watch, whose cards would be facts of their own. */
  let byCsv: TestPlatform;
  let byXes: ServedPlatform;
  let reports: readonly ImportReport[];
  beforeAll(async () => {
    [byCsv, byXes] = await Promise.all([startTestPlatform({ watch: false }), startPlatform({ sample: false })]);
    // The folders are held by their servers: each import finds its way to the one that holds it.
    reports = await Promise.all([importFile(...csv, '--data', byCsv.data), importFile(...xes, '--data', byXes.data)]);
  }, 180_000);
  afterAll(() => Promise.all([byCsv?.stop(), byXes?.stop()]));

  it('is read whole: 8,577 rows, none rejected, 1,434 cases', () => {
    for (const report of reports) expect(report).toMatchObject({ rowsRead: 8577, rejected: 0, cases: 1434, duplicates: 0, conflicts: 0, parked: 0, refused: 0 });
    expect(reports[0]?.accepted).toBe(reports[0]?.events);
    expect(reports[1]?.events).toBe(reports[0]?.events);
  });

  it('gives the same cases, and rankings that are the same to the byte', async () => {
    expect(await allCases(byXes)).toEqual(await allCases(byCsv));
    for (const by of ['section', 'staff'] as const) {
      expect(await rankingText(['--data', byXes.data], { ...years, by })).toBe(await rankingText(['--url', byCsv.url], { ...years, by }));
    }
  }, 60_000);

  it('has 1,329 cases with an end, 377 of them late by law and 389 by promise, and 105 open', async () => {
    const rows = rowsOf(await rankingText(['--url', byCsv.url], years));
    const late = (share: { numerator: number; denominator: number }) => share.denominator - share.numerator;
    expect(sumOf(rows, ({ accepted }) => accepted)).toBe(1434);
    expect(sumOf(rows, ({ finished }) => finished)).toBe(1329);
    expect(sumOf(rows, ({ onTimeStatutory }) => late(onTimeStatutory))).toBe(377);
    expect(sumOf(rows, ({ onTimePromised }) => late(onTimePromised))).toBe(389);
    expect((await allCases(byCsv)).filter(({ finishedAt }) => finishedAt === null)).toHaveLength(105);
  }, 60_000);

  it('has its late and ended cases where the log says, by responsible group', async () => {
    const rows = rowsOf(await rankingText(['--url', byCsv.url], years));
    const shares = rows.map(({ unit, onTimeStatutory: { numerator, denominator } }) => [unit ?? 'none', `${denominator - numerator}/${denominator}`] as const);
    expect(Object.fromEntries(shares.filter(([, share]) => !share.startsWith('0/')))).toEqual({
      'Group 5': '85/250',
      'Group 8': '19/227',
      'Group 2': '3/22',
      'Group 7': '1/8',
      'Group 11': '4/5',
      'Group 6': '2/4',
      none: '263/813',
    });
  }, 60_000);

  it('ranks the groups as the raw file says, counted by other means', async () => {
    const lines = csvRows(await readFile(sampleLog('receipt.csv'), 'utf8'));
    const cases = [...new Map(lines.map((line) => [line['case:concept:name'], line])).values()];
    const instant = (text: string | undefined) => Date.parse((text ?? '').replace(' ', 'T'));
    const counted = new Map<string, { accepted: number; finished: number; onTimePromised: number; onTimeStatutory: number }>();
    for (const one of cases) {
      // The mapping takes what the log calls EMPTY for none.
      const group = one['case:group'] === 'EMPTY' ? '' : (one['case:group'] ?? '');
      const sums = counted.get(group) ?? { accepted: 0, finished: 0, onTimePromised: 0, onTimeStatutory: 0 };
      const end = instant(one['case:enddate']);
      counted.set(group, {
        accepted: sums.accepted + 1,
        finished: sums.finished + Number(!Number.isNaN(end)),
        onTimePromised: sums.onTimePromised + Number(end <= instant(one['case:enddate_planned'])),
        onTimeStatutory: sums.onTimeStatutory + Number(end <= instant(one['case:deadline'])),
      });
    }
    const rows = rowsOf(await rankingText(['--url', byCsv.url], years));
    const ranked = rows.map((row) => [row.unit ?? '', { accepted: row.accepted, finished: row.finished, onTimePromised: row.onTimePromised.numerator, onTimeStatutory: row.onTimeStatutory.numerator }] as const);
    expect(Object.fromEntries(ranked)).toEqual(Object.fromEntries(counted));
  }, 60_000);

  it('imported again changes nothing', async () => {
    const figures = () => Promise.all([rankingText(['--url', byCsv.url], years), reconcile('--url', byCsv.url), rankingText(['--url', byXes.url], years)]);
    const before = await figures();
    const again = await Promise.all([importFile(...csv, '--url', byCsv.url), importFile(...xes, '--data', byXes.data)]);
    for (const [index, report] of again.entries()) expect(report).toMatchObject({ accepted: 0, conflicts: 0, duplicates: reports[index]?.events });
    expect(await figures()).toEqual(before);
    expect(before[1]).toMatchObject({ ok: true, duplicates: 0, conflicts: 0, parked: 0 });
  }, 60_000);

  it('killed halfway and imported again gives what an undisturbed import gives', async () => {
    const data = await mkdtemp(join(tmpdir(), 'mingxiao-killed-'));
    const killed = startCommand('import', ...csv, '--data', data);
    await vi.waitFor(async () => expect(await loggedIn(data)).toBeGreaterThan(3_000), { timeout: 60_000, interval: 20 });
    killed.process.kill('SIGKILL');
    await killed.ended;
    const report = await importFile(...csv, '--data', data);
    expect(report.accepted + report.duplicates).toBe(report.events);
    const [{ contentHash, facts }, undisturbed] = await Promise.all([reconcile('--data', data), reconcile('--url', byCsv.url)]);
    expect({ contentHash, facts }).toEqual({ contentHash: undisturbed.contentHash, facts: undisturbed.facts });
    expect(await rankingText(['--data', data], years)).toBe(await rankingText(['--url', byCsv.url], years));
    await rm(data, { recursive: true, force: true });
  }, 120_000);
});
