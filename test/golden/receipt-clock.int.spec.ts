import { createHash } from 'node:crypto';
import { openLogFile } from '@mingxiao/adapters/importers/open-log-file';
import { readCases } from '@mingxiao/adapters/importers/read-cases';
import { loadMapping } from '@mingxiao/catalog/mappings/load-mapping';
import type { CaseState } from '@mingxiao/domain/cases/case-state';
import { foldCase } from '@mingxiao/domain/cases/fold-case';
import type { Fact } from '@mingxiao/domain/events/fact';
import { explainClock, type ClockExplanation } from '@mingxiao/domain/explain/explain-clock';
import { percentShares } from '@mingxiao/domain/explain/shares';
import { clockSentences } from '@mingxiao/domain/explain/words/sentences';
import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import { mapCase } from '@mingxiao/domain/imports/map-case';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import { fact } from '@mingxiao/testing/facts';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksLogs, sampleLog } from '@mingxiao/testing/requirements/sample-logs';
import { beforeAll, expect, it } from 'vitest';
import { shippedReference } from './shipped-reference.js';

const readFor = Date.parse('2013-01-01T00:00:00Z');
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const reference = shippedReference();

type Told = { readonly state: CaseState; readonly told: ClockExplanation };

const toFact = ({ type, time, data, source, id, subject }: CloudEventJson, offset: number): Fact =>
  fact(type, instantOf(time) ?? Number.NaN, data, { source, id, subject, offset, historical: true });

const tell = (events: readonly CloudEventJson[]): Told => {
  const state = foldCase(events[0]?.subject ?? '', events.map(toFact), reference);
  return { state, told: explainClock(state, reference, readFor, 'Europe/Amsterdam') };
};

const readReceipts = async (): Promise<Told[]> => {
  const mapping = await loadMapping('receipt-csv');
  const told: Told[] = [];
  for await (const items of readCases(await openLogFile(sampleLog('receipt.csv')), mapping)) {
    for (const item of items) if (item.kind === 'case') told.push(tell(mapCase(mapping, item.case, { source: 'urn:receipt', digest }).events));
  }
  return told;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describeWith(lacksLogs('receipt.csv'), 'the clocks of the receipt log', () => {
  let cases: Told[] = [];
  beforeAll(async () => {
    cases = await readReceipts();
  }, 120_000);

  it('are 1,434, of which 1,329 stand still', () => {
    expect(cases).toHaveLength(1434);
    expect(cases.filter(({ told }) => told.clock.finished)).toHaveLength(1329);
  });

  it('have segments that add up to the elapsed time, to the second, and none that is negative', () => {
    for (const { told: { clock, sums } } of cases) {
      expect(sum(clock.segments.map(({ seconds }) => seconds))).toBe(Math.floor((clock.elapsedMs ?? 0) / 1000 + 0.5));
      expect(sum(sums.map(({ seconds }) => seconds))).toBe(sum(clock.segments.map(({ seconds }) => seconds)));
      expect(clock.segments.every(({ from, to, seconds }) => to > from && seconds >= 0)).toBe(true);
      expect((clock.usedMs ?? 0) >= 0 && (clock.usedMs ?? 0) <= (clock.elapsedMs ?? 0)).toBe(true);
    }
  });

  it('took nothing in the two cases that end before they start, which are flagged', () => {
    const odd = cases.filter(({ state }) => state.flags.includes('finished-before-accepted'));
    expect(odd.map(({ told: { clock } }) => [clock.elapsedMs, clock.usedMs, clock.segments.length])).toEqual([[0, 0, 0], [0, 0, 0]]);
  });

  it('stand in 34 holds for about 7.0 days in all', () => {
    const holds = cases.flatMap(({ state }) => state.suspensions);
    expect(holds).toHaveLength(34);
    expect(sum(holds.map(({ from, to }) => (to ?? Number.NaN) - from)) / 86_400_000).toBeCloseTo(7.0, 1);
  });

  it('leave the supplied limits where they are: 389 late on the promised, 377 on the statutory one', () => {
    const late = (name: 'promised' | 'statutory') => cases.filter(({ told }) => told[name]?.verdict === 'finished-late').length;
    expect([late('promised'), late('statutory')]).toEqual([389, 377]);
    for (const { told } of cases) {
      expect(told.promised).toMatchObject({ from: 'source-instant', final: true });
      expect(told.promised?.moves.every(({ effect }) => effect === 'final')).toBe(true);
      expect(told.promised?.dueAt).toBe(told.promised?.baseDueAt);
    }
  });

  it('share their time among the groups so that it sums to 100 %', () => {
    const byGroup = new Map<string, number>();
    for (const { told } of cases) for (const { unit, seconds } of told.holders) byGroup.set(unit ?? 'none', (byGroup.get(unit ?? 'none') ?? 0) + seconds);
    expect(sum([...byGroup.values()])).toBe(sum(cases.map(({ told }) => Math.floor((told.clock.elapsedMs ?? 0) / 1000 + 0.5))));
    expect(sum(percentShares([...byGroup.values()]).map((share) => Math.round((share ?? 0) * 100)))).toBe(10_000);
    for (const { told } of cases) if (told.clock.segments.length > 0) expect(sum(told.holders.map(({ percent }) => Math.round((percent ?? 0) * 100)))).toBe(10_000);
  });

  it('can each be put into words in both languages', () => {
    for (const { told } of cases) {
      for (const language of ['zh', 'en'] as const) {
        const words = clockSentences(told, language);
        const all = [...words.course, ...words.promised, ...words.statutory];
        expect(all.every((sentence) => sentence.length > 0 && !/null|undefined|NaN/.test(sentence))).toBe(true);
      }
    }
  });
});
