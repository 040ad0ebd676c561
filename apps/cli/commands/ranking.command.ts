import { adjustments, groupings, rangesListenTo, rankedBy, ranking } from '@mingxiao/contracts/rankings';
import { Option, type Command } from 'commander';
import type { Api } from '../connection/api.js';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { printBytes, printJson, printLine, say } from '../output/print.js';
import { rankingRemarks, rankingText } from '../output/ranking-text.js';
import { whileFolding } from '../output/while-folding.js';
import { withConnection } from './connection-options.js';
import { filtersOf, withFilters, type FilterOptions } from './filter-options.js';
import { withInstants, type InstantOptions } from './instant-options.js';
import { languageOption, type Language } from './language-option.js';

type Options = ConnectionOptions & FilterOptions & InstantOptions & { by: string; from: string; to: string; metric: string; ranges: string; adjust: string; top: string; lang: Language; json?: boolean; csv?: boolean };

export const addRankingCommand = (program: Command): void => {
  const command = withConnection(program.command('ranking'))
    .description('performance of districts, departments, sections, staff or items over a period')
    .addOption(new Option('--by <grouping>', 'what to rank').choices([...groupings]).default('section'))
    .requiredOption('--from <date>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <date>', 'last day, included')
    .addOption(new Option('--metric <id>', 'rank by this indicator').choices([...rankedBy]).default('onTimePromised'))
    .addOption(new Option('--ranges <of>', 'where true ranks may lie: by the own cases of a unit, or with its peer class heard').choices([...rangesListenTo]).default('none'))
    .option('--top <k>', 'with --ranges: how probable a place among the first k is, 1 to 50', '3')
    .addOption(new Option('--adjust <for>', 'adjust shares for the service items and quarters of the cases').choices([...adjustments]).default('none'));
  withInstants(withFilters(command))
    .addOption(languageOption())
    .option('--json', 'print an array of rows')
    .addOption(new Option('--csv', 'print the file for a spreadsheet that /v1/rankings/csv gives: every column, UTF-8 with byte order mark').conflicts('json'))
    .action((options: Options) => withServer(options, (api) => rank(api, options)));
};

const rank = async (api: Api, options: Options): Promise<void> => {
  await caughtUp(api);
  const { by, from, to, metric, ranges, adjust, top, at, knownAt, referenceKnownAt, lang, json, csv } = options;
  const query = { by, from, to, metric, ranges, adjust, top, at, knownAt, referenceKnownAt, ...filtersOf(options) };
  if (csv === true) return printBytes(await whileFolding(true, (waiting) => api.getFileWhenReady('/v1/rankings/csv', query, waiting)));
  // What was known at an instant may have to be folded first: with a bar where a person looks on.
  const answer = await whileFolding(json === true, (waiting) => api.getWhenReady('/v1/rankings', ranking, query, waiting));
  if (json === true) return printJson(answer.rows);
  const text = rankingText(answer, lang);
  if (text !== null) printLine(text);
  rankingRemarks(answer, lang).forEach(say);
};
