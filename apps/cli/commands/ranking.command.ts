import { groupings, ranking, type Ranking } from '@mingxiao/contracts/rankings';
import { Option, type Command } from 'commander';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { printJson, printLine, say } from '../output/print.js';
import { table } from '../output/table.js';
import { days, decimal, none, percent } from '../output/words.js';
import { withConnection } from './connection-options.js';

type Options = ConnectionOptions & { by: string; from: string; to: string; at?: string; district?: string; department?: string; kind?: string; json?: boolean };

export const addRankingCommand = (program: Command): void => {
  withConnection(program.command('ranking'))
    .description('performance of districts, departments, sections, staff or items over a period')
    .addOption(new Option('--by <grouping>', 'what to rank').choices([...groupings]).default('section'))
    .requiredOption('--from <date>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <date>', 'last day, included')
    .option('--at <instant>', 'read open cases for this instant (default: now), ISO 8601 with offset')
    .option('--district <id>', 'only this district')
    .option('--department <id>', 'only this department')
    .option('--kind <kind>', 'only cases of this kind')
    .option('--json', 'print an array of rows')
    .action((options: Options) => withServer(options, async (api) => {
      await caughtUp(api);
      const { by, from, to, at, district, department, kind } = options;
      const answer = await api.get('/v1/rankings', ranking, { by, from, to, at, district, department, kind });
      if (options.json === true) printJson(answer.rows);
      else printTable(answer);
    }));
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
  say(`As of log position ${basis.position.join('/')}, ${basis.lag} events behind, ${basis.parked} parked.`);
};

const rankNotes = { 'too-few': 'too few', 'no-data': none } as const;
