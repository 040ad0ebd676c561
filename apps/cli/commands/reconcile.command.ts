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
        for (const problem of answer.problems) printLine(`! ${problem}`);
        printLine(answer.ok ? 'Everything is accounted for.' : 'The log and the store disagree. `mingxiao rebuild` makes the read model anew; a gap in the ledger needs a look at the log.');
      }
      if (!answer.ok) process.exitCode = exitCodes.integrity;
    }));
};
