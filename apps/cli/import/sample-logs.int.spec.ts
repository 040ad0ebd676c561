import { beforeAll, expect, it } from 'vitest';
import { openLogFile } from '@mingxiao/adapters/importers/open-log-file';
import { loadMapping } from '@mingxiao/catalog/mappings/load-mapping';
import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import { logNameOf, sourceOfLog } from '@mingxiao/domain/imports/log-names';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksLogs, sampleLog } from '@mingxiao/testing/requirements/sample-logs';
import { mappedBatches } from './mapped-batches.js';
import { sha256 } from './sha256.js';

const mapLog = async (name: string, mappingName: string) => {
  const mapping = await loadMapping(mappingName);
  const source = sourceOfLog(mapping.source, logNameOf(name));
  if (!source.ok) throw new Error(source.rejection);
  const events: CloudEventJson[] = [];
  const total = { rows: 0, cases: 0, rejected: 0 };
  for await (const batch of mappedBatches(await openLogFile(sampleLog(name)), mapping, { source: source.value, digest: sha256 })) {
    total.rows += batch.rowsRead;
    total.cases += batch.cases;
    total.rejected += batch.rejects.length;
    for (const event of batch.events) events.push(event);
  }
  return { ...total, events };
};
type Mapped = Awaited<ReturnType<typeof mapLog>>;

const ofType = ({ events }: Mapped, type: string) => events.filter((event) => event.type === type);
const instant = (text: unknown): number => instantOf(String(text)) ?? Number.NaN;
const byCase = (events: readonly CloudEventJson[]) => new Map(events.map((event) => [event.subject, event]));

/** Finished cases whose finish lies after the named due instant of their acceptance. */
const lateAfter = (mapped: Mapped, due: 'promisedDueAt' | 'statutoryDueAt') => {
  const accepted = byCase(ofType(mapped, 'case.accepted'));
  return ofType(mapped, 'case.finished').filter(({ subject, time }) => instant(time) > instant(accepted.get(subject)?.data[due]));
};

const countByUnit = (events: readonly CloudEventJson[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { data } of events) {
    const unit = String(data['unit'] ?? 'none');
    counts[unit] = (counts[unit] ?? 0) + 1;
  }
  return counts;
};

describeWith(lacksLogs('receipt.csv', 'receipt.xes.gz'), 'the receipt log', () => {
  let csv: Mapped;
  let xes: Mapped;
  beforeAll(async () => {
    csv = await mapLog('receipt.csv', 'receipt-csv');
    xes = await mapLog('receipt.xes.gz', 'receipt-xes');
  });

  it('is read whole: 8,577 rows, none rejected, 1,434 cases', () => {
    expect([csv.rows, csv.rejected, csv.cases]).toEqual([8577, 0, 1434]);
    expect(ofType(csv, 'case.step-completed')).toHaveLength(8577);
  });

  it('gives exactly the same events with the same ids from CSV and from XES', () => {
    expect(xes.events).toEqual(csv.events);
    expect(new Set(csv.events.map(({ id }) => id)).size).toBe(csv.events.length);
  });

  it('has 1,329 finished and 105 open cases; 377 ended after the statutory and 389 after the promised instant', () => {
    expect(ofType(csv, 'case.finished')).toHaveLength(1329);
    expect(ofType(csv, 'case.accepted')).toHaveLength(1434);
    expect(lateAfter(csv, 'statutoryDueAt')).toHaveLength(377);
    expect(lateAfter(csv, 'promisedDueAt')).toHaveLength(389);
  });

  it('has its late and ended cases where the log says, by responsible group', () => {
    const late = countByUnit(lateAfter(csv, 'statutoryDueAt'));
    const ended = countByUnit(ofType(csv, 'case.finished'));
    const shares = Object.fromEntries(Object.keys(late).map((unit) => [unit, `${late[unit]}/${ended[unit]}`]));
    expect(shares).toEqual({
      'Group 5': '85/250',
      'Group 8': '19/227',
      'Group 2': '3/22',
      'Group 7': '1/8',
      'Group 11': '4/5',
      'Group 6': '2/4',
      none: '263/813',
    });
  });

  it('has its 34 hold steps as suspensions that end at the next event, about 7.0 days in all', () => {
    const [suspended, resumed] = [ofType(csv, 'case.suspended'), ofType(csv, 'case.resumed')];
    const total = (events: readonly CloudEventJson[]) => events.reduce((sum, { time }) => sum + instant(time), 0);
    expect([suspended.length, resumed.length]).toEqual([34, 34]);
    expect((total(resumed) - total(suspended)) / 86_400_000).toBeCloseTo(7.0, 1);
  });

  it('keeps the two cases that end before they start, and the dirt among its staff', () => {
    const accepted = byCase(ofType(csv, 'case.accepted'));
    expect(ofType(csv, 'case.finished').filter(({ subject, time }) => instant(time) < instant(accepted.get(subject)?.time))).toHaveLength(2);
    expect(ofType(csv, 'case.step-completed').filter(({ data }) => /^(admin\d|test)$/i.test(String(data['staff'])))).toHaveLength(522);
  });
});

const permits = [
  { name: 'BPIC15_1.xes.gz', source: 'urn:bpic15:1', cases: 1199, rows: 52_217, finished: 956 },
  { name: 'BPIC15_2.xes.gz', source: 'urn:bpic15:2', cases: 832, rows: 44_354, finished: 711 },
  { name: 'BPIC15_3.xes.gz', source: 'urn:bpic15:3', cases: 1409, rows: 59_681, finished: 1260 },
];
for (const { name, source, cases, rows, finished } of permits) {
  describeWith(lacksLogs(name), `the log ${name}`, () => {
    let mapped: Mapped;
    beforeAll(async () => {
      mapped = await mapLog(name, 'bpic15');
    });

    it(`gives ${cases} cases from ${rows} events under its own source and municipality`, () => {
      expect([mapped.cases, mapped.rows, mapped.rejected]).toEqual([cases, rows, 0]);
      expect(new Set(mapped.events.map((event) => event.source))).toEqual(new Set([source]));
      expect(mapped.events.every(({ subject, data }) => subject.startsWith(`${source}:`) && data['unit'] === `municipality-${source.at(-1)}`)).toBe(true);
    });

    it('gives every event an id of its own, though half of them share their instant with another', () => {
      expect(new Set(mapped.events.map(({ id }) => id)).size).toBe(mapped.events.length);
    });

    it(`finishes the ${finished} cases with an end date`, () => {
      expect(ofType(mapped, 'case.finished')).toHaveLength(finished);
    });
  });
}

describeWith(lacksLogs('nyc311_2018.csv'), 'the nyc311 log', () => {
  let mapped: Mapped;
  beforeAll(async () => {
    mapped = await mapLog('nyc311_2018.csv', 'nyc311');
  });

  it('gives 1,000 tickets, 486 with a due instant and 986 finished', () => {
    const accepted = ofType(mapped, 'case.accepted');
    expect([mapped.rows, mapped.rejected, accepted.length]).toEqual([1000, 0, 1000]);
    expect(accepted.filter(({ data }) => data['promisedDueAt'] !== undefined)).toHaveLength(486);
    expect(ofType(mapped, 'case.finished')).toHaveLength(986);
  });

  it('carries the offset of New York: summer and winter time', () => {
    expect(new Set(mapped.events.map(({ time }) => time.slice(-6)))).toEqual(new Set(['-04:00', '-05:00']));
    expect(byCase(ofType(mapped, 'case.accepted')).get('39573567')).toMatchObject({
      time: '2018-06-26T10:58:54.000-04:00',
      data: { kind: 'imported-request', unit: 'NYPD', channel: 'phone', district: 'QUEENS', promisedDueAt: '2018-06-26T18:58:54.000-04:00' },
    });
  });
});

describeWith(lacksLogs('bpic2013_incidents.xes.gz'), 'the bpic2013 log', () => {
  let mapped: Mapped;
  beforeAll(async () => {
    mapped = await mapLog('bpic2013_incidents.xes.gz', 'bpic2013');
  });

  it('gives a transfer for each of the 9,454 changes of team in 65,533 events', () => {
    expect([mapped.cases, mapped.rows, mapped.rejected]).toEqual([7554, 65_533, 0]);
    expect(ofType(mapped, 'case.transferred')).toHaveLength(9454);
  });

  it('finishes a case once until it is reopened', () => {
    const open = new Map<string, number>();
    for (const { type, subject } of mapped.events) {
      if (type === 'case.finished') open.set(subject, (open.get(subject) ?? 0) + 1);
      if (type === 'case.reopened') open.set(subject, (open.get(subject) ?? 0) - 1);
    }
    expect(Math.max(...open.values())).toBe(1);
    expect(ofType(mapped, 'case.finished').length - ofType(mapped, 'case.reopened').length).toBe([...open.values()].filter((count) => count === 1).length);
  });
});
