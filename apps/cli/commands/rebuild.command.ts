import { rebuildDropped, rebuildProgress, type RebuildProgress, type TableComparison } from '@mingxiao/contracts/rebuild';
import type { Command } from 'commander';
import type { Api } from '../connection/api.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { CommandFailure, exitCodes } from '../exit-codes.js';
import { interruptible } from '../output/interruptible.js';
import { printJson, printLine } from '../output/print.js';
import { progressBar } from '../output/progress.js';
import { withConnection } from './connection-options.js';

const askAgainMilliseconds = 250;

/** Commander gives `--no-switch` as `switch: false` and `--switch` as true; neither leaves it undefined. */
type Options = ConnectionOptions & { model?: string; fromLog?: boolean; switch?: boolean; back?: boolean; drop?: boolean; json?: boolean };

export const addRebuildCommand = (program: Command): void => {
  withConnection(program.command('rebuild [model]'))
    .description('make the read model (`cases`) anew beside the present one, compare both and put it in its place; reads go on meanwhile')
    .option('--from-log', 'copy the facts from the log anew, too')
    .option('--switch', 'put in place what a rebuild with --no-switch left ready')
    .option('--no-switch', 'stop before the switch: the report first, `rebuild --switch` afterwards')
    .option('--back', 'put the model that was live before the last switch back in its place, with everything that came since')
    .option('--drop', 'drop what rebuilds have left beside the live model')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nInterrupted, by Ctrl-C or a kill, the next `rebuild` goes on where it was.')
    .action((model: string | undefined, options: Options) => withServer(options, (api) => run(api, { ...options, ...(model === undefined ? {} : { model }) })));
};

const run = async (api: Api, options: Options): Promise<void> => {
  checkUsage(options);
  if (options.drop === true) {
    const { dropped } = await api.post('/v1/rebuild/drop', rebuildDropped);
    return options.json === true ? printJson({ dropped }) : printLine(`${dropped} dropped.`);
  }
  const progress = await interruptible((signal) => ended(api, addressOf(options), options.json === true, signal));
  if (options.json === true) printJson(progress);
  else report(progress);
  if (progress.problem !== null) throw new CommandFailure(progress.problem);
};

const checkUsage = ({ model, back, drop, fromLog, ...options }: Options): void => {
  if (model !== undefined && model !== 'cases') throw new CommandFailure(`There is no read model called ${model}; the one there is is called cases`, exitCodes.usage);
  if ([options.switch === true, back === true, drop === true, fromLog === true].filter(Boolean).length > 1) {
    throw new CommandFailure('Of --from-log, --switch, --back and --drop give one at most', exitCodes.usage);
  }
};

const addressOf = ({ back, fromLog, ...options }: Options): string => {
  if (options.switch === true) return '/v1/rebuild/switch';
  if (back === true) return '/v1/rebuild/back';
  return `/v1/rebuild?switch=${String(options.switch !== false)}&fromLog=${String(fromLog === true)}`;
};

/** Starts it and waits for its end; Ctrl-C ends it first. */
const ended = async (api: Api, address: string, quiet: boolean, signal: AbortSignal): Promise<RebuildProgress> => {
  const bar = progressBar('rebuilding', quiet);
  const watch = setInterval(() => void api.get('/v1/rebuild', rebuildProgress).then((state) => draw(bar, state), () => undefined), askAgainMilliseconds);
  const cancel = () => void api.post('/v1/rebuild/cancel', rebuildProgress).catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    let state = await api.post(address, rebuildProgress);
    while (state.running) {
      await new Promise((resolve) => setTimeout(resolve, askAgainMilliseconds));
      state = await api.get('/v1/rebuild', rebuildProgress);
    }
    return state;
  } finally {
    signal.removeEventListener('abort', cancel);
    clearInterval(watch);
    bar.stop();
  }
};

const draw = (bar: ReturnType<typeof progressBar>, { phase, done, total }: RebuildProgress): void => {
  if (phase !== null) bar.update(done, Math.max(total ?? done, done, 1), phase);
};

const report = ({ cases, comparison, switched, model }: RebuildProgress): void => {
  for (const table of comparison ?? []) printLine(compared(table));
  if (cases > 0) printLine(`${cases} cases folded.`);
  printLine(switched ? `In place. \`mingxiao rebuild --back\` goes back, \`--drop\` drops what was live before.` : `Nothing was switched; ${model ?? 'the model'} stands beside. \`mingxiao rebuild --switch\` puts it in place.`);
};

const compared = ({ table, live, beside, missing, extra, differs, columns }: TableComparison): string => {
  if (live.hash === beside.hash && live.rows === beside.rows) return `${table}: ${live.rows} rows, equal (content hash ${live.hash})`;
  const counts = `${table}: ${live.rows} rows live, ${beside.rows} rebuilt; ${missing.cases} missing, ${extra.cases} extra, ${differs.cases} differ`;
  const firsts = [['missing', missing], ['extra', extra], ['differ', differs]] as const;
  return [
    counts,
    ...firsts.flatMap(([cause, { first }]) => (first.length === 0 ? [] : [`  ${cause}: ${first.join(', ')}`])),
    ...columns.map(({ column, cases, first }) => `  column ${column}: in ${cases}, such as ${first.join(', ')}`),
  ].join('\n');
};
