import { rebuildProgress } from '@mingxiao/contracts/rebuild';
import type { Command } from 'commander';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { printJson, printLine } from '../output/print.js';
import { progressBar } from '../output/progress.js';
import { withConnection } from './connection-options.js';

const askAgainMilliseconds = 250;

export const addRebuildCommand = (program: Command): void => {
  withConnection(program.command('rebuild'))
    .description('fold every case again from its facts')
    .option('--json', 'print the result as JSON')
    .action((options: ConnectionOptions & { json?: boolean }) => withServer(options, async (api) => {
      const bar = progressBar('folding', options.json === true);
      const watch = setInterval(() => void api.get('/v1/rebuild', rebuildProgress).then(({ cases }) => bar.update(cases, Math.max(cases, 1), `${cases} cases`), () => undefined), askAgainMilliseconds);
      try {
        const { cases } = await api.post('/v1/rebuild', rebuildProgress);
        bar.stop();
        if (options.json === true) printJson({ cases });
        else printLine(`${cases} cases folded.`);
      } finally {
        clearInterval(watch);
        bar.stop();
      }
    }));
};
