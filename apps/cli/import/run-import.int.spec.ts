import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '@mingxiao/domain/events/catalogue';
import { isReferenceType } from '@mingxiao/domain/events/reference-events';
import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import { type Mapping, parseMapping } from '@mingxiao/domain/imports/mapping';
import type { FormerFact } from '@mingxiao/domain/imports/retraction';
import type { ImportOptions, ItemResult, PreviousImport } from './import-options.js';
import { runImport } from './run-import.js';

const mappingOf = (change: object = {}): Mapping => {
  const parsed = parseMapping({
    name: 'hall',
    version: '1',
    title: { zh: '大厅', en: 'Hall' },
    format: 'csv',
    source: 'urn:{name}',
    timeZone: 'Asia/Shanghai',
    case: { id: 'no', events: [{ type: 'case.accepted', time: 'in', data: { unit: 'office' } }, { type: 'case.finished', time: 'out', optional: true }] },
    ...change,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.rejection));
  return parsed.value;
};

const table = `no,in,out,office
C-1,2018-10-15 10:00:00,2018-10-16 10:00:00,S-1
C-2,2018-10-15 11:00:00,,S-2
C-3,someday,,S-2
C-4,2018-10-15
`;

/** A door with a log behind it: knows ids, tells duplicates and conflicts, and can answer what an import asks. */
const platform = () => {
  const log = new Map<string, CloudEventJson>();
  const contentOf = ({ id, source, type, subject, time, data }: CloudEventJson) => JSON.stringify([id, source, type, subject, time, data]);
  const take = (event: CloudEventJson): ItemResult['status'] => {
    const key = `${event.source} ${event.id}`;
    const known = log.get(key);
    if (known !== undefined) return contentOf(known) === contentOf(event) ? 'duplicate' : 'conflict';
    if (catalogue.find(event.type, 1)?.schema.safeParse(event.data).success !== true) return 'parked';
    log.set(key, event);
    return 'accepted';
  };
  const events = () => [...log.values()];
  const isRetracted = ({ source, id }: CloudEventJson) =>
    events().some(({ type, data }) => type === 'fact.retracted' && data['source'] === source && data['id'] === id);
  return {
    events,
    standing: () => events().filter((event) => event.type.startsWith('case.') && !isRetracted(event)).map(({ subject, type, time }) => `${subject} ${type} ${time}`).sort(),
    send: async (lines: readonly string[]): Promise<ItemResult[]> => lines.map((line, index) => ({ index, status: take(JSON.parse(line) as CloudEventJson) })),
    previousImports: async (source: string): Promise<readonly PreviousImport[]> =>
      events().flatMap(({ type, subject, data }) => {
        if (!type.startsWith('import.') || subject !== source) return [];
        return [{ mapping: String(data['mapping']), version: String(data['mappingVersion']), series: String(data['series']), hash: String(data['mappingHash']) }];
      }),
    async *formerFacts(source: string): AsyncGenerator<FormerFact> {
      for (const event of events()) if (event.source === source) yield { subject: event.subject, id: event.id, retracted: isRetracted(event) };
    },
  };
};
type Platform = ReturnType<typeof platform>;

describe('importing a file', () => {
  let folder = '';
  let file = '';
  let rejectsFile = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'import-'));
    file = join(folder, 'hall.csv');
    rejectsFile = join(folder, 'rejects.ndjson');
    await writeFile(file, table);
  });
  afterAll(() => rm(folder, { recursive: true }));

  let clock = 1_700_000_000_000;
  const run = (target: Platform, change: Partial<ImportOptions> = {}) =>
    runImport({
      file,
      mapping: mappingOf(),
      rejectsFile,
      send: target.send,
      previousImports: target.previousImports,
      formerFacts: target.formerFacts,
      now: () => (clock += 500),
      ...change,
    });

  it('reports what became of every row, and writes rejects with line, reason and row', async () => {
    const target = platform();
    expect(await run(target)).toEqual({
      source: 'urn:hall',
      dryRun: false,
      rowsRead: 4,
      rejected: 2,
      cases: 2,
      events: 3,
      accepted: 3,
      duplicates: 0,
      conflicts: 0,
      parked: 0,
      refused: 0,
      retracted: 0,
      seconds: 0.5,
    });
    const rejects = (await readFile(rejectsFile, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { line: number });
    expect(rejects.sort((one, other) => one.line - other.line)).toEqual([
      { line: 4, reason: expect.stringContaining('"someday" is not a time'), row: { no: 'C-3', in: 'someday', out: '', office: 'S-2' } },
      { line: 5, reason: 'the row has 2 cells, the header has 4', row: ['C-4', '2018-10-15'] },
    ]);
  });

  it('writes no rejects file when there is nothing to reject', async () => {
    const clean = join(folder, 'clean.csv');
    await writeFile(clean, table.split('\n').slice(0, 3).join('\n'));
    const unused = join(folder, 'unused.ndjson');
    expect(await run(platform(), { file: clean, rejectsFile: unused })).toMatchObject({ rejected: 0 });
    await expect(stat(unused)).rejects.toThrow('ENOENT');
  });

  it('twice changes nothing', async () => {
    const target = platform();
    await run(target);
    const before = target.events();
    expect(await run(target)).toMatchObject({ accepted: 0, duplicates: 3, conflicts: 0 });
    expect(target.events()).toEqual(before);
  });

  it('can be killed at any batch and taken up again', async () => {
    const whole = platform();
    await run(whole);
    for (let allowed = 0; allowed < 4; allowed += 1) {
      const target = platform();
      let calls = 0;
      const send: Platform['send'] = async (lines) => {
        calls += 1;
        if (calls > allowed) throw new Error('killed');
        return target.send(lines);
      };
      await run(target, { send }).catch(() => undefined);
      await run(target);
      expect(target.events()).toEqual(whole.events());
    }
  });

  it('is announced before its first fact and recorded after its last, as reference data', async () => {
    const target = platform();
    await run(target);
    const events = target.events();
    expect(events.map(({ type }) => type)).toEqual(['import.begun', 'case.accepted', 'case.finished', 'case.accepted', 'import.recorded']);
    expect(events.at(-1)).toMatchObject({
      subject: 'urn:hall',
      data: { mapping: 'hall', mappingVersion: '1', file: 'hall.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), rows: 4, events: 3 },
    });
    expect(isReferenceType('import.recorded')).toBe(true);
  });

  it('marks facts of the past unless they are live', async () => {
    const [past, present] = [platform(), platform()];
    await run(past);
    await run(present, { live: true });
    const marked = (target: Platform) => target.events().filter(({ type, historical }) => type.startsWith('case.') && historical === true);
    expect([marked(past).length, marked(present).length]).toEqual([3, 0]);
  });

  it('dry maps everything, prints the first events, and asks and sends nothing', async () => {
    const printed: CloudEventJson[] = [];
    const never = () => {
      throw new Error('a dry run talks to nobody');
    };
    const report = await run(platform(), { dryRun: true, send: never, previousImports: never, formerFacts: never, print: (event) => printed.push(event) });
    expect(report).toMatchObject({ dryRun: true, rowsRead: 4, rejected: 2, cases: 2, events: 3, accepted: 0 });
    expect(printed).toHaveLength(3);
  });

  it('tells how far it is in bytes of the file', async () => {
    const seen: number[] = [];
    await run(platform(), { progress: ({ bytesRead, bytesTotal }) => seen.push(bytesRead / bytesTotal) });
    expect(seen.at(-1)).toBe(1);
  });

  it('keeps what the door refused in the rejects file', async () => {
    const target = platform();
    const send: Platform['send'] = async (lines) => {
      if (lines.some((line) => line.includes('import.'))) return target.send(lines);
      return lines.map((_, index) => ({ index, status: 'rejected', problem: 'too long' }));
    };
    expect(await run(target, { send })).toMatchObject({ accepted: 0, refused: 3 });
    expect(await readFile(rejectsFile, 'utf8')).toContain('refused by the platform: too long');
  });

  it.each([
    ['another version', { version: '2' }, 'imported under hall version 1, and this is hall version 2'],
    ['another mapping', { name: 'office' }, 'and this is office version 1'],
    ['the same version with other content', { case: { id: 'no', events: [{ type: 'case.accepted', time: 'in' }] } }, 'give it a new version'],
  ])('is refused under %s, before anything is sent', async (_, change, message) => {
    const target = platform();
    await run(target);
    const before = target.events().length;
    await expect(run(target, { mapping: mappingOf(change) })).rejects.toThrow(message);
    expect(target.events()).toHaveLength(before);
  });

  it('is refused under another version also when the first import was killed', async () => {
    const target = platform();
    let calls = 0;
    const send: Platform['send'] = async (lines) => {
      calls += 1;
      if (calls > 1) throw new Error('killed');
      return target.send(lines);
    };
    await expect(run(target, { send })).rejects.toThrow('killed');
    await expect(run(target, { mapping: mappingOf({ version: '2' }) })).rejects.toThrow('--replace');
  });

  it('with replace retracts what the new version does not make, and nothing else', async () => {
    const second = mappingOf({ version: '2', case: { id: 'no', events: [{ type: 'case.accepted', time: 'in', data: { unit: 'office' } }] } });
    const target = platform();
    await run(target);
    expect(await run(target, { mapping: second, replace: true })).toMatchObject({ duplicates: 2, accepted: 0, retracted: 1 });
    const fresh = platform();
    await run(fresh, { mapping: second });
    expect(target.standing()).toEqual(fresh.standing());
    expect(await run(target, { mapping: second, replace: true })).toMatchObject({ retracted: 0 });
  });

  it('with replace brings back what an earlier replacement had taken out', async () => {
    const second = mappingOf({ version: '2', case: { id: 'no', events: [{ type: 'case.accepted', time: 'in', data: { unit: 'office' } }] } });
    const target = platform();
    await run(target);
    const before = target.standing();
    await run(target, { mapping: second, replace: true });
    expect(target.standing()).not.toEqual(before);
    await run(target, { mapping: mappingOf({ version: '3' }), replace: true });
    expect(target.standing()).toEqual(before);
  });

  it('takes CloudEvents as they are, byte for byte but for the mark of the past', async () => {
    const lines = ['{"specversion":"1.0","id":"e-1","big":12345678901234567890}', '  {"historical":false,"id":"e-2"}', '[]', '{broken', '{}'];
    const ndjson = join(folder, 'events.ndjson');
    await writeFile(ndjson, `\uFEFF${lines.join('\n')}\n`);
    const sent: string[] = [];
    const send = async (batch: readonly string[]): Promise<ItemResult[]> => batch.map((line, index) => ({ index, status: sent.push(line) > 0 ? 'accepted' : 'rejected' }));
    const report = await run(platform(), { file: ndjson, mapping: null, send });
    expect(report).toMatchObject({ source: null, rowsRead: 5, rejected: 2, cases: null, events: 3, accepted: 3 });
    expect(sent).toEqual(['{"historical":true,"specversion":"1.0","id":"e-1","big":12345678901234567890}', '{"historical":false,"id":"e-2"}', '{"historical":true}']);
    sent.length = 0;
    await run(platform(), { file: ndjson, mapping: null, send, live: true });
    expect(sent[0]).toBe(lines[0]);
  });

  it('refuses a log whose name gives no source', async () => {
    await expect(run(platform(), { mapping: mappingOf({ source: 'urn:{digits}' }) })).rejects.toThrow('give the source yourself');
    expect(await run(platform(), { mapping: mappingOf({ source: 'urn:{digits}' }), source: 'urn:other' })).toMatchObject({ source: 'urn:other' });
  });
});
