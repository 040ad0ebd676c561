import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { dimensions, measureIds, policies, quantileIds, type Dimension, type MeasureId } from '@mingxiao/contracts/metrics';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { figureStatement } from '@mingxiao/metrics/figures/figure-statement';
import { measuresAsked } from '@mingxiao/metrics/figures/measures-asked';
import type { FigurePeriod, FigureQuestion } from '@mingxiao/metrics/sources/question';
import { conditionOfSpan } from '@mingxiao/metrics/sources/spans';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { casesTable, toCaseColumns } from '@mingxiao/projections/cases/cases.columns';
import { tablesOfModel } from '@mingxiao/projections/models/model-tables';
import { FiguresOf } from '@mingxiao/server/figures/figures-of';
import { foldOne } from '@mingxiao/server/project/fold-cases';
import { Reads } from '@mingxiao/server/query/reads';
import { definedByFile, fact } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf } from '@mingxiao/testing/reference-facts';
import { ruleAssignment, signalRule } from '@mingxiao/domain/signals/signal-rule';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatedCases } from './oracle/generated-cases.js';
import { naiveCase, type NaiveCase } from './oracle/naive-case.js';
import { naiveFigure, naiveMeasures, naiveQuantile } from './oracle/naive-figures.js';
import { epochOf, kinds, organisation } from './oracle/raw-case.js';

const long = '2004-01-01';
const titled = { title: { en: 'of the test' }, effectiveFrom: long, legalBasis: [] };

const rule = signalRule.parse({
  name: 'test-rule',
  version: '1',
  ...titled,
  warningsLapseAfter: null,
  clocks: [{ clock: 'case', thresholds: [{ level: 'warning', limit: 'promised', share: 0.5 }, { level: 'yellow', limit: 'promised' }, { level: 'red', limit: 'statutory' }] }],
});
const assignment = ruleAssignment.parse({ name: 'assignment', version: '1', title: titled.title, effectiveFrom: long, default: 'test-rule', assignments: [] });

/** The oracle's organisation, kinds and rule, told to the platform as facts. */
const reference = buildReference([
  calendarFact(),
  ...[rule, assignment].map((body) => definedByFile('signal-rule.defined', long, body)),
  ...Object.entries(kinds).map(([name, { services, rectify, waitsPause }]) =>
    kindFact(kindOf(name, { supplementPauses: waitsPause, rating: { rateable: true, services: [...services], silence: null, rectifyWithin: rectify } }))),
  ...organisation.map(({ unit, type, parent, since }, index) => fact('org.unit-defined', since, { unit, type, parent }, { subject: unit, id: `unit-${index}` })),
]);

const seeds = [11, 23, 42] as const;
const casesEach = 160;
const modelOf = (seed: number): string => `seed${seed}`;

const periods = [
  { from: '2026-04-01T00:00', to: '2026-05-01T00:00', at: '2027-01-01T00:00' },
  { from: '2026-03-01T00:00', to: '2026-07-01T00:00', at: '2027-01-01T00:00' },
  { from: '2026-04-01T00:00', to: '2026-06-01T00:00', at: '2026-04-20T12:00' },
  { from: '2026-02-01T00:00', to: '2026-07-01T00:00', at: '2026-05-13T10:07' },
  { from: '2026-05-01T00:00', to: '2026-06-01T00:00', at: '2026-04-10T12:00' },
].flatMap(({ from, to, at }) => {
  const [begin, end, reading] = [epochOf(from), epochOf(to), epochOf(at)];
  const period = { from: begin, to: end, reading: Math.min(end, reading), until: Math.min(end - 1, reading) };
  // As the platform asks of a period that runs: it ends with the reading. The statement itself can be asked of a longer one.
  return reading < end ? [period, { ...period, to: Math.max(begin, reading + 1) }] : [period];
});

const [, widest] = periods as [FigurePeriod, FigurePeriod];

const values: Readonly<Record<Dimension, readonly string[]>> = {
  district: ['X-1', 'X-2', ''],
  department: ['D-1', 'D-2', ''],
  section: ['S-1', 'S-2', 'S-3', 'S-unheard-of', ''],
  unit: ['S-1', 'D-1', ''],
  staff: ['U-1', 'U-2', ''],
  item: ['I-1', ''],
  kind: ['permit', 'complaint', ''],
  channel: ['window', 'net', 'phone'],
  applicantType: ['person', 'enterprise'],
  service: ['advice', 'decision', ''],
  level: ['1', '3', '5', ''],
};

const filters = fc.subarray([...dimensions], { maxLength: 2 }).chain((chosen) => fc.tuple(...chosen.map((dimension) => fc.constantFrom(...values[dimension]))).map((picked) => Object.fromEntries(chosen.map((dimension, index) => [dimension, picked[index] ?? '']))));

const anyQuestion: fc.Arbitrary<FigureQuestion> = fc.record({
  by: fc.constantFrom(...dimensions),
  filters,
  period: fc.constantFrom(...periods),
  policy: fc.constantFrom(...policies),
  timeZone: fc.constant('Asia/Shanghai'),
});

const asked = ({ period, ...rest }: FigureQuestion) => ({ ...rest, ...period });
const sorted = (map: ReadonlyMap<string, number>) => [...map].filter(([, value]) => value !== 0).sort(([a], [b]) => (a < b ? -1 : 1));

describe('every figure, against an independent and naive implementation over the raw facts', () => {
  let folder: string;
  let store: AnalyticsStore;
  let reads: Reads;
  let figures: FiguresOf;
  const naive = new Map<number, readonly NaiveCase[]>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingxiao-figures-'));
    store = await openInProcessStore({ folder });
    await migrate(store, await readMigrations());
    reads = new Reads(store);
    figures = new FiguresOf(reads);
    for (const seed of seeds) {
      const raw = generatedCases(casesEach, seed);
      naive.set(seed, raw.map(naiveCase));
      const folded = raw.map(({ id, facts }) => foldOne(id, facts.map(({ id: name, type, time, data }, offset) => ({ ...fact(type, time, data, { subject: id, id: name, offset }), partition: 0 })), reference));
      const { cases } = tablesOfModel(modelOf(seed));
      await store.command(`CREATE TABLE ${cases} AS ${casesTable}`);
      await store.insert(cases, toCaseColumns(1, folded));
    }
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const childrenOf = async (seed: number, question: FigureQuestion, ids: readonly MeasureId[]) => figures.children(question, ids.map(measureOf), [], reads.on(modelOf(seed)));

  it('knows every measure of the registry', () => {
    expect(Object.keys(naiveMeasures).sort()).toEqual([...measureIds].sort());
  });

  it('is put to cases in which every measure occurs', () => {
    const all = [...naive.values()].flat();
    const question = { by: null, filters: {}, policy: 'finisher', ...widest };
    expect(measureIds.filter((id) => naiveFigure(all, id, question).total === 0)).toEqual([]);
  });

  it.each(policies)('gives under %s each measure of each child exactly', async (policy) => {
    for (const seed of seeds) {
      for (const period of periods) {
        for (const by of ['section', 'level'] as const) {
          const question: FigureQuestion = { by, filters: {}, period, policy, timeZone: 'Asia/Shanghai' };
          const children = await childrenOf(seed, question, measureIds);
          for (const id of measureIds) {
            const expected = sorted(naiveFigure(naive.get(seed) ?? [], id, asked(question)).children);
            expect([seed, by, id, ...sorted(new Map(children.map(({ child, measures }) => [child, measures[id] ?? 0])))]).toEqual([seed, by, id, ...expected]);
          }
        }
      }
    }
  }, 300_000);

  it('is put to cases at rest, with ratings of whoever answers for them and of others, and to cases that are not', async () => {
    for (const period of periods.filter(({ from, reading }) => from < reading)) {
      const { parameters } = figureStatement({ by: null, filters: {}, period, policy: 'finisher', timeZone: 'Asia/Shanghai' }, [], []);
      const among = (condition: string): string => `countIf(${condition})`;
      const counts = ['at-rest', 'moving'] as const;
      const columns = [...counts.map((span) => among(conditionOfSpan[span])), among(`${conditionOfSpan['at-rest']} AND home_active > 0`), among(`${conditionOfSpan['at-rest']} AND away_marks != 0`)];
      const tables = seeds.map((seed) => `SELECT * FROM ${tablesOfModel(modelOf(seed)).cases} FINAL`).join(' UNION ALL ');
      const [found] = await store.query({ name: 'spans', sql: `SELECT [${columns.join(', ')}] AS found FROM (${tables})`, row: (raw) => (raw as { found: number[] }).found }, parameters);
      expect(found?.map((count) => count > 0)).toEqual([true, true, true, true]);
    }
  });

  it.each(['section', 'staff', 'unit', 'item'] as const)('gives by %s the measures that are kept with cases at rest exactly', async (by) => {
    const kept = measureIds.filter((id) => measureOf(id).atRest !== null);
    const beside = [[], ['finished', 'yellows', 'open', 'instantDecided']] as const;
    for (const seed of seeds) {
      for (const period of periods) {
        for (const others of beside) {
          const question: FigureQuestion = { by, filters: {}, period, policy: 'finisher', timeZone: 'Asia/Shanghai' };
          const children = await childrenOf(seed, question, [...kept, ...others]);
          for (const id of [...kept, ...others]) {
            const expected = sorted(naiveFigure(naive.get(seed) ?? [], id, asked(question)).children);
            expect([seed, id, ...sorted(new Map(children.map(({ child, measures }) => [child, measures[id] ?? 0])))]).toEqual([seed, id, ...expected]);
          }
        }
      }
    }
  }, 300_000);

  it('says the same where cases at rest are not counted apart, beside a quantile, in any zone', async () => {
    const zones = ['Asia/Shanghai', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Europe/Berlin', 'UTC'];
    const { quantiles } = measuresAsked([], ['medianUsed']);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...seeds), fc.constantFrom(...periods), fc.constantFrom(...zones), fc.integer({ min: -90_000_000, max: 90_000_000 }), async (seed, period, timeZone, shift) => {
        const moved = { from: period.from + shift, to: period.to + shift, reading: period.reading + shift, until: period.until + shift };
        const question: FigureQuestion = { by: 'section', filters: {}, period: moved, policy: 'finisher', timeZone };
        const measures = measureIds.filter((id) => measureOf(id).source === 'cases').map(measureOf);
        const [apart, whole] = await Promise.all([[], quantiles].map((list) => figures.children(question, measures, list, reads.on(modelOf(seed)))));
        expect(apart?.map(({ child, measures: found }) => [child, found])).toEqual(whole?.map(({ child, measures: found }) => [child, found]));
      }),
      { numRuns: 40 },
    );
  }, 300_000);

  it('adds up: a measure is the sum of its children, of its list, and what the naive one says, for any grouping, filter and policy', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...seeds), fc.constantFrom(...measureIds), anyQuestion, async (seed, id, question) => {
        const [whole, children, list] = await Promise.all([
          childrenOf(seed, { ...question, by: null }, [id]),
          childrenOf(seed, question, [id]),
          figures.cases(question, measureOf(id), { limit: 1000, offset: 0 }, reads.on(modelOf(seed))),
        ]);
        const expected = naiveFigure(naive.get(seed) ?? [], id, asked(question));
        expect(whole[0]?.measures[id] ?? 0).toBe(expected.total);
        expect(sorted(new Map(children.map(({ child, measures }) => [child, measures[id] ?? 0])))).toEqual(sorted(expected.children));
        expect(sorted(new Map(list.map(({ summary }) => [summary.id, summary.amount])))).toEqual(sorted(expected.amounts));
        expect(list.map(({ total }) => total)).toEqual(list.map(() => expected.total));
      }),
      { numRuns: 80 },
    );
  }, 300_000);

  it('opens behind one child exactly what that child counts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...seeds), fc.constantFrom(...measureIds), anyQuestion, async (seed, id, question) => {
        const only = question.by === null ? '' : (values[question.by][0] ?? '');
        const list = await figures.cases({ ...question, only }, measureOf(id), { limit: 1000, offset: 0 }, reads.on(modelOf(seed)));
        const expected = naiveFigure(naive.get(seed) ?? [], id, { ...asked(question), only });
        expect(sorted(new Map(list.map(({ summary }) => [summary.id, summary.amount])))).toEqual(sorted(expected.amounts));
      }),
      { numRuns: 40 },
    );
  }, 300_000);

  it('gives every quantile exactly, of any child, and none where cases are shared out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...seeds), fc.constantFrom(...quantileIds), anyQuestion, async (seed, id, question) => {
        const { quantiles } = measuresAsked([], [id]);
        const children = await figures.children(question, [], quantiles, reads.on(modelOf(seed)));
        const expected = question.policy === 'holding-share' ? new Map() : naiveQuantile(naive.get(seed) ?? [], id.endsWith('Used') ? 'used' : 'elapsed', id.startsWith('median') ? 0.5 : 0.9, asked(question));
        expect(Object.fromEntries(children.map(({ child, quantiles: found }) => [child, found[id]]))).toEqual(Object.fromEntries(expected));
      }),
      { numRuns: 40 },
    );
  }, 300_000);
});
