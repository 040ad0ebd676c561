import { readFile } from 'node:fs/promises';
import { startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksLogs, sampleLog } from '@mingxiao/testing/requirements/sample-logs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csvRows } from '../support/csv-rows.js';
import { importFile, rankingText, reconcile, rowsOf, sumOf } from '../support/figures.js';

const newYork = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });

/** `06/26/2018 10:58:54 AM` on a wall in New York, as milliseconds: the offset is the one under which the wall shows it. */
const wallTime = (text: string): number => {
  for (const offset of ['-0400', '-0500']) {
    const instant = Date.parse(`${text} GMT${offset}`);
    const shown = Date.parse(`${newYork.format(instant)} GMT${offset}`);
    if (shown === instant) return instant;
  }
  throw new Error(`${text} is on no wall`);
};

/** Linear interpolation between the neighbours, as in PERCENTILE.INC; halves of a second go up. */
const quantile = (values: readonly number[], share: number): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : Math.floor((low + (high - low) * (place % 1)) / 1000 + 0.5);
};

type Case = { readonly accepted: number; readonly finished: number | null; readonly due: number | null };

const figuresOf = (cases: readonly Case[], reading: number) => {
  const finished = cases.filter((one): one is Case & { finished: number } => one.finished !== null);
  const promised = finished.filter((one): one is Case & { finished: number; due: number } => one.due !== null);
  const elapsed = finished.map((one) => Math.max(0, one.finished - one.accepted));
  return {
    accepted: cases.length,
    finished: finished.length,
    openOverdue: cases.filter(({ finished: end, due }) => end === null && due !== null && due < reading).length,
    onTimePromised: { numerator: promised.filter(({ finished: end, due }) => end <= due).length, denominator: promised.length },
    medianElapsedSeconds: quantile(elapsed, 0.5),
    p90ElapsedSeconds: quantile(elapsed, 0.9),
    ratings: 0,
    meanRating: null,
  };
};

describeWith(lacksLogs('nyc311_2018.csv'), 'the nyc311 log', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform({ watch: false });
    expect(await importFile(sampleLog('nyc311_2018.csv'), '--mapping', 'nyc311', '--url', platform.url)).toMatchObject({ rowsRead: 1000, rejected: 0, cases: 1000 });
  });
  afterAll(() => platform.stop());

  it('ranks the agencies as the raw file says, counted by other means', async () => {
    const at = '2021-01-01T00:00:00Z';
    const cases = new Map<string, Case[]>();
    for (const row of csvRows(await readFile(sampleLog('nyc311_2018.csv'), 'utf8'))) {
      const instant = (name: string) => (row[name] === '' || row[name] === undefined ? null : wallTime(row[name]));
      const agency = row['Agency'] ?? '';
      cases.set(agency, [...(cases.get(agency) ?? []), { accepted: instant('Created Date') ?? Number.NaN, finished: instant('Closed Date'), due: instant('Due Date') }]);
    }
    const rows = rowsOf(await rankingText(['--url', platform.url], { by: 'section', from: '2000-01-01', to: '2020-12-31', at }));
    expect(sumOf(rows, ({ accepted }) => accepted)).toBe(1000);
    expect(rows.map(({ unit }) => unit).sort()).toEqual([...cases.keys()].sort());
    const reading = Date.parse('2021-01-01T00:00:00+08:00');
    for (const row of rows) expect(row).toMatchObject(figuresOf(cases.get(row.unit ?? '') ?? [], reading));
  });
});

describeWith(lacksLogs('BPIC15_1.xes.gz', 'BPIC15_2.xes.gz', 'BPIC15_3.xes.gz'), 'the BPIC15 logs', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform({ watch: false });
  });
  afterAll(() => platform.stop());

  it.each([
    ['BPIC15_1.xes.gz', 1199, 52_217],
    ['BPIC15_3.xes.gz', 1409, 59_681],
  ])('%s gives %i cases from %i events', async (name, cases, rows) => {
    expect(await importFile(sampleLog(name), '--mapping', 'bpic15', '--dry-run', '--rejects', '/dev/null')).toMatchObject({ cases, rowsRead: rows, rejected: 0, dryRun: true });
  }, 60_000);

  it('BPIC15_2.xes.gz stands in the platform with 832 cases from 44,354 events, every one accounted for', async () => {
    expect(await importFile(sampleLog('BPIC15_2.xes.gz'), '--mapping', 'bpic15', '--url', platform.url)).toMatchObject({ cases: 832, rowsRead: 44_354, rejected: 0, conflicts: 0, parked: 0, refused: 0 });
    const rows = rowsOf(await rankingText(['--url', platform.url], { by: 'section', from: '2000-01-01', to: '2020-12-31', at: '2021-01-01T00:00:00Z' }));
    expect(rows.map(({ unit, accepted, finished }) => ({ unit, accepted, finished }))).toEqual([{ unit: 'municipality-2', accepted: 832, finished: 711 }]);
    expect(await reconcile('--url', platform.url)).toMatchObject({ ok: true, duplicates: 0, conflicts: 0, parked: 0 });
  }, 120_000);
});
