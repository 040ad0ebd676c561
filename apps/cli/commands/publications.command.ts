import { publicationAnswer, publicationList, publicationSummary, restatementAnswer } from '@mingxiao/contracts/publications';
import type { Command } from 'commander';
import type { Api, Body } from '../connection/api.js';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { printJson, printLine } from '../output/print.js';
import { publicationListText, publicationText, publishedText, restatementText } from '../output/publication-text.js';
import { whileFolding } from '../output/while-folding.js';
import { withConnection } from './connection-options.js';
import { languageOption, type Language } from './language-option.js';
import { periodOf, withPeriod, type PeriodOptions } from './period-options.js';

type Words = { lang: Language; json?: boolean };
type Publishing = ConnectionOptions & PeriodOptions & Words & { actor: string; title?: string; asOf?: string; id?: string };
type Restating = ConnectionOptions & Words & { actor: string; reason: string };

export const addPublicationCommands = (program: Command): void => {
  withPeriod(withConnection(program.command('publish <scheme>')))
    .description('freeze the scorecards of a scheme over a period: from then on it is what was said')
    .requiredOption('--actor <name>', 'who publishes')
    .option('--title <text>', 'what it is called')
    .option('--as-of <date>', 'as it was known then: a date (its end) or an instant (default: now)')
    .option('--id <id>', 'name it; publishing again under the same id changes nothing')
    .addOption(languageOption())
    .option('--json', 'print the publication as JSON')
    .action((scheme: string, options: Publishing) => withServer(options, (api) => publish(api, scheme, options)));
  withConnection(program.command('publications [id]'))
    .description('what was published; with an id what it said, made again from its facts and compared to the byte')
    .addOption(languageOption())
    .option('--json', 'print everything as JSON')
    .action((id: string | undefined, options: ConnectionOptions & Words) => withServer(options, (api) => (id === undefined ? list(api, options) : show(api, id, options))));
  withConnection(program.command('restate <id>'))
    .description('score a publication on all facts known now, and say exactly which cells changed; the publication stays')
    .requiredOption('--actor <name>', 'who asks')
    .requiredOption('--reason <text>', 'why')
    .addOption(languageOption())
    .option('--json', 'print the restatement as JSON')
    .action((id: string, options: Restating) => withServer(options, (api) => restate(api, id, options)));
};

const bodyOf = (content: object): Body => ({ type: 'application/json', text: JSON.stringify(content) });

const publish = async (api: Api, scheme: string, options: Publishing): Promise<void> => {
  await caughtUp(api);
  const { actor, title, asOf, id, lang, json } = options;
  const answer = await api.post('/v1/publications', publicationSummary, bodyOf({ scheme, ...periodOf(options), actor, title, asOf, id }));
  if (json === true) printJson(answer);
  else printLine(publishedText(answer, lang));
};

const list = async (api: Api, { lang, json }: Words): Promise<void> => {
  await caughtUp(api);
  const { publications } = await api.get('/v1/publications', publicationList);
  if (json === true) printJson(publications);
  else printLine(publicationListText(publications, lang));
};

const show = async (api: Api, id: string, { lang, json }: Words): Promise<void> => {
  await caughtUp(api);
  const answer = await whileFolding(json === true, (waiting) => api.getWhenReady(`/v1/publications/${encodeURIComponent(id)}`, publicationAnswer, {}, waiting));
  if (json === true) printJson(answer);
  else printLine(publicationText(answer, lang));
};

const restate = async (api: Api, id: string, { actor, reason, lang, json }: Restating): Promise<void> => {
  await caughtUp(api);
  const answer = await api.post(`/v1/publications/${encodeURIComponent(id)}/restatements`, restatementAnswer, bodyOf({ actor, reason }));
  if (json === true) printJson(answer);
  else printLine(restatementText(answer, lang));
};
