import { adjustments, groupings, rangesListenTo, rankedBy, ranking, type Ranking, type RankingRow } from '@mingxiao/contracts/rankings';
import { Option, type Command } from 'commander';
import type { Api } from '../connection/api.js';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { printJson, printLine, say } from '../output/print.js';
import { table } from '../output/table.js';
import { whileFolding } from '../output/while-folding.js';
import { days, decimal, indicator, none, percent } from '../output/words.js';
import { withConnection } from './connection-options.js';

type Options = ConnectionOptions & { by: string; from: string; to: string; at?: string; knownAt?: string; referenceKnownAt?: string; district?: string; department?: string; kind?: string; metric?: string; ranges?: string; adjust?: string; json?: boolean };

export const addRankingCommand = (program: Command): void => {
  withConnection(program.command('ranking'))
    .description('performance of districts, departments, sections, staff or items over a period')
    .addOption(new Option('--by <grouping>', 'what to rank').choices([...groupings]).default('section'))
    .requiredOption('--from <date>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <date>', 'last day, included')
    .option('--at <instant>', 'read for this instant: open cases as they stood, nothing that happened later (default: now, or what was known at --known-at), ISO 8601 with offset')
    .option('--known-at <instant>', 'only what was known then, facts and reference data, ISO 8601 with offset')
    .option('--reference-known-at <instant>', 'under the rules, calendars and organisation known then')
    .option('--district <id>', 'only this district')
    .option('--department <id>', 'only this department')
    .option('--kind <kind>', 'only cases of this kind')
    .addOption(new Option('--metric <id>', 'rank by this indicator').choices([...rankedBy]).default('onTimePromised'))
    .addOption(new Option('--ranges <of>', 'where true ranks may lie: by the own cases of a unit, or with its peer class heard').choices([...rangesListenTo]).default('none'))
    .addOption(new Option('--adjust <for>', 'adjust shares for the service items and quarters of the cases').choices([...adjustments]).default('none'))
    .option('--json', 'print an array of rows')
    .action((options: Options) => withServer(options, async (api) => {
      await caughtUp(api);
      const { by, from, to, at, knownAt, referenceKnownAt, district, department, kind, metric, ranges, adjust } = options;
      const answer = await figuresOf(api, { by, from, to, at, knownAt, referenceKnownAt, district, department, kind, metric, ranges, adjust }, options.json === true);
      if (options.json === true) printJson(answer.rows);
      else printTable(answer);
    }));
};

/** What was known at an instant may have to be folded first: with a bar where a person looks on. */
const figuresOf = (api: Api, query: Record<string, string | undefined>, quiet: boolean): Promise<Ranking> =>
  whileFolding(quiet, (waiting) => api.getWhenReady('/v1/rankings', ranking, query, waiting));

const share = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** Columns that are there only when they were asked for. */
const askedFor = ({ rows }: Ranking): readonly { readonly head: string; readonly cell: (row: RankingRow) => string }[] => [
  ...(rows.some(({ range }) => range !== null) ? [{ head: 'true rank (90 %)', cell: ({ range }: RankingRow) => (range === null ? none : `${range.from}–${range.to}`) }] : []),
  ...(rows.some(({ shrunk }) => shrunk !== null) ? [{ head: 'class heard', cell: ({ shrunk }: RankingRow) => (shrunk === null ? none : share(shrunk)) }] : []),
  ...(rows.some(({ adjusted }) => adjusted !== null) ? [{ head: 'adjusted', cell: ({ adjusted }: RankingRow) => (adjusted === null ? none : share(adjusted.value)) }] : []),
];

const headOf = (answer: Ranking) => ['unit', 'rank', answer.metric.id, ...askedFor(answer).map(({ head }) => head), 'accepted', 'finished', 'in time (promised)', 'in time (statutory)', 'median', 'p90', 'overdue', 'ratings', 'mean'];

const printTable = (answer: Ranking): void => {
  const { rows, metric, minimumCases, basis } = answer;
  if (rows.length === 0) {
    say('No case was accepted, finished or open in this period.');
    return;
  }
  printLine(table([...headOf(answer)], rows.map((row) => [
    row.name?.zh ?? row.unit ?? `(${none})`,
    row.rank === null ? rankNotes[row.rankNote ?? 'no-data'] : String(row.rank),
    indicator(row.metric),
    ...askedFor(answer).map(({ cell }) => cell(row)),
    String(row.accepted),
    String(row.finished),
    percent(row.onTimePromised),
    percent(row.onTimeStatutory),
    days(row.medianElapsedSeconds),
    days(row.p90ElapsedSeconds),
    String(row.openOverdue),
    String(row.ratings),
    decimal(row.meanRating),
  ])));
  say(`Ranked by ${metric.name.en}. Times are elapsed days. Units whose figure rests on fewer than ${minimumCases} are not ranked.`);
  say(`${knownAs(basis)}As of log position ${basis.position.join('/')}, ${basis.lag} events behind, ${basis.parked} parked.`);
};

const knownAs = ({ knownAt, referenceKnownAt }: Ranking['basis']): string =>
  [knownAt ? `As known at ${knownAt}. ` : '', referenceKnownAt ? `Rules, calendars and organisation as known at ${referenceKnownAt}. ` : ''].join('');

const rankNotes = { 'too-few': 'too few', 'no-data': none } as const;
