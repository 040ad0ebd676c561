import { caseList } from '@mingxiao/contracts/cases';
import type { MeasureId } from '@mingxiao/contracts/metrics';
import { ranking, type Grouping, type RankingRow } from '@mingxiao/contracts/rankings';
import { startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type Fact = readonly [type: string, subject: string, time: string, data: Readonly<Record<string, unknown>>];

const unit = (id: string, type: string, parent: string | null): Fact => ['org.unit-defined', id, '2020-01-01T00:00:00+08:00', { unit: id, type, parent, name: { zh: id, en: id } }];
const accepted = (subject: string, time: string, promisedDueAt: string | null = null): Fact => ['case.accepted', subject, time, { unit: 'S-1', holder: 'U-1', item: 'I-1', promisedDueAt, dueFinal: true }];
const finished = (subject: string, time: string): Fact => ['case.finished', subject, time, { outcome: 'granted' }];
const rated = (subject: string, level: number, mode: string): Fact => ['case.rated', subject, '2026-03-20T09:00:00+08:00', { level, mode }];

/** A small office whose figures for March can be worked out on paper; every case stands on a boundary. */
const office: readonly Fact[] = [
  unit('X-1', 'district', null),
  unit('D-1', 'department', 'X-1'),
  unit('S-1', 'section', 'D-1'),
  // Finished at the very instant it was due: in time.
  accepted('at the instant', '2026-03-02T09:00:00+08:00', '2026-03-04T09:00:00+08:00'),
  finished('at the instant', '2026-03-04T09:00:00+08:00'),
  rated('at the instant', 5, 'active'),
  // A millisecond later: late. Its own rating beats the one that silence gave.
  accepted('a millisecond late', '2026-03-02T09:00:00+08:00', '2026-03-04T09:00:00+08:00'),
  finished('a millisecond late', '2026-03-04T09:00:00.001+08:00'),
  rated('a millisecond late', 1, 'default'),
  rated('a millisecond late', 2, 'active'),
  // Due at the instant March ends: not overdue in March.
  accepted('due as March ends', '2026-03-31T23:59:59.999+08:00', '2026-04-01T00:00:00+08:00'),
  // Due a millisecond before: overdue.
  accepted('overdue', '2026-03-30T09:00:00+08:00', '2026-03-31T23:59:59.999+08:00'),
  // The first instant of April in Shanghai, though still March in Greenwich: not in the period.
  accepted('in April', '2026-04-01T00:00:00+08:00'),
  // Accepted before the period, finished in its last millisecond, without a limit.
  accepted('without a limit', '2026-02-01T00:00:00+08:00'),
  finished('without a limit', '2026-03-31T23:59:59.999+08:00'),
];

const march = { from: '2026-03-01', to: '2026-03-31', at: '2026-05-01T00:00:00+08:00' };

const worked = {
  accepted: 4,
  finished: 3,
  reopened: 0,
  openOverdue: 1,
  onTimePromised: { numerator: 1, denominator: 2 },
  onTimeStatutory: { numerator: 0, denominator: 0 },
  // Of 172,800.000 s, 172,800.001 s and 5,097,599.999 s: the second, and eight tenths of the way from it to the third.
  medianElapsedSeconds: 172_800,
  p90ElapsedSeconds: 4_112_640,
  ratings: 2,
  meanRating: 3.5,
};

const places = { district: 'X-1', department: 'D-1', section: 'S-1', staff: 'U-1', item: 'I-1' } as const satisfies Record<Grouping, string>;
const groupings = Object.keys(places) as Grouping[];

describe('a ranking of an office that was worked out by hand', () => {
  let platform: TestPlatform;
  const read = async (path: string, parameters: Readonly<Record<string, string>>): Promise<unknown> => (await fetch(`${platform.url}${path}?${new URLSearchParams({ ...march, ...parameters }).toString()}`)).json();

  beforeAll(async () => {
    platform = await startTestPlatform({ watch: false });
    const events = office.map(([type, subject, time, data], index) => ({ specversion: '1.0', id: `e-${index}`, source: 'urn:test:golden', type, subject, time, data }));
    await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events) });
    await platform.caughtUp();
  });
  afterAll(() => platform.stop());

  it.each(groupings)('by %s gives the figures on paper', async (by) => {
    const { rows } = ranking.parse(await read('/v1/rankings', { by }));
    expect(rows.map(({ unit: id }) => id)).toEqual([places[by]]);
    expect(rows[0]).toMatchObject(worked);
  });

  it.each(groupings)('by %s opens, behind each figure, exactly the cases it counts', async (by) => {
    const [row] = ranking.parse(await read('/v1/rankings', { by })).rows as [RankingRow];
    const figures: Partial<Record<MeasureId, number>> = {
      accepted: row.accepted,
      finished: row.finished,
      openOverdue: row.openOverdue,
      onTimePromised: row.onTimePromised.numerator,
      latePromised: row.onTimePromised.denominator - row.onTimePromised.numerator,
      withPromised: row.onTimePromised.denominator,
      valid: row.ratings,
    };
    const listed = await Promise.all(Object.keys(figures).map(async (measure) => [measure, caseList.parse(await read('/v1/cases', { by, unit: places[by], measure })).rows.length] as const));
    expect(Object.fromEntries(listed)).toEqual(figures);
  });

  it('names the cases that stand on the boundaries', async () => {
    const names = async (measure: MeasureId) => caseList.parse(await read('/v1/cases', { by: 'section', unit: 'S-1', measure })).rows.map(({ id }) => id).sort();
    expect(await names('openOverdue')).toEqual(['overdue']);
    expect(await names('latePromised')).toEqual(['a millisecond late']);
    expect(await names('accepted')).toEqual(['a millisecond late', 'at the instant', 'due as March ends', 'overdue']);
  });
});
