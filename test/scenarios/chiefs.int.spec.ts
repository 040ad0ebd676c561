import { publicationAnswer, publicationSummary } from '@mingxiao/contracts/publications';
import { scorecard, scoreNode } from '@mingxiao/contracts/scorecards';
import { eventOf, linesOf, startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const two = (value: number): string => String(value).padStart(2, '0');
/** One case a day of the first quarter, finished and rated on that day. */
const days = [31, 28, 31].flatMap((length, month) => Array.from({ length }, (_, day) => `2026-${two(month + 1)}-${two(day + 1)}`));
const caseOn = (day: string) => {
  const subject = `C-${day}`;
  return [
    eventOf(`${subject}/a`, { subject, time: `${day}T09:00:00+08:00`, data: { kind: 'permit', unit: 'S-1', holder: 'U-9', promised: { amount: 5, unit: 'working-day' } } }),
    eventOf(`${subject}/f`, { subject, type: 'case.finished', time: `${day}T15:00:00+08:00`, data: { outcome: 'granted' } }),
    eventOf(`${subject}/r`, { subject, type: 'case.rated', time: `${day}T16:00:00+08:00`, data: { level: 1 + (Number(day.slice(-2)) % 5), mode: 'active' } }),
  ];
};
const unit = eventOf('unit S-1', { source: 'urn:test:org', type: 'org.unit-defined', subject: 'S-1', time: '2020-01-01T00:00:00Z', data: { unit: 'S-1', type: 'section' } });
const posting = (staff: string, role: string, time: string, more: object = {}) =>
  eventOf(`posting ${staff}`, { source: 'urn:test:org', type: 'org.posting', subject: staff, time, data: { staff, unit: 'S-1', role, name: { zh: `科长${staff}`, en: `Chief ${staff}` }, ...more } });

let platform: TestPlatform;
const send = async (events: readonly unknown[]): Promise<void> => {
  const answer = await fetch(`${platform.url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf(events) });
  expect(answer.status).toBe(200);
  await platform.caughtUp();
};
beforeAll(async () => {
  platform = await startTestPlatform({ watch: false });
  // Nobody ended the posting of the first chief.
  await send([...days.flatMap(caseOn), unit, posting('U-9', 'staff', '2025-01-01T00:00:00+08:00'), posting('U-1', 'chief', '2025-01-01T00:00:00+08:00'), posting('U-2', 'chief', '2026-02-10T12:00:00+08:00')]);
});
afterAll(() => platform.stop());

const asked = async <Schema extends z.ZodType>(schema: Schema, path: string, body?: unknown): Promise<z.output<Schema>> => {
  const answer = await fetch(`${platform.url}${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (answer.status === 202) return asked(schema, path, body);
  return schema.parse(await answer.json());
};
const card = '/v1/scorecards/qingdao-chief?unit=S-1&period=2026-Q1';
const said = (chiefs: readonly { readonly staff: string; readonly from: string; readonly to: string }[] | null) => chiefs?.map(({ staff, from, to }) => [staff, from, to]);
const first = ['U-1', '2026-01-01', '2026-02-10'];

describe('a section whose chief changed within the quarter', () => {
  it('says on its card who was chief on which days: who is posted as a day begins', async () => {
    const { chiefs } = await asked(scorecard, card);
    expect(said(chiefs)).toEqual([first, ['U-2', '2026-02-11', '2026-03-31']]);
    expect(chiefs.map(({ name }) => name?.en)).toEqual(['Chief U-1', 'Chief U-2']);
  });

  it('leads to the card of the days of each, whose cases are together those of the quarter', async () => {
    const whole = await asked(scorecard, card);
    const cards = await Promise.all(whole.chiefs.map(({ scorecard: address }) => asked(scorecard, address ?? '')));
    expect(cards.map(({ from, to, card: { n } }) => [from, to, n])).toEqual([['2026-01-01', '2026-02-10', 41], ['2026-02-11', '2026-03-31', 49]]);
    expect(whole.card.n).toBe(90);
    const ofStaff = ({ trees }: typeof whole): number => z.array(scoreNode).parse(trees.literal?.children).find(({ id }) => id === 'staff')?.points ?? 0;
    expect(cards.reduce((sum, one) => sum + ofStaff(one), 0)).toBe(ofStaff(whole));
    // Of all the days there are on it there is no other card to go to.
    expect(cards.map(({ chiefs }) => chiefs.map(({ staff, scorecard: address }) => [staff, address]))).toEqual([[['U-1', null]], [['U-2', null]]]);
  });

  it('says in a publication who was known to be chief then, whatever is told of it later', async () => {
    const { id } = await asked(publicationSummary, '/v1/publications', { scheme: 'qingdao-chief', period: '2026-Q1', actor: 'office' });
    const { chiefs: known } = await asked(scorecard, card);
    await send([posting('U-3', 'chief', '2026-03-01T00:00:00+08:00')]);
    const published = await asked(publicationAnswer, `/v1/publications/${id}?unit=S-1`);
    expect(said(published.chiefs)).toEqual(said(known));
    expect(published.reproduced).toBe(true);
    expect(said((await asked(scorecard, card)).chiefs)).toEqual([first, ['U-2', '2026-02-11', '2026-02-28'], ['U-3', '2026-03-01', '2026-03-31']]);
    const [earlier] = published.chiefs ?? [];
    expect((await asked(scorecard, earlier?.scorecard ?? '')).chiefs).toMatchObject([{ staff: 'U-1', scorecard: null }]);
  });
});
