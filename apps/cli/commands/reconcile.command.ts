import { reconciliation } from '@mingxiao/contracts/reconciliation';
import type { Command } from 'commander';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { exitCodes } from '../exit-codes.js';
import { printJson, printLine } from '../output/print.js';
import { withConnection } from './connection-options.js';

export const addReconcileCommand = (program: Command): void => {
  withConnection(program.command('reconcile'))
    .description('compare the log with the store, record by record: logged = facts + duplicates + conflicts + parked')
    .option('--json', 'print everything as JSON')
    .action((options: ConnectionOptions & { json?: boolean }) => withServer(options, async (api) => {
      const answer = await api.get('/v1/reconciliation', reconciliation);
      if (options.json === true) printJson(answer);
      else {
        printLine(`logged ${answer.logged} = facts ${answer.facts} + duplicates ${answer.duplicates} + conflicts ${answer.conflicts} + parked ${answer.parked}`);
        printLine(`content hash ${answer.contentHash} (log: ${answer.logContentHash}) · ids under several cases: ${answer.sharedIdentities}`);
        for (const { source, day, from, to } of answer.sequenceGaps) printLine(`~ ${source} has counted ${from === to - 1 ? `number ${from}` : `numbers ${from} to ${to - 1}`}, which never came in (the next one came on ${day})`);
        for (const problem of answer.problems) printLine(`! ${problem}`);
        if (answer.missing > 0) printLine(`${answer.missing} events that their sources have counted are missing: ask the sources to send them again.`);
        printLine(answer.ok ? 'Everything is accounted for.' : 'The log and the store disagree. `mingxiao rebuild` makes the read model anew; a gap in the ledger needs a look at the log.');
      }
      if (!answer.ok) process.exitCode = exitCodes.integrity;
    }));
};
