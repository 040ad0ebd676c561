import { caseList } from '@mingxiao/contracts/cases';
import { scorecard, scoreNode, type ScoreTree } from '@mingxiao/contracts/scorecards';
import { defineCatalogue } from '@mingxiao/server/catalogue/define-catalogue';
import { readCatalogue } from '@mingxiao/server/catalogue/read-catalogue';
import { Door } from '@mingxiao/server/ingest/door';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { References } from '@mingxiao/server/project/references';
import { EVENT_LOG } from '@mingxiao/server/tokens';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const days = (amount: number) => ({ amount, unit: 'working-day' });

/** A case that S-1 takes in and hands on to S-2 after so many hours of its six days; every fifth is late, every third rated. */
const handedOn = (number: number) => {
  const subject = `shared-${number}`;
  const at = (day: string, hour: number) => `2026-03-${day}T${String(hour).padStart(2, '0')}:00:00+08:00`;
  const finished = number % 5 === 0 ? '27' : '10';
  return [
    eventOf(`${subject}/a`, { subject, time: at('02', 9), data: { kind: 'permit', unit: 'S-1', holder: 'U-1', promised: days(8), statutory: days(10) } }),
    eventOf(`${subject}/t`, { subject, type: 'case.transferred', time: at(`0${3 + (number % 4)}`, 8 + (number % 7)), data: { toUnit: 'S-2', toHolder: `U-${2 + (number % 2)}` } }),
    eventOf(`${subject}/f`, { subject, type: 'case.finished', time: at(finished, 11), data: { outcome: 'granted' } }),
    ...(number % 3 === 0 ? [eventOf(`${subject}/r`, { subject, type: 'case.rated', time: at('28', 9), data: { level: 1 + (number % 5), mode: 'active' } })] : []),
  ];
};

/** The schemes that ship, with every case shared out among those who held it. */
const shared = () =>
  readCatalogue()
    .filter(({ name }) => name === 'transport-100' || name === 'qingdao-chief')
    .map((entry) => ({ ...entry, name: `shared-${entry.name}`, body: { ...Object(entry.body), name: `shared-${entry.name}`, responsibility: 'holding-share' } as unknown }));

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
  const { facts } = await platform.app.get(References).current();
  await defineCatalogue(shared(), { log: platform.app.get(EVENT_LOG), reference: facts }, platform.app.get(Door));
  const postings = ['U-1', 'U-2', 'U-3'].map((staff) => eventOf(`posting ${staff}`, { subject: staff, type: 'org.posting', time: '2020-01-01T00:00:00+08:00', data: { staff, unit: staff === 'U-1' ? 'S-1' : 'S-2', role: 'staff' } }));
  const events = [...postings, ...Array.from({ length: 45 }, (_, number) => handedOn(number)).flat()];
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
  await platform.caughtUp();
});
afterAll(() => platform.stop());

const treesOf = async (scheme: string, unit: string): Promise<readonly ScoreTree[]> => {
  const { body } = await request(platform.url).get(`/v1/scorecards/${scheme}`).query({ unit, period: '2026-03' }).expect(200);
  return Object.values(scorecard.parse(body).trees).flatMap((tree) => (tree === null ? [] : [scoreNode.parse(tree) as unknown as ScoreTree]));
};

type Link = { readonly measure: string; readonly value: number; readonly drill: string };
const linksIn = ({ inputs, children }: ScoreTree): readonly Link[] => [
  ...inputs.flatMap(({ measure, value, drill }) => (drill === null ? [] : [{ measure, value, drill }])),
  ...children.flatMap(linksIn),
];

/** What a leaf's list says in all, and what its rows add up to, both in cases. */
const listed = async ({ drill }: Link) => {
  const list = caseList.parse((await request(platform.url).get(`${drill}&limit=1000`).expect(200)).body);
  return [list.total / list.scale, list.rows.reduce((sum, { amount }) => sum + amount, 0) / list.scale, list.rows.length] as const;
};

describe('a scorecard of cases that are shared out', () => {
  it.each([['shared-transport-100', 'S-1'], ['shared-transport-100', 'S-2'], ['shared-qingdao-chief', 'S-1'], ['shared-qingdao-chief', 'S-2']])('says in each leaf what its list adds up to: %s of %s', async (scheme, unit) => {
    const links = (await treesOf(scheme, unit)).flatMap(linksIn);
    expect(links.length).toBeGreaterThan(3);
    expect(links.every(({ drill }) => drill.includes('policy=holding-share'))).toBe(true);
    expect(links.some(({ value }) => !Number.isInteger(value))).toBe(true);
    // Of a chief the leaves of each of the staff as well.
    expect(links.some(({ drill }) => drill.includes('staff='))).toBe(scheme === 'shared-qingdao-chief');
    for (const link of links) {
      const [total, sum] = await listed(link);
      expect([link.drill, total, sum]).toEqual([link.drill, link.value, link.value]);
    }
  });

  it('shares every case, so that what both sections say adds up to all cases, and neither says a whole number', async () => {
    const finished = async (unit: string) => (await treesOf('shared-qingdao-chief', unit)).flatMap(linksIn).find(({ measure }) => measure === 'withPromised')?.value ?? 0;
    const [first, second] = [await finished('S-1'), await finished('S-2')];
    expect(first + second).toBeCloseTo(45, 6);
    expect([Number.isInteger(first), Number.isInteger(second)]).toEqual([false, false]);
  });
});
