import { explanation } from '@mingxiao/contracts/explain';
import { dimensions, policies } from '@mingxiao/contracts/metrics';
import { metricTypes } from '@mingxiao/contracts/named-metric';
import { Option, type Command } from 'commander';
import type { Api } from '../connection/api.js';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { explainedScoreText, explanationText } from '../output/explanation-text.js';
import { printJson, printLine } from '../output/print.js';
import { whileFolding } from '../output/while-folding.js';
import { withConnection } from './connection-options.js';
import { filtersOf, withFilters, type FilterOptions } from './filter-options.js';
import { withInstants, type InstantOptions } from './instant-options.js';
import { languageOption, type Language } from './language-option.js';
import { periodOf, withPeriod, type PeriodOptions } from './period-options.js';

type Options = ConnectionOptions & PeriodOptions & FilterOptions & InstantOptions & { scheme?: string; unit?: string; by?: string; type?: string; policy?: string; lang: Language; json?: boolean };

export const addExplainCommand = (program: Command): void => {
  const command = withPeriod(withConnection(program.command('explain [metric]')))
    .description('a figure explained: what it means, how it is computed, its measures with the way to their cases, its interval; or a score')
    .option('--scheme <scheme>', 'instead of a metric: the score that this scheme gives')
    .option('--unit <id>', 'of this unit (default: all of the city)')
    .addOption(new Option('--by <dimension>', 'what --unit is (default: section)').choices([...dimensions]))
    .addOption(new Option('--type <type>', 'which, where a name stands for both').choices([...metricTypes]))
    .addOption(new Option('--policy <policy>', 'whom cases count for (default: finisher)').choices([...policies]));
  withInstants(withFilters(command))
    .addOption(languageOption())
    .option('--json', 'print everything as JSON')
    .action((metric: string | undefined, options: Options) => withServer(options, (api) => explain(api, metric, options)));
};

/** A unit is a section unless something else is said; the units of a scheme are those of its level. */
const dimensionOf = ({ by, unit, scheme }: Options): string | undefined => by ?? (unit === undefined || scheme !== undefined ? undefined : 'section');

const explain = async (api: Api, metric: string | undefined, options: Options): Promise<void> => {
  await caughtUp(api);
  const { scheme, unit, type, policy, at, knownAt, referenceKnownAt, lang, json } = options;
  const query = { metric, scheme, type, unit, by: dimensionOf(options), policy, at, knownAt, referenceKnownAt, ...filtersOf(options), ...periodOf(options) };
  const answer = await whileFolding(json === true, (waiting) => api.getWhenReady('/v1/explain', explanation, query, waiting));
  if (json === true) printJson(answer);
  else printLine(answer.type === 'figure' ? explanationText(answer, lang) : explainedScoreText(answer, lang));
};
