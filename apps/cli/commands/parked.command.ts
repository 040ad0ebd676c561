import { readFile } from 'node:fs/promises';
import { itemResult, parkedEvents } from '@mingxiao/contracts/events';
import type { Command } from 'commander';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { CommandFailure, exitCodes } from '../exit-codes.js';
import { printJson, printLine } from '../output/print.js';
import { withConnection } from './connection-options.js';

export const addParkedCommands = (program: Command): void => {
  withConnection(program.command('parked'))
    .description('events that could not be understood, with the reason')
    .option('--json', 'print everything as JSON')
    .action((options: ConnectionOptions & { json?: boolean }) => withServer(options, async (api) => {
      const answer = await api.get('/v1/parked-events', parkedEvents, { limit: '1000' });
      if (options.json === true) printJson(answer.rows);
      else for (const row of answer.rows) printLine(`${row.partition}/${row.offset}  ${row.type}  ${row.source} ${row.id}${row.settled ? ' (settled)' : ''}\n    ${row.reason}`);
      if (options.json !== true && answer.total === 0) printLine('Nothing is parked.');
    }));
  withConnection(program.command('replay <position>'))
    .description('send a parked event through the door again; <position> is partition/offset as `parked` shows it')
    .option('--mended <file>', 'send the event as mended in this file instead')
    .option('--json', 'print the result as JSON')
    .action((position: string, options: ConnectionOptions & { mended?: string; json?: boolean }) => withServer(options, async (api) => {
      const match = /^(\d+)\/(\d+)$/.exec(position);
      if (match === null) throw new CommandFailure(`${position} is no position such as 2/1507`, exitCodes.usage);
      const mended = options.mended === undefined ? undefined : { type: 'application/json', text: await readFile(options.mended, 'utf8') };
      const result = await api.post(`/v1/parked-events/${match[1]}/${match[2]}/replay`, itemResult, mended);
      if (options.json === true) printJson(result);
      else printLine(`${result.status}${result.problem === undefined ? '' : `: ${result.problem}`}`);
      if (result.status === 'parked' || result.status === 'rejected') process.exitCode = exitCodes.partial;
    }));
};
