import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainedFigure } from '@mingxiao/contracts/explain';
import { publicationAnswer, publicationSummary, restatementAnswer } from '@mingxiao/contracts/publications';
import { scorecardList } from '@mingxiao/contracts/scorecards';
import { whatIfAnswer } from '@mingxiao/contracts/what-if';
import { shippedSchemes } from '@mingxiao/catalog/schemes/load-schemes';
import { startTestPlatform, type TestPlatform } from '@mingxiao/server/platform.fixture';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mingxiao } from '../support/command.js';
import { jsonOf } from '../support/figures.js';

let folder: string;
let platform: TestPlatform;

const event = (id: string, subject: string, type: string, time: string, data: object) => ({ specversion: '1.0', id, source: 'urn:test:scores', type, subject, time, data });

/** A case of a section, in time or with a red card. */
const permit = (id: string, unit: string, late: boolean) => [
  event(`${id} in`, id, 'case.accepted', '2018-10-15T10:00:00+08:00', { kind: 'permit', unit, holder: 'U-1', promised: { amount: 7, unit: 'working-day' }, statutory: { amount: 10, unit: 'working-day' } }),
  event(`${id} out`, id, 'case.finished', late ? '2018-11-20T10:00:00+08:00' : '2018-10-18T10:00:00+08:00', { outcome: 'granted' }),
];

const send = async (events: readonly object[]): Promise<void> => {
  await request(platform.url).post('/v1/events').set('content-type', 'application/x-ndjson').send(events.map((one) => JSON.stringify(one)).join('\n')).expect(200);
  await platform.caughtUp();
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingxiao-scores-'));
  platform = await startTestPlatform({ watch: false });
  const unit = (id: string) => event(`unit ${id}`, id, 'org.unit-defined', '2017-01-01T00:00:00+08:00', { unit: id, type: 'section', name: { zh: `科室${id}`, en: `Section ${id}` } });
  await send([unit('S-1'), unit('S-2'), ...permit('c-1', 'S-1', false), ...permit('c-2', 'S-1', true), ...permit('c-3', 'S-2', false)]);
});
afterAll(async () => {
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: readonly string[]) => mingxiao(...args, '--url', platform.url);
const quarter = ['--period', '2018-Q4'] as const;

describe('explain', () => {
  it('tells a figure in words of either language, and as JSON', async () => {
    const asked = ['explain', 'onTimePromised', '--unit', 'S-1', ...quarter] as const;
    const { code, stdout } = await run(...asked);
    expect([code, stdout]).toEqual([0, expect.stringContaining('50% (1 / 2, n = 2')]);
    expect(stdout).toContain('/v1/cases?measure=withPromised&by=section&unit=S-1');
    expect((await run(...asked, '--lang', 'zh')).stdout).toContain('承诺时限按时办结率');
    expect(jsonOf(await run(...asked, '--json'), explainedFigure).figure).toMatchObject({ numerator: 1, denominator: 2 });
  });

  it('of what does not exist is wrong usage, and says so', async () => {
    const { code, stderr } = await run('explain', 'nonsense', ...quarter);
    expect([code, stderr]).toEqual([2, expect.stringContaining('metric')]);
    expect((await run('explain', 'finished')).code).toBe(2);
  });
});

describe('scorecard', () => {
  it('lists schemes, then all units, then the tree of one', async () => {
    expect((await run('scorecard')).stdout).toContain('transport-100');
    const list = await run('scorecard', 'transport-100', ...quarter, '--lang', 'zh');
    expect([list.code, list.stdout]).toEqual([0, expect.stringContaining('科室S-1')]);
    const { stdout } = await run('scorecard', 'transport-100', '--unit', 'S-1', ...quarter);
    expect(stdout).toContain('Red cards: -1.5  (1 × -1.5)');
    expect(stdout).toContain('measure=reds');
  });

  it('of a scheme or unit that is not there fails with a word what there is', async () => {
    const { code, stderr } = await run('scorecard', 'nonsense', ...quarter);
    expect([code, stderr]).toEqual([1, expect.stringContaining('transport-100')]);
    expect((await run('scorecard', 'transport-100', '--unit', 'S-99', ...quarter)).code).toBe(1);
  });
});

describe('what is published', () => {
  it('stays as it is, is made again to the byte, and a restatement says exactly what changed', async () => {
    const publish = ['publish', 'transport-100', ...quarter, '--actor', 'chief', '--id', 'q4', '--json'] as const;
    const published = jsonOf(await run(...publish), publicationSummary);
    expect(jsonOf(await run(...publish), publicationSummary)).toEqual(published);
    await send(permit('c-4', 'S-2', true));
    const restated = jsonOf(await run('restate', 'q4', '--actor', 'office', '--reason', 'a late file', '--json'), restatementAnswer);
    expect([...new Set(restated.changed.map(({ unit }) => unit))]).toEqual(['S-2']);
    expect(restated.reproduced).toEqual({ before: true, after: true });
    const shown = jsonOf(await run('publications', 'q4', '--json'), publicationAnswer);
    expect([shown.reproduced, shown.publication.fingerprint, shown.publication.restatements.length]).toEqual([true, published.fingerprint, 1]);
    expect((await run('publications', 'q4')).stdout).toContain('the same to the byte');
    expect((await run('publications')).stdout).toContain('transport-100 1');
    expect((await run('publications', 'nonsense')).code).toBe(1);
  });
});

describe('what-if', () => {
  it('sets a candidate file beside the scheme in force, and writes nothing', async () => {
    const scheme = JSON.parse(await readFile(join(shippedSchemes, 'transport-100.json'), 'utf8')) as { assessments: { key: { base: number } } };
    const candidate = join(folder, 'candidate.json');
    await writeFile(candidate, JSON.stringify({ ...scheme, version: 'draft', assessments: { key: { ...scheme.assessments.key, base: 90 } } }));
    const scored = async () => {
      const { fingerprint, basis } = jsonOf(await run('scorecard', 'transport-100', ...quarter, '--json'), scorecardList);
      return { fingerprint, position: basis.position };
    };
    const before = await scored();
    const answer = jsonOf(await run('what-if', candidate, ...quarter, '--json'), whatIfAnswer);
    expect(answer).toMatchObject({ candidate: { version: 'draft' }, against: { name: 'transport-100', version: '1' } });
    expect(answer.moves.map(({ points }) => points)).toContain(-100_000);
    expect((await run('what-if', candidate, ...quarter, '--lang', 'zh')).stdout).toContain('名次变动');
    expect(await scored()).toEqual(before);
  });

  it('names what is wrong with a candidate', async () => {
    const broken = join(folder, 'broken.json');
    await writeFile(broken, '{"name":');
    expect((await run('what-if', broken, ...quarter)).code).toBe(2);
    await writeFile(broken, '{"name":"draft"}');
    const { code, stderr } = await run('what-if', broken, ...quarter);
    expect([code, stderr]).toEqual([2, expect.stringContaining('the candidate cannot be used')]);
  });
});
