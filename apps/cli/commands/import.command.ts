import { basename } from 'node:path';
import { loadMapping, shippedMappings } from '@mingxiao/catalog/mappings/load-mapping';
import { ingestAnswer } from '@mingxiao/contracts/events';
import { formerFactPage, formerImportList } from '@mingxiao/contracts/imports';
import type { FormerFact } from '@mingxiao/domain/imports/retraction';
import type { Command } from 'commander';
import type { Api } from '../connection/api.js';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { CommandFailure, exitCodes } from '../exit-codes.js';
import type { ImportReport } from '../import/import-options.js';
import { runImport } from '../import/run-import.js';
import { printJson, printLine, say } from '../output/print.js';
import { progressBar } from '../output/progress.js';
import { withConnection } from './connection-options.js';

type Options = ConnectionOptions & {
  mapping?: string;
  source?: string;
  rejects?: string;
  dryRun?: boolean;
  live?: boolean;
  replace?: boolean;
  json?: boolean;
};

export const addImportCommand = (program: Command): void => {
  withConnection(program.command('import <file>'))
    .description('bring in a file: CloudEvents as NDJSON, or CSV and XES under a mapping')
    .option('--mapping <name>', `how rows become events: ${shippedMappings.join(', ')}, or the path of your own`)
    .option('--source <urn>', 'instead of the source the mapping says')
    .option('--rejects <file>', 'where rejected rows go (default: FILE.rejects.ndjson here)')
    .option('--dry-run', 'read and map everything, send nothing, show the first events')
    .option('--live', 'facts of the present: they may open supervision orders')
    .option('--replace', 'retract what an earlier import of this source brought and this one does not')
    .option('--json', 'print the report as JSON')
    .action(async (file: string, options: Options) => {
      const report = options.dryRun === true ? await importFile(file, options, null) : await withServer(options, (api) => importFile(file, options, api));
      if (options.json === true) printJson(report);
      else printReport(report, rejectsOf(file, options));
      if (report.rejected > 0 || report.refused > 0) process.exitCode = exitCodes.partial;
    });
};

const rejectsOf = (file: string, { rejects }: Options): string => rejects ?? `${basename(file)}.rejects.ndjson`;

const importFile = async (file: string, options: Options, api: Api | null): Promise<ImportReport> => {
  const stopping = new AbortController();
  const stop = () => stopping.abort(new CommandFailure('Stopped. What was sent stays; run the same command again to go on.', 130));
  process.once('SIGINT', stop);
  const bar = progressBar('importing', options.json === true);
  try {
    const report = await runImport({
      file,
      mapping: options.mapping === undefined ? null : await loadMapping(options.mapping),
      rejectsFile: rejectsOf(file, options),
      ...given({ source: options.source, dryRun: options.dryRun, live: options.live, replace: options.replace }),
      ...doorOf(api),
      now: () => Date.now(),
      progress: ({ bytesRead, bytesTotal, events }) => bar.update(bytesRead, bytesTotal, `${events} events`),
      // With --json the report alone goes to standard output.
      print: (event) => (options.json === true ? undefined : printLine(JSON.stringify(event))),
      signal: stopping.signal,
    });
    if (api !== null) await caughtUp(api, ({ cases }) => bar.update(1, 1, `folding, ${cases.lag} events behind`));
    return report;
  } finally {
    bar.stop();
    process.off('SIGINT', stop);
  }
};

/** Leaves out what was not given, which is not the same as undefined. */
const given = <Values extends Record<string, unknown>>(values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Key in keyof Values]?: NonNullable<Values[Key]> };

const doorOf = (api: Api | null) => ({
  send: async (lines: readonly string[], signal?: AbortSignal) => {
    if (api === null) throw new Error('a dry run sends nothing');
    const answer = await api.post('/v1/events', ingestAnswer, { type: 'application/x-ndjson', text: lines.join('\n') }, signal);
    return answer.results;
  },
  previousImports: async (source: string) => (api === null ? [] : (await api.get('/v1/imports', formerImportList, { source })).rows),
  async *formerFacts(source: string): AsyncGenerator<FormerFact> {
    let after = '';
    while (api !== null) {
      const { rows } = await api.get('/v1/imports/facts', formerFactPage, { source, after });
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.after;
    }
  },
});

const printReport = (report: ImportReport, rejectsFile: string): void => {
  const cases = report.cases === null ? '' : `, ${report.cases} cases`;
  printLine(`${report.rowsRead} rows read, ${report.rejected} rejected${cases}`);
  if (report.dryRun) {
    say(`Dry run: ${report.events} events were made, nothing was sent.`);
    return;
  }
  printLine(`${report.events} events: ${report.accepted} accepted, ${report.duplicates} duplicates, ${report.conflicts} conflicts, ${report.parked} parked, ${report.refused} refused`);
  if (report.retracted > 0) printLine(`${report.retracted} facts of the former mapping retracted`);
  if (report.rejected > 0 || report.refused > 0) say(`Rejected rows and their reasons are in ${rejectsFile}.`);
  say(`${report.seconds.toFixed(1)} s`);
};
