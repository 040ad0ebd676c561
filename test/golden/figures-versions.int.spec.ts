import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import type { MeasureId } from '@mingxiao/contracts/metrics';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { casesTable, toCaseColumns } from '@mingxiao/projections/cases/cases.columns';
import { FiguresOf } from '@mingxiao/server/figures/figures-of';
import { foldOne } from '@mingxiao/server/project/fold-cases';
import { Reads } from '@mingxiao/server/query/reads';
import { fact, type Line } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf } from '@mingxiao/testing/reference-facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const reference = buildReference([calendarFact(), kindFact(kindOf('permit'))]);

/** What has become of one case by a fact, in the order in which it was heard of. */
const courseIn = (unit: string): readonly Line[] => [
  ['case.accepted', '2026-03-02T09:00:00+08:00', { kind: 'permit', unit, holder: 'U-1' }],
  ['case.finished', '2026-03-03T09:00:00+08:00', { outcome: 'granted' }],
  ['case.reopened', '2026-03-20T09:00:00+08:00', {}],
  ['case.finished', '2026-04-02T09:00:00+08:00', { outcome: 'granted' }],
];

const instant = (text: string): number => Date.parse(text);
const march = { from: instant('2026-03-01T00:00:00+08:00'), to: instant('2026-04-01T00:00:00+08:00') };
const february = { from: instant('2026-02-01T00:00:00+08:00'), to: march.from };

describe('figures, while rows of a case lie in parts of their own', () => {
  let store: AnalyticsStore;
  let folder: string;
  let figures: FiguresOf;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingxiao-versions-'));
    store = await openInProcessStore({ folder });
    await migrate(store, await readMigrations());
    // Nothing is merged: both versions stay where they were written.
    await store.command(`SYSTEM STOP MERGES ${casesTable}`);
    figures = new FiguresOf(new Reads(store));
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const write = (id: string, lines: readonly Line[]) =>
    store.insert(casesTable, toCaseColumns(1, [foldOne(id, lines.map(([type, time, data], offset) => ({ ...fact(type, time, data, { subject: id, id: `${id}-${offset}`, offset }), partition: 0 })), reference)]));

  const counted = async (unit: string, period: { readonly from: number; readonly to: number }, reading: number, id: MeasureId) => {
    const question = { by: null, filters: { unit }, period: { ...period, reading, until: reading - 1 }, policy: 'finisher', timeZone: 'Asia/Shanghai' } as const;
    const [all] = await figures.children(question, [measureOf(id)], []);
    return all?.measures[id] ?? 0;
  };

  it('a finish that was moved out of the period is not counted there any more, though its former row lies within', async () => {
    const course = courseIn('S-1');
    await write('C-1', course.slice(0, 2));
    expect(await counted('S-1', march, march.to, 'finished')).toBe(1);
    const moved = course.slice(0, 2).map(([type, time, data = {}]): Line => (type === 'case.finished' ? [type, '2026-05-05T09:00:00+08:00', data] : [type, time, data]));
    await write('C-1', [...moved, ['case.transferred', '2026-05-06T09:00:00+08:00', { holder: 'U-2' }]]);
    expect(await counted('S-1', march, march.to, 'finished')).toBe(0);
    expect(await counted('S-1', february, february.to, 'finished')).toBe(0);
  });

  it('a case of before 1970 is counted in its day, and in no other', async () => {
    await write('C-3', [
      ['case.accepted', '1969-03-02T09:00:00+08:00', { kind: 'permit', unit: 'S-3', holder: 'U-1' }],
      ['case.finished', '1970-01-05T09:00:00+08:00', { outcome: 'granted' }],
    ]);
    const counts = async (from: string, to: string) => {
      const period = { from: instant(from), to: instant(to) };
      return [await counted('S-3', period, period.to, 'accepted'), await counted('S-3', period, period.to, 'finished')];
    };
    expect(await counts('1969-03-02T00:00:00+08:00', '1969-03-03T00:00:00+08:00')).toEqual([1, 0]);
    expect(await counts('1969-03-03T00:00:00+08:00', '1970-02-01T00:00:00+08:00')).toEqual([0, 1]);
    expect(await counts('1970-01-02T00:00:00+08:00', '1970-02-01T00:00:00+08:00')).toEqual([0, 1]);
  });

  it('a case is open before its finish, after it was reopened, and at no other instant', async () => {
    await write('C-2', courseIn('S-2'));
    const open = async (at: string) => counted('S-2', march, instant(at), 'open');
    expect(await open('2026-03-02T08:59:59+08:00')).toBe(0);
    expect(await open('2026-03-02T12:00:00+08:00')).toBe(1);
    expect(await open('2026-03-03T09:00:00.001+08:00')).toBe(0);
    expect(await open('2026-03-20T09:00:00.001+08:00')).toBe(1);
    expect(await open('2026-04-02T09:00:00.001+08:00')).toBe(0);
  });
});
