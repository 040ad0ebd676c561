import { watchRound, type WatchRound } from '@mingxiao/contracts/signals';
import type { Command } from 'commander';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { CommandFailure, exitCodes } from '../exit-codes.js';
import { printJson, printLine, say } from '../output/print.js';
import { withConnection } from './connection-options.js';

type Options = ConnectionOptions & { once?: boolean; json?: boolean };

export const addWatchCommand = (program: Command): void => {
  withConnection(program.command('watch'))
    .description('record every warning, card and supervision order that is due by now')
    .option('--once', 'do one round and exit (a serving platform does one every few seconds by itself)')
    .option('--json', 'print what was recorded as JSON')
    .action((options: Options) => {
      if (options.once !== true) throw new CommandFailure('Say --once: a serving platform watches by itself, a batch installation does one round at a time', exitCodes.usage);
      return withServer(options, async (api) => {
        const round = await api.post('/v1/watch/rounds', watchRound);
        if (options.json === true) printJson(round);
        else printRound(round);
      });
    });
};

const printRound = ({ at, cases, appended, raised }: WatchRound): void => {
  for (const { at: due, type, level, caseId } of raised) printLine(`${due}  ${type.padEnd(22)} ${(level ?? '').padEnd(8)} ${caseId}`);
  say(`${appended} recorded for ${cases} cases as of ${at}.`);
};
