// Scorecards of all sections over a year under every scheme that ships, what-ifs, and all measures there are,
// as ratios to the plainest single GROUP BY over the same rows in the same engine: time, and processor time of all threads.
// "With ranks" adds the simulation of honest ranks, which costs the same however many cases there are.
// Usage: node test/bench/figures.mjs [cases] [rounds]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { loadCalendars } from '@mingxiao/catalog/calendars/load-calendars';
import { loadSchemes } from '@mingxiao/catalog/schemes/load-schemes';
import { measureIds } from '@mingxiao/contracts/metrics';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import { rememberedPriors } from '@mingxiao/domain/scoring/ranks/class-prior';
import { scoreChief } from '@mingxiao/domain/scoring/score-chief';
import { scoreUnit } from '@mingxiao/domain/scoring/score-unit';
import { keyOnly } from '@mingxiao/domain/scoring/scheme';
import { compareRankings } from '@mingxiao/domain/scoring/what-if/compare-rankings';
import { weightSensitivity } from '@mingxiao/domain/scoring/what-if/weight-sensitivity';
import { scoringFigures } from '@mingxiao/metrics/indicators/scoring-figures';
import { measureOf } from '@mingxiao/metrics/measures/measures';
import { FiguresOf } from '@mingxiao/server/figures/figures-of';
import { Reads } from '@mingxiao/server/query/reads';
import { scoreSet } from '@mingxiao/server/scorecards/scored-set';
import { ScoreUnits } from '@mingxiao/server/scorecards/score-units';
import { scoreByKey } from '@mingxiao/server/what-if/scored-by-key';
import { definedByFile } from '@mingxiao/testing/facts';
import { report } from './measure.mjs';

const cases = Number(process.argv[2] ?? 2_000_000);
const sections = 400;
/** Each comes twice after each of the others, and two rounds before that count for nothing: the first calls compile. */
const [warm, rounds] = [2, Number(process.argv[3] ?? 24)];
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

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const timed = async (run) => {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  await run();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - begun, processor: (user + system) / 1000 };
};

const shipped = (loaded) => {
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.rejection));
  return loaded.value;
};
const schemes = new Map(shipped(loadSchemes()).map(({ scheme }) => [scheme.name, scheme]));
const chosen = (...names) => names.map((name) => schemes.get(name));
// Office days, so that a scheme that looks at the year before does read it.
const calendars = shipped(loadCalendars()).map(({ definition, effectiveFrom }) => definedByFile('calendar.defined', toIso(effectiveFrom), definition));

const folder = mkdtempSync(join(tmpdir(), 'mingxiao-bench-'));
const store = await openInProcessStore({ folder, maxSeconds: 600 });
await migrate(store, await readMigrations());
await fill(store);
const reads = new Reads(store);
const figures = new FiguresOf(reads);
const units = new ScoreUnits(figures, { timeZone: 'Asia/Shanghai' });
const model = { reads, reference: buildReference(calendars) };
const dates = { from: '2025-01-01', to: '2025-12-31' };

/** The trees of all sections; with `ranked` also where each of them may really stand. */
const treesOf = (scheme, inputs) =>
  inputs.map(({ input, staff }) => [scoreUnit(scheme, scoringFigures.indicators, input), scheme.staff === null ? null : scoreChief(scheme, scoringFigures.indicators, input, staff)]);
const scorecards = async (ranked, ...names) => {
  const inputs = await units.inputs(model, chosen(...names), dates, year.to + 1);
  return chosen(...names).map((scheme) => (ranked ? scoreSet(scheme, dates, inputs(scheme)) : treesOf(scheme, inputs(scheme))));
};
/** All that the comparison says: who moves, by how much, whether beyond what chance explains, and what a tenth of each weight would do. */
const whatIf = async (...schemesAsked) => {
  const asked = schemesAsked.map(keyOnly);
  const inputs = await units.inputs(model, asked, dates, year.to + 1);
  const [inForce, candidate] = asked;
  const priorOf = rememberedPriors();
  const { ranked: before } = scoreByKey(inForce, inputs(inForce), priorOf);
  const after = scoreByKey(candidate, inputs(candidate), priorOf);
  return { moves: compareRankings(before, after.ranked), sensitivity: weightSensitivity(candidate, after.read) };
};

const question = { by: 'section', filters: {}, period, policy: 'finisher', timeZone: 'Asia/Shanghai' };
/** The scheme that reads most, and the same with its first two weights exchanged: most what-ifs are about a weight. */
const [most] = chosen('service-hall-index');
const exchanged = (weights) => {
  const [first, second] = Object.keys(weights);
  return { ...weights, [first]: weights[second], [second]: weights[first] };
};
const { key } = most.assessments;
const reweighed = { ...most, assessments: { ...most.assessments, key: { ...key, weights: Object.fromEntries(Object.entries(key.weights).map(([name, weights]) => [name, exchanged(weights)])) } } };
const runs = {
  'plainest GROUP BY': () => store.query(plainest, { from: year.from, to: year.to }),
  ...Object.fromEntries([...schemes.keys()].map((name) => [`scorecards: ${name}`, () => scorecards(false, name)])),
  'what-if: two schemes': () => whatIf(...chosen('transport-100', 'service-hall-index')),
  'what-if: another weight': () => whatIf(most, reweighed),
  ...Object.fromEntries([...schemes.keys()].map((name) => [`with ranks: ${name}`, () => scorecards(true, name)])),
  'every measure there is': () => figures.children(question, measureIds.map(measureOf), []),
};

// In turns, so that a noisy moment of the machine meets them all, and each time another one first: what has run before leaves the
// caches of the processor as it needed them.
const times = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
const turns = Object.entries(runs);
for (let round = -warm; round < rounds; round += 1) {
  for (const place of turns.keys()) {
    const [name, run] = turns[(place + round + turns.length) % turns.length];
    const time = await timed(run);
    if (round >= 0) times[name].push(time);
  }
}
const medians = (list) => ({ wall: median(list.map(({ wall }) => wall)), processor: median(list.map(({ processor }) => processor)) });
const base = medians(times['plainest GROUP BY']);
report('cases', cases, '');
for (const [name, list] of Object.entries(times)) {
  const { wall, processor } = medians(list);
  report(name, wall, `ms, ${(wall / base.wall).toFixed(1)} × the plainest; processor ${processor.toFixed(0)} ms, ${(processor / base.processor).toFixed(1)} ×`);
}
await store.close();
rmSync(folder, { recursive: true, force: true });
