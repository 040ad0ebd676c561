import { createHash } from 'node:crypto';
import { openLogFile } from '@mingxiao/adapters/importers/open-log-file';
import { readCases } from '@mingxiao/adapters/importers/read-cases';
import { loadMapping } from '@mingxiao/catalog/mappings/load-mapping';
import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import { mapCase } from '@mingxiao/domain/imports/map-case';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksLogs, sampleLog } from '@mingxiao/testing/requirements/sample-logs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWatchedPlatform, type WatchedPlatform } from './signals-platform.js';

const readReceipts = async (): Promise<CloudEventJson[]> => {
  const mapping = await loadMapping('receipt-csv');
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const events: CloudEventJson[] = [];
  for await (const items of readCases(await openLogFile(sampleLog('receipt.csv')), mapping)) {
    for (const item of items) if (item.kind === 'case') events.push(...mapCase(mapping, item.case, { source: 'urn:receipt', digest }).events);
  }
  return events.map((event) => ({ ...event, historical: true }));
};

/** In an order that has nothing to do with that of the file: finishes before acceptances, cases torn apart. */
const scattered = <Item>(items: readonly Item[]): Item[] => {
  const step = 7919;
  return items.map((_, index) => items[items.length - 1 - ((index * step) % items.length)] as Item);
};

describeWith(lacksLogs('receipt.csv'), 'the receipt log under family B', () => {
  let platform: WatchedPlatform;
  const finished = new Set<string>();

  beforeAll(async () => {
    const events = await readReceipts();
    for (const { type, subject } of events) if (type === 'case.finished') finished.add(subject);
    platform = await startWatchedPlatform('2026-03-02T10:00');
    const shuffled = scattered(events);
    for (let start = 0; start < shuffled.length; start += 5_000) await platform.send(shuffled.slice(start, start + 5_000));
  }, 120_000);
  afterAll(() => platform.stop());

  const casesWith = async (level: string): Promise<Set<string>> => {
    const { total, rows } = await platform.signals(`level=${level}&state=all&limit=1000`);
    expect(rows).toHaveLength(total);
    return new Set(rows.map(({ caseId }) => caseId));
  };
  const counts = async () => {
    const [red, yellow] = [await casesWith('red'), await casesWith('yellow')];
    const either = new Set([...red, ...yellow]);
    const ofFinished = (cases: ReadonlySet<string>) => [...cases].filter((id) => finished.has(id)).length;
    return { red: ofFinished(red), yellow: ofFinished(yellow), either: ofFinished(either), openRed: red.size - ofFinished(red), openYellow: yellow.size - ofFinished(yellow) };
  };
  const expected = { red: 377, yellow: 389, either: 392, openRed: 105, openYellow: 105 };

  it('derives red for 377 finished cases, yellow for 389, either for 392, and both for the 105 open ones', async () => expect(await counts()).toEqual(expected));

  it('records the same, opens no order, and has nothing left to record', async () => {
    const { cases } = await platform.watch();
    expect(cases).toBe(392 + 105);
    expect(await counts()).toEqual(expected);
    expect((await platform.signals('level=red&state=issued')).total).toBe(377 + 105);
    expect(await platform.watch()).toMatchObject({ appended: 0, raised: [] });
    expect((await platform.signals('state=all&kind=supervision-order')).total).toBe(0);
    const ranking = await fetch(new URL('/v1/cases?from=2000-01-01&to=2030-01-01&measure=accepted&kind=supervision-order', platform.url));
    expect(await ranking.json()).toMatchObject({ total: 0 });
  }, 60_000);
});
