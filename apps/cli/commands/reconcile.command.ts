import { setTimeout as pause } from 'node:timers/promises';
import { reconciliationProgress, reconciliationStarted, type Reconciliation, type ReconciliationProgress } from '@mingxiao/contracts/reconciliation';
import type { Command } from 'commander';
import type { Api } from '../connection/api.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { CommandFailure, exitCodes } from '../exit-codes.js';
import { interruptible } from '../output/interruptible.js';
import { printJson, printLine, say } from '../output/print.js';
import { progressBar } from '../output/progress.js';
import { withConnection } from './connection-options.js';

const askAgainMilliseconds = 250;

export const addReconcileCommand = (program: Command): void => {
  withConnection(program.command('reconcile'))
    .description('compare the log with the store, record by record: logged = facts + duplicates + conflicts + parked')
    .option('--json', 'print everything as JSON')
    .action((options: ConnectionOptions & { json?: boolean }) => withServer(options, async (api) => {
      const answer = await interruptible((signal) => compared(api, options.json === true, signal));
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

/** Begins a comparison, or joins the one under way, and waits for its end; Ctrl-C ends it first, unless it is somebody else's. */
const compared = async (api: Api, quiet: boolean, signal: AbortSignal): Promise<Reconciliation> => {
  const { joined, startedAt } = await api.post('/v1/reconciliation', reconciliationStarted);
  if (joined) say(`A comparison that was begun before${startedAt === null ? '' : ` (${startedAt})`} is under way; this is what comes of it.`);
  const bar = progressBar('comparing', quiet);
  try {
    for (;;) {
      if (signal.aborted && !joined) await api.post('/v1/reconciliation/cancel', reconciliationProgress).catch(() => undefined);
      signal.throwIfAborted();
      const state = await api.get('/v1/reconciliation/progress', reconciliationProgress);
      if (!state.running) return resultOf(state);
      if (state.phase !== null) bar.update(state.done, Math.max(state.total ?? 0, state.done, 1), state.phase);
      await pause(askAgainMilliseconds, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    bar.stop();
  }
};

const resultOf = ({ result, problem }: ReconciliationProgress): Reconciliation => {
  if (result !== null) return result;
  throw new CommandFailure(problem ?? 'The server there knows of no comparison: it was started anew, or several processes answer at this address; name one of them with --url');
};
