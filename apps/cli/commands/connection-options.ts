import type { Command } from 'commander';

/** Every command that speaks to the platform takes these. */
export const withConnection = (command: Command): Command =>
  command
    .option('--data <dir>', 'data folder (default: $MINGXIAO_DATA or ./var); a server that holds it is used')
    .option('--url <url>', 'address of a running server, instead of a data folder');
