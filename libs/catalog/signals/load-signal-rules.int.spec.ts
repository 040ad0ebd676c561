import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import { ruleAssignment, signalRule } from '@mingxiao/domain/signals/signal-rule';
import { at, definedByFile } from '@mingxiao/testing/facts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSignalRules, shippedSignalRules } from './load-signal-rules.js';

const days = (amount: number) => ({ amount, unit: 'working-day' });
const own = {
  name: 'own',
  version: '1',
  title: { en: 'Our own' },
  effectiveFrom: '2018-01-01',
  legalBasis: [],
  warningsLapseAfter: days(20),
  clocks: [{ clock: 'case', thresholds: [{ level: 'red', limit: 'promised' }] }],
};

describe('the signal rules that ship', () => {
  const loaded = loadSignalRules();
  const rules = loaded.ok ? loaded.value : [];

  it('are all good: three families, the orders’ own, and which holds where', () =>
    expect(rules.map(({ rule }) => rule.name).sort()).toEqual(['assignment', 'family-a', 'family-b', 'family-c', 'supervision-orders']));

  it('read back from the log as they were written', () => {
    const reference = buildReference(rules.map(({ rule }) => definedByFile('signal-rule.defined', '2004-07-01', rule)));
    for (const { rule } of rules) {
      const body = JSON.parse(JSON.stringify(reference.signalRuleAt(rule.name, at('2018-10-15')))) as unknown;
      expect((rule.name === 'assignment' ? ruleAssignment : signalRule).parse(body)).toEqual(rule);
    }
  });
});

describe('a folder of one’s own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: unknown) => writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  const load = (named: readonly string[] = []) => loadSignalRules({ folders: [shippedSignalRules, folder], named });
  const problems = (named?: readonly string[]) => {
    const loaded = load(named);
    return loaded.ok ? [] : loaded.rejection;
  };

  it('adds a rule by one file, effective from its local day', () => {
    write('own.json', own);
    const loaded = load(['own']);
    expect(loaded.ok ? loaded.value.find(({ rule }) => rule.name === 'own') : undefined).toMatchObject({ effectiveFrom: at('2018-01-01') });
  });

  it('is refused with file, field and reason where a file is bad', () => {
    write('bad.json', { ...own, colour: 'red', clocks: [{ clock: 'case', thresholds: [{ level: 'purple', limit: 'own' }] }] });
    write('broken.json', '{');
    const found = problems();
    expect(found.map(({ file }) => file)).toEqual(expect.arrayContaining([join(folder, 'bad.json'), join(folder, 'broken.json')]));
    expect(found.map(({ field }) => field)).toEqual(expect.arrayContaining(['clocks.0.thresholds.0.level', '']));
  });

  it('is refused where a threshold rests on a limit its clock has not', () => {
    write('own.json', { ...own, clocks: [{ clock: 'suspension', thresholds: [{ level: 'red', limit: 'statutory' }] }] });
    expect(problems()).toMatchObject([{ field: 'clocks.0.thresholds.0.limit', message: 'a span has only its own limit' }]);
  });

  it('is refused where two files make one rule from one day on, or names lead nowhere', () => {
    write('a.json', own);
    write('b.json', { ...own, version: '2' });
    write('c.json', { name: 'assignment', version: '2', title: {}, effectiveFrom: '2020-01-01', default: 'nowhere', assignments: [] });
    expect(problems(['family-x']).map(({ message }) => message)).toEqual([
      `own from 2018-01-01 is already defined by ${join(folder, 'a.json')}`,
      'there is no rule "nowhere"',
      'there is no rule "family-x", which a kind names',
    ]);
  });
});
