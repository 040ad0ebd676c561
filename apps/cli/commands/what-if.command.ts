import { readFile } from 'node:fs/promises';
import { whatIfAnswer } from '@mingxiao/contracts/what-if';
import type { Command } from 'commander';
import type { Api } from '../connection/api.js';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { CommandFailure, exitCodes } from '../exit-codes.js';
import { printJson, printLine } from '../output/print.js';
import { whatIfText } from '../output/what-if-text.js';
import { whileFolding } from '../output/while-folding.js';
import { withConnection } from './connection-options.js';
import { withInstants, type InstantOptions } from './instant-options.js';
import { languageOption, type Language } from './language-option.js';
import { periodOf, withPeriod, type PeriodOptions } from './period-options.js';

type Options = ConnectionOptions & PeriodOptions & InstantOptions & { against?: string; lang: Language; json?: boolean };

export const addWhatIfCommand = (program: Command): void => {
  withInstants(withPeriod(withConnection(program.command('what-if <file>'))))
    .description('a candidate scheme (a file as the catalogue has them) beside the one in force: who moves, by how much; nothing is written')
    .option('--against <scheme>', 'the scheme it is compared with (default: the one of its own name)')
    .addOption(languageOption())
    .option('--json', 'print everything as JSON')
    .action((file: string, options: Options) => withServer(options, (api) => ask(api, file, options)));
};

const ask = async (api: Api, file: string, options: Options): Promise<void> => {
  const candidate = await textOf(file);
  await caughtUp(api);
  const { against, at, knownAt, referenceKnownAt, lang, json } = options;
  const rest = JSON.stringify({ against, at, knownAt, referenceKnownAt, ...periodOf(options) }).slice(1);
  // The file goes as it is, so that the server sees what a reader of ours would pass over, such as a name given twice.
  const body = { type: 'application/json', text: `{"candidate":${candidate}${rest === '}' ? '' : ','}${rest}` };
  const answer = await whileFolding(json === true, (waiting) => api.postWhenReady('/v1/what-if', whatIfAnswer, body, waiting));
  if (json === true) printJson(answer);
  else printLine(whatIfText(answer, lang));
};

const textOf = async (file: string): Promise<string> => {
  const text = await readFile(file, 'utf8');
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new CommandFailure(`${file} is not JSON: ${(error as Error).message}`, exitCodes.usage);
  }
};
