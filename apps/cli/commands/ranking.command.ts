import type { Model } from '@mingxiao/contracts/models';
import { groupings, ranking, type Ranking } from '@mingxiao/contracts/rankings';
import { Option, type Command } from 'commander';
import type { Api } from '../connection/api.js';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { interruptible } from '../output/interruptible.js';
import { printJson, printLine, say } from '../output/print.js';
import { progressBar } from '../output/progress.js';
import { table } from '../output/table.js';
import { days, decimal, none, percent } from '../output/words.js';
import { withConnection } from './connection-options.js';

type Options = ConnectionOptions & { by: string; from: string; to: string; at?: string; knownAt?: string; referenceKnownAt?: string; district?: string; department?: string; kind?: string; json?: boolean };

export const addRankingCommand = (program: Command): void => {
  withConnection(program.command('ranking'))
    .description('performance of districts, departments, sections, staff or items over a period')
    .addOption(new Option('--by <grouping>', 'what to rank').choices([...groupings]).default('section'))
    .requiredOption('--from <date>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <date>', 'last day, included')
    .option('--at <instant>', 'read open cases for this instant (default: now, or what was known at --known-at), ISO 8601 with offset')
    .option('--known-at <instant>', 'only what was known then, facts and reference data, ISO 8601 with offset')
    .option('--reference-known-at <instant>', 'under the rules, calendars and organisation known then')
    .option('--district <id>', 'only this district')
    .option('--department <id>', 'only this department')
    .option('--kind <kind>', 'only cases of this kind')
    .option('--json', 'print an array of rows')
    .action((options: Options) => withServer(options, async (api) => {
      await caughtUp(api);
      const { by, from, to, at, knownAt, referenceKnownAt, district, department, kind } = options;
      const answer = await figuresOf(api, { by, from, to, at, knownAt, referenceKnownAt, district, department, kind }, options.json === true);
      if (options.json === true) printJson(answer.rows);
      else printTable(answer);
    }));
};

/** What was known at an instant may have to be folded first: with a bar where a person looks on. */
const figuresOf = async (api: Api, query: Record<string, string | undefined>, quiet: boolean): Promise<Ranking> => {
  const bar = progressBar('folding what was known', quiet);
  const onProgress = ({ cases, casesExpected }: Model) => bar.update(cases, Math.max(cases, casesExpected ?? 0, 1), `${cases} cases`);
  return interruptible((signal) => api.getWhenReady('/v1/rankings', ranking, query, { onProgress, signal })).finally(() => bar.stop());
};

const head = ['unit', 'rank', 'accepted', 'finished', 'in time (promised)', 'in time (statutory)', 'median', 'p90', 'overdue', 'ratings', 'mean'];

const printTable = ({ rows, minimumCases, basis }: Ranking): void => {
  if (rows.length === 0) {
    say('No case was accepted, finished or open in this period.');
    return;
  }
  printLine(table(head, rows.map((row) => [
    row.name?.zh ?? row.unit ?? `(${none})`,
    row.rank === null ? rankNotes[row.rankNote ?? 'no-data'] : String(row.rank),
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
  say(`Times are elapsed days. Units with fewer than ${minimumCases} finished cases that have a promise are not ranked.`);
  say(`${knownAs(basis)}As of log position ${basis.position.join('/')}, ${basis.lag} events behind, ${basis.parked} parked.`);
};

const knownAs = ({ knownAt, referenceKnownAt }: Ranking['basis']): string =>
  [knownAt ? `As known at ${knownAt}. ` : '', referenceKnownAt ? `Rules, calendars and organisation as known at ${referenceKnownAt}. ` : ''].join('');

const rankNotes = { 'too-few': 'too few', 'no-data': none } as const;
