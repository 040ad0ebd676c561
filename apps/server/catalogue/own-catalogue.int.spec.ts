import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseClock } from '@mingxiao/contracts/clock';
import { kindOf } from '@mingxiao/testing/reference-facts';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.js';
import { eventOf, linesOf } from '../platform.fixture.js';
import { startPlatform, type Platform } from '../platform.js';

const days = (amount: number) => ({ amount, unit: 'working-day' as const });
const whistle = {
  ...kindOf('township-whistle', { title: { zh: '街乡吹哨', en: 'Township whistle' }, effectiveFrom: '2018-01-01', calendar: 'our-town' }),
  limits: { promised: days(2), statutory: null },
  signalRule: 'whistles',
};
const town = { name: 'our-town', version: '1', title: { zh: '本镇', en: 'Our town' }, effectiveFrom: '2004-07-01', base: 'cn-national', exceptions: { '2026-03-03': false } };
const rule = {
  name: 'whistles',
  version: '1',
  title: { zh: '吹哨规则', en: 'Whistles' },
  effectiveFrom: '2004-07-01',
  legalBasis: [],
  warningsLapseAfter: null,
  clocks: [{ clock: 'case', thresholds: [{ level: 'red', limit: 'promised' }] }],
};

let folder: string;
let platform: Platform | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingxiao-own-'));
});
afterEach(async () => {
  await platform?.stop();
  platform = null;
  rmSync(folder, { recursive: true });
});

/** Writes a file of the office's own folder and answers where it lies. */
const write = (sort: string, name: string, content: unknown): string => {
  mkdirSync(join(folder, 'own', sort), { recursive: true });
  const path = join(folder, 'own', sort, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const start = async (): Promise<Platform> => {
  const flags = { data: join(folder, 'data'), catalog: join(folder, 'own'), port: 0, sample: false, logLevel: 'silent' };
  platform = await startPlatform(readConfiguration(flags, {}), { watch: false });
  return platform;
};

describe('an office’s own folder', () => {
  it('adds a kind by one file, with a calendar and a rule of its own, and a case of it runs through', async () => {
    write('kinds', 'township-whistle.json', whistle);
    write('calendars', 'our-town.json', town);
    write('signals', 'whistles.json', rule);
    const { url, caughtUp } = await start();
    const events = [
      eventOf('a', { subject: 'W-1', time: '2026-03-02T10:00:00+08:00', data: { kind: 'township-whistle' } }),
      eventOf('f', { subject: 'W-1', type: 'case.finished', time: '2026-03-05T10:00:01+08:00', data: { outcome: 'done' } }),
    ];
    await request(url).post('/v1/events').set('content-type', 'application/x-ndjson').send(linesOf(events)).expect(200);
    await caughtUp();
    const { promised, kind } = caseClock.parse((await request(url).get('/v1/cases/W-1/clock').expect(200)).body);
    expect([kind.name, promised?.dueAt, promised?.verdict]).toEqual(['township-whistle', '2026-03-05T02:00:00.000Z', 'finished-late']);
    const { body } = await request(url).get('/v1/signals?kind=township-whistle').expect(200);
    expect(body).toMatchObject({ rows: [{ caseId: 'W-1', level: 'red', raisedBy: 'promised' }] });
  });

  it.each([
    ['kinds', 'bad.json', { ...whistle, calendar: 'cn-national', signalRule: null, limits: { promised: { amount: 2, unit: 'fortnight' }, statutory: null } }, /\(limits\.promised\.unit\): .*working-day/],
    ['kinds', 'lost.json', { ...whistle, calendar: 'lunar', signalRule: null }, /\(calendar\): there is no calendar "lunar"/],
    ['signals', 'bad.json', { ...rule, clocks: [{ clock: 'case', thresholds: [{ level: 'purple', limit: 'promised' }] }] }, /\(clocks\.0\.thresholds\.0\.level\): /],
    ['calendars', 'bad.json', { ...town, exceptions: { '2026-02-30': false } }, /\(exceptions\.2026-02-30\): /],
    ['calendars', 'torn.json', '{ "name": ', /: .*JSON/],
  ])('with a bad file in %s/%s refuses the start and names file, field and reason', async (sort, name, content, reason) => {
    const path = write(sort, name, content);
    const refusal = await start().then(() => null, (error: unknown) => error as Error);
    expect(refusal?.name).toBe('CatalogueRefused');
    expect(refusal?.message).toContain(path);
    expect(refusal?.message).toMatch(reason);
  });

  it('that is not there refuses the start and says what it should hold', async () => {
    await expect(start()).rejects.toThrow(/own: is no folder; it should hold calendars\/, kinds\//);
  });
});
