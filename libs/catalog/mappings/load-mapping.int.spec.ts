import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadMapping, MappingRefused, shippedMappings } from './load-mapping.js';

describe('mappings', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mappings-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(shippedMappings)('%s is shipped and valid, under its own name', async (name) => {
    expect((await loadMapping(name)).name).toBe(name);
  });

  it('of CSV and XES of one log are of one series and version', async () => {
    const [csv, xes] = [await loadMapping('receipt-csv'), await loadMapping('receipt-xes')];
    expect([csv.series, csv.version, csv.source]).toEqual([xes.series, xes.version, xes.source]);
  });

  it('of an office are read from its own file', async () => {
    const file = join(folder, 'hall.json');
    const event = { type: 'case.accepted', time: 'in' };
    await writeFile(file, JSON.stringify({ name: 'hall', version: '1', title: { zh: '厅', en: 'Hall' }, format: 'csv', source: 'urn:h', case: { id: 'no', events: [event] } }));
    expect(await loadMapping(file)).toMatchObject({ name: 'hall', subject: '{case}', timeFormats: ['iso'] });
  });

  it('that are wrong are refused with file and every field that is wrong', async () => {
    const file = join(folder, 'bad.json');
    await writeFile(file, JSON.stringify({ name: 'Bad Name', version: '1', title: { zh: '厅', en: 'Hall' }, format: 'pdf', source: 'urn:h', case: { id: 'no' } }));
    const failure: unknown = await loadMapping(file).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MappingRefused);
    expect(String(failure)).toMatch(/bad\.json: name: .*\nbad\.json: format: /);
  });

  it('that are no JSON or not there are refused with the file', async () => {
    const file = join(folder, 'broken.json');
    await writeFile(file, '{"name": ');
    await expect(loadMapping(file)).rejects.toThrow('broken.json: ');
    await expect(loadMapping(join(folder, 'none.json'))).rejects.toThrow('none.json: ENOENT');
    await expect(loadMapping('recipt-csv')).rejects.toThrow('there is no mapping "recipt-csv": name one of receipt-csv');
  });
});
