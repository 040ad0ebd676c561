// All measures of a scheme for all sections over a year, the scorecards made of them with and without honest ranks, and a
// what-if of two schemes, as ratios to the plainest single GROUP BY over the same rows in the same engine. Usage: node test/bench/figures.mjs [cases]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { loadSchemes } from '@mingxiao/catalog/schemes/load-schemes';
import { measureIds, ratioIds } from '@mingxiao/contracts/metrics';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import { scoreKey } from '@mingxiao/domain/scoring/score-unit';
import { compareRankings } from '@mingxiao/domain/scoring/what-if/compare-rankings';
import { scoringFigures } from '@mingxiao/metrics/indicators/scoring-figures';
import { measuresAsked } from '@mingxiao/metrics/figures/measures-asked';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { FiguresOf } from '@mingxiao/server/figures/figures-of';
import { Reads } from '@mingxiao/server/query/reads';
import { ScoreUnits } from '@mingxiao/server/scorecards/score-units';
import { report } from './measure.mjs';

const cases = Number(process.argv[2] ?? 2_000_000);
const sections = 400;
const rounds = 7;
const perInsert = 500_000;
const year = { from: Date.parse('2025-01-01T00:00:00+08:00'), to: Date.parse('2026-01-01T00:00:00+08:00') };
const period = { ...year, reading: year.to, until: year.to - 1 };

const fill = async (store) => {
  const text = readFileSync(new URL('./figures-fill.sql', import.meta.url), 'utf8');
  for (let from = 0; from < cases; from += perInsert) {
    const marks = { begin: year.from, sections, from, rows: Math.min(perInsert, cases - from) };
    await store.command(text.replace(/\{(begin|sections|from|rows)\}/g, (_mark, name) => String(marks[name])));
  }
};

/** The least anybody would have to run: how many cases of the year each section finished. */
const plainest = {
  name: 'bench/plainest',
  sql: `SELECT section, count() AS finished FROM cases
    WHERE first_finished_at >= fromUnixTimestamp64Milli({from: Int64}, 'UTC') AND first_finished_at < fromUnixTimestamp64Milli({to: Int64}, 'UTC')
    GROUP BY section`,
  row: (raw) => raw,
};

/** Every measure and indicator that a scheme names, wherever it names it. */
const namesIn = (value) =>
  typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, inner]) => ((key === 'measure' || key === 'indicator') && typeof inner === 'string' ? [[key, inner]] : namesIn(inner)));

const measuresOf = (schemes) => {
  const named = schemes.flatMap(namesIn);
  const ids = (key, known) => [...new Set(named.filter(([kind, id]) => kind === key && known.includes(id)).map(([, id]) => id))];
  return measuresAsked(ids('measure', measureIds), ids('indicator', ratioIds)).measures;
};

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
const timed = async (run) => {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
};

const loaded = loadSchemes();
if (!loaded.ok) throw new Error(JSON.stringify(loaded.rejection));
const schemes = new Map(loaded.value.map(({ scheme }) => [scheme.name, scheme]));
const chosen = (...names) => measuresOf(names.map((name) => schemes.get(name)));

const folder = mkdtempSync(join(tmpdir(), 'mingxiao-bench-'));
const store = await openInProcessStore({ folder, maxSeconds: 600 });
await migrate(store, await readMigrations());
await fill(store);
const reads = new Reads(store);
const figures = new FiguresOf(reads);
const units = new ScoreUnits(figures, { timeZone: 'Asia/Shanghai' });
const model = { reads, reference: buildReference([]) };
const dates = { from: '2025-01-01', to: '2025-12-31' };
const scored = (name) => units.score(model, schemes.get(name), dates, year.to + 1);
const treesOnly = async (name) => {
  const inputs = await units.inputs(model, schemes.get(name), dates, year.to + 1);
  return inputs.map(({ input }) => scoreKey(schemes.get(name), scoringFigures.indicators, input));
};
const whatIf = async (before, after) => {
  const [old, fresh] = [await scored(before), await scored(after)];
  const ranked = ({ cards }) => cards.map(({ card, standings }) => ({ unit: card.unit, n: card.n, ...standings.key }));
  return compareRankings(ranked(old), ranked(fresh));
};
const question = { by: 'section', filters: {}, period, policy: 'finisher', timeZone: 'Asia/Shanghai' };
const runs = {
  'plainest GROUP BY': () => store.query(plainest, { from: year.from, to: year.to }),
  ...Object.fromEntries([...schemes.keys()].map((name) => [name, () => figures.children(question, chosen(name), [])])),
  'two schemes (what-if)': () => figures.children(question, chosen('qingdao-chief', 'service-hall-index'), []),
  'scorecards of all sections, trees': () => treesOnly('transport-100'),
  'scorecards of all sections, trees and ranks': () => scored('transport-100'),
  'what-if of two schemes, trees': async () => [await treesOnly('transport-100'), await treesOnly('service-hall-index')],
  'what-if of two schemes, with ranks and moves': () => whatIf('transport-100', 'service-hall-index'),
  'every measure there is': () => figures.children(question, measureIds.map(measureOf), []),
};

// In turns, so that a noisy moment of the machine meets them all.
const times = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1) for (const [name, run] of Object.entries(runs)) times[name].push(await timed(run));
const base = median(times['plainest GROUP BY']);
report('cases', cases, '');
for (const [name, list] of Object.entries(times)) report(name, median(list), `ms, ${(median(list) / base).toFixed(1)} × the plainest`);
await store.close();
rmSync(folder, { recursive: true, force: true });
