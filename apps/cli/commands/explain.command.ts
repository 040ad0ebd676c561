import { clockLanguages } from '@mingxiao/contracts/clock';
import { explanation } from '@mingxiao/contracts/explain';
import { dimensions, policies } from '@mingxiao/contracts/metrics';
import { metricTypes } from '@mingxiao/contracts/named-metric';
import { Option, type Command } from 'commander';
import type { Api } from '../connection/api.js';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { explanationText } from '../output/explanation-text.js';
import { printJson, printLine } from '../output/print.js';
import { whileFolding } from '../output/while-folding.js';
import { withConnection } from './connection-options.js';
import { periodOf, withPeriod, type PeriodOptions } from './period-options.js';

type Filters = { district?: string; department?: string; section?: string; staff?: string; item?: string; kind?: string; channel?: string };
type Options = ConnectionOptions & PeriodOptions & Filters & { unit?: string; by?: string; type?: string; policy?: string; at?: string; knownAt?: string; lang: (typeof clockLanguages)[number]; json?: boolean };

export const addExplainCommand = (program: Command): void => {
  withPeriod(withConnection(program.command('explain <metric>')))
    .description('a figure explained: what it means, how it is computed, its measures with the way to their cases, its interval')
    .option('--unit <id>', 'of this unit (default: all of the city)')
    .addOption(new Option('--by <dimension>', 'what --unit is (default: section)').choices([...dimensions]))
    .addOption(new Option('--type <type>', 'which, where a name stands for both').choices([...metricTypes]))
    .addOption(new Option('--policy <policy>', 'whom cases count for (default: finisher)').choices([...policies]))
    .option('--district <id>', 'only cases of this district')
    .option('--department <id>', 'only cases of this department')
    .option('--section <id>', 'only cases of this section')
    .option('--staff <id>', 'only cases of this person')
    .option('--item <id>', 'only cases of this service item')
    .option('--kind <kind>', 'only cases of this kind')
    .option('--channel <channel>', 'only cases that came in this way')
    .option('--at <instant>', 'read for this instant: open cases as they stood, nothing that happened later (default: now, or what was known at --known-at), ISO 8601 with offset')
    .option('--known-at <instant>', 'only what was known then, ISO 8601 with offset')
    .addOption(new Option('--lang <language>', 'language of the words').choices([...clockLanguages]).default('en'))
    .option('--json', 'print everything as JSON')
    .action((metric: string, options: Options) => withServer(options, (api) => explain(api, metric, options)));
};

const explain = async (api: Api, metric: string, options: Options): Promise<void> => {
  await caughtUp(api);
  const { unit, type, policy, at, knownAt, district, department, section, staff, item, kind, channel, lang, json } = options;
  const by = options.by ?? (unit === undefined ? undefined : 'section');
  const query = { metric, type, unit, by, policy, at, knownAt, district, department, section, staff, item, kind, channel, ...periodOf(options) };
  const answer = await whileFolding(json === true, (waiting) => api.getWhenReady('/v1/explain', explanation, query, waiting));
  if (json === true) printJson(answer);
  else if (answer.type === 'figure') printLine(explanationText(answer, lang));
};
