import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flagWords, worded } from './flag-words.js';

const folder = new URL('../../cases/', import.meta.url);

/** Every flag that some part of the fold can raise, read off its sources. */
const raised = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/flags\.add\('([a-z-]+)'\)/g)].map(([, flag]) => flag ?? ''));

describe('the words of a flag', () => {
  it('exist for every flag that the fold raises, with an innocent reading in both languages', () => {
    expect(raised.length).toBeGreaterThan(30);
    expect(raised.filter((flag) => !worded.includes(flag))).toEqual([]);
    for (const { title, innocent } of worded.map(flagWords)) expect([title.zh, title.en, innocent.zh, innocent.en].every((text) => text.length > 3)).toBe(true);
  });

  it('never speak of fraud', () => expect(worded.map(flagWords).filter((one) => /fraud|cheat|舞弊|欺诈|造假|作假/i.test(JSON.stringify(one)))).toEqual([]));

  it('leave a flag its name that nobody has words for', () => expect(flagWords('unheard-of').title.en).toBe('unheard-of'));
});
