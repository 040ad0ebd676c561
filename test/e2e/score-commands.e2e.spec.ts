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
  const chief = event('chief', 'U-8', 'org.posting', '2018-11-01T00:00:00+08:00', { staff: 'U-8', unit: 'S-1', role: 'chief', name: { zh: '张科长', en: 'Zhang' } });
  await send([unit('S-1'), unit('S-2'), chief, ...permit('c-1', 'S-1', false), ...permit('c-2', 'S-1', true), ...permit('c-3', 'S-2', false)]);
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

describe('explain, narrowed', () => {
  const reds = ['explain', 'reds', '--unit', 'S-1', ...quarter] as const;
  const valueOf = async (...flags: readonly string[]) => jsonOf(await run(...reds, ...flags, '--json'), explainedFigure);

  it('takes every filter of the interface, and the knowledge of rules and organisation', async () => {
    expect((await valueOf()).figure).toMatchObject({ numerator: 1 });
    const filters = { applicantType: 'person', service: 'window', level: '1' };
    const narrowed = await valueOf('--applicant-type', 'person', '--service', 'window', '--level', '1');
    expect([narrowed.filters, narrowed.figure]).toEqual([filters, expect.objectContaining({ numerator: 0 }) as object]);
    const referenceKnownAt = (await valueOf()).basis.at;
    expect((await valueOf('--reference-known-at', referenceKnownAt)).basis.referenceKnownAt).toBe(referenceKnownAt);
  });

  it('tells of a score which scheme gives it and where its tree is', async () => {
    const { code, stdout } = await run('explain', '--scheme', 'transport-100', '--unit', 'S-1', ...quarter);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Tree: /v1/scorecards/transport-100?')]);
    expect((await run('explain', '--scheme', 'transport-100', ...quarter, '--lang', 'zh')).stdout).toContain('全部单位');
  });

  it('of an instant that is none, or of nothing at all, is wrong usage', async () => {
    const { code, stderr } = await run(...reds, '--reference-known-at', 'yesterday');
    expect([code, stderr]).toEqual([2, expect.stringContaining('referenceKnownAt')]);
    expect([(await run('explain', ...quarter)).code, (await run('explain', 'reds', '--scheme', 'transport-100', ...quarter)).code]).toEqual([2, 2]);
  });
});

describe('ranking', () => {
  const asked = ['ranking', '--from', '2018-10-01', '--to', '2018-12-31'] as const;

  it('names units and speaks in the language asked for', async () => {
    const [english, chinese] = [await run(...asked), await run(...asked, '--lang', 'zh')];
    expect([english.stdout, english.stderr]).toEqual([expect.stringMatching(/^unit +rank[^]*Section S-1/), expect.stringContaining('Ranked by')]);
    expect([chinese.stdout, chinese.stderr]).toEqual([expect.stringMatching(/^单位 +名次[^]*科室S-1/), expect.stringContaining('排名')]);
    expect(`${english.stdout}${english.stderr}`).not.toMatch(/[\u4e00-\u9fff]/);
    expect((await run(...asked, '--lang', 'fr')).code).toBe(2);
  });

  it('with --csv is the file of the interface to the byte, with the flags it has otherwise', async () => {
    const { basis } = jsonOf(await run('scorecard', 'transport-100', ...quarter, '--json'), scorecardList);
    const flags = ['--metric', 'onTimeStatutory', '--ranges', 'class', '--top', '7', '--section', 'S-1', '--at', basis.at];
    const query = new URLSearchParams({ by: 'section', from: '2018-10-01', to: '2018-12-31', metric: 'onTimeStatutory', ranges: 'class', top: '7', section: 'S-1', at: basis.at });
    const file = Buffer.from(await (await fetch(`${platform.url}/v1/rankings/csv?${query.toString()}`)).arrayBuffer()).toString('utf8');
    const { code, stdout } = await run(...asked, ...flags, '--csv');
    expect([code, stdout]).toEqual([0, file]);
    expect([stdout.startsWith('\uFEFF'), stdout.trimEnd().split('\r\n')]).toEqual([true, [expect.stringContaining('编号 id'), expect.stringContaining('Section S-1')]]);
  });

  it('is a file or JSON, not both; a refusal is told as elsewhere', async () => {
    const both = await run(...asked, '--csv', '--json');
    expect([both.code, both.stdout, both.stderr]).toEqual([2, '', expect.stringContaining('--json')]);
    const tooMany = await run(...asked, '--ranges', 'own', '--top', '51');
    expect([tooMany.code, tooMany.stderr]).toEqual([2, expect.stringContaining('top')]);
    const refused = await run('ranking', '--from', '2018-10-02', '--to', '2018-10-01', '--csv');
    expect([refused.code, refused.stdout, refused.stderr]).toEqual([2, '', expect.stringContaining('must not be after')]);
  });
});

describe('scorecard', () => {
  it('is read under the rules known at an instant, and refuses what is none', async () => {
    const read = async (...flags: readonly string[]) => jsonOf(await run('scorecard', 'transport-100', ...quarter, ...flags, '--json'), scorecardList);
    const { basis, rows } = await read();
    const earlier = await read('--reference-known-at', basis.at);
    expect([earlier.basis.referenceKnownAt, earlier.rows]).toEqual([basis.at, rows]);
    const { code, stderr } = await run('scorecard', 'transport-100', ...quarter, '--reference-known-at', 'yesterday');
    expect([code, stderr]).toEqual([2, expect.stringContaining('referenceKnownAt')]);
  });

  it('lists schemes, then all units, then the tree of one', async () => {
    expect((await run('scorecard')).stdout).toContain('transport-100');
    const list = await run('scorecard', 'transport-100', ...quarter, '--lang', 'zh');
    expect([list.code, list.stdout]).toEqual([0, expect.stringContaining('科室S-1')]);
    const { stdout } = await run('scorecard', 'transport-100', '--unit', 'S-1', ...quarter);
    expect(stdout).toContain('Red cards: -1.5  (1 × -1.5)');
    expect(stdout).toContain('measure=reds');
    expect(stdout).toContain('chief Zhang · 2018-11-01 – 2018-12-31 · /v1/scorecards/transport-100?unit=S-1&from=2018-11-01&to=2018-12-31');
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

describe('what is published of chiefs', () => {
  it('is the literal sum beside the mean by service, as on the scorecard', async () => {
    await run('publish', 'qingdao-chief', ...quarter, '--actor', 'chief', '--id', 'chiefs');
    const { code, stdout } = await run('publications', 'chiefs');
    const linesOf = (text: string, unit: string) => text.split('\n').filter((line) => line.startsWith(unit)).map((line) => line.split(/ {2,}/)[1]);
    expect([code, linesOf(stdout, 'Section S-1')]).toEqual([0, ['sum of the staff', 'per month of service']]);
    expect(linesOf((await run('scorecard', 'qingdao-chief', ...quarter)).stdout, 'Section S-1')).toEqual(['sum of the staff', 'per month of service']);
    expect((await run('publications', 'chiefs', '--lang', 'zh')).stdout).toMatch(/人员得分之和[^]*月人均得分/);
    // A unit that stands by its own points has one line.
    await run('publish', 'transport-100', ...quarter, '--actor', 'chief', '--id', 'units');
    expect(linesOf((await run('publications', 'units')).stdout, 'Section S-1')).toEqual(['points']);
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
    expect(jsonOf(await run('what-if', candidate, ...quarter, '--at', answer.basis.at, '--reference-known-at', answer.basis.at, '--json'), whatIfAnswer)).toMatchObject({ moves: answer.moves, basis: { at: answer.basis.at, referenceKnownAt: answer.basis.at } });
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
