import { dashboardDefinition } from '@mingxiao/contracts/dashboards';
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../dashboards/', import.meta.url);

describe('the dashboards shipped', () => {
  it('follow the contract and bear the name of their file', async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
    expect(files).toContain('ranking.json');
    for (const file of files) {
      const definition = dashboardDefinition.parse(JSON.parse(await readFile(new URL(file, folder), 'utf8')));
      expect(`${definition.id}.json`).toBe(file);
    }
  });
});
