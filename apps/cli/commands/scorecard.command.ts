import { schemeList, scorecard, scorecardList, type ScorecardAnswer } from '@mingxiao/contracts/scorecards';
import type { Command } from 'commander';
import type { Api } from '../connection/api.js';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { printJson, printLine } from '../output/print.js';
import { scorecardListText, scorecardText, schemeListText } from '../output/scorecard-text.js';
import { whileFolding } from '../output/while-folding.js';
import { withConnection } from './connection-options.js';
import { referenceKnownAtOption, type InstantOptions } from './instant-options.js';
import { languageOption, type Language } from './language-option.js';
import { periodOf, withPeriod, type PeriodOptions } from './period-options.js';

type Options = ConnectionOptions & PeriodOptions & Omit<InstantOptions, 'knownAt'> & { unit?: string; asOf?: string; lang: Language; json?: boolean };

export const addScorecardCommand = (program: Command): void => {
  withPeriod(withConnection(program.command('scorecard [scheme]')))
    .description('scorecards of a scheme: all units with points and ranks, or the tree of one; without a scheme, those in force')
    .option('--unit <id>', 'the tree of this unit, down to its measures')
    .option('--as-of <date>', 'as it was known then: a date (its end) or an instant, ISO 8601 with offset')
    .option('--at <instant>', 'read for this instant: open cases as they stood, nothing that happened later, ISO 8601 with offset')
    .addOption(referenceKnownAtOption())
    .addOption(languageOption())
    .option('--json', 'print everything as JSON')
    .action((scheme: string | undefined, options: Options) =>
      withServer(options, async (api) => {
        await caughtUp(api);
        await (scheme === undefined ? listSchemes(api, options) : show(api, scheme, options));
      }),
    );
};

const listSchemes = async (api: Api, { lang, json }: Options): Promise<void> => {
  const answer = await api.get('/v1/scorecards', schemeList);
  if (json === true) printJson(answer);
  else printLine(schemeListText(answer, lang));
};

const show = async (api: Api, scheme: string, options: Options): Promise<void> => {
  const { unit, asOf, at, referenceKnownAt, lang } = options;
  const path = `/v1/scorecards/${encodeURIComponent(scheme)}`;
  const query = { unit, asOf, at, referenceKnownAt, ...periodOf(options) };
  const quiet = options.json === true;
  if (unit === undefined) {
    const list = await whileFolding(quiet, (waiting) => api.getWhenReady(path, scorecardList, query, waiting));
    return quiet ? printJson(list) : printLine(scorecardListText(list, lang));
  }
  const card = await whileFolding(quiet, (waiting) => api.getWhenReady(path, scorecard, query, waiting));
  if (quiet) printJson(card);
  // The schema says of a tree's children only that they are there; they have the form of their parent.
  else printLine(scorecardText(card as unknown as ScorecardAnswer, lang));
};
