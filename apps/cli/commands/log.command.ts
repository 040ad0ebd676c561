import { join } from 'node:path';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import type { Command } from 'commander';
import { CommandFailure, exitCodes } from '../exit-codes.js';
import { copyLog } from '../log-copy/copy-log.js';
import { printJson, printLine } from '../output/print.js';
import { progressBar } from '../output/progress.js';

type Options = { readonly data?: string; readonly toKafka?: boolean; readonly json?: boolean };

export const addLogCommand = (program: Command): void => {
  program
    .command('log')
    .description('the event log itself')
    .command('copy')
    .description('copy the log of the data folder into an empty topic of Kafka, keeping when each event was stored; safe to repeat and to be killed')
    .requiredOption('--to-kafka', 'the topic that MINGXIAO_KAFKA_BROKERS and MINGXIAO_KAFKA_TOPIC name')
    .option('--data <dir>', 'data folder (default: $MINGXIAO_DATA or ./var); no server may hold it')
    .option('--json', 'print the result as JSON')
    .action((options: Options) => copyToKafka(options));
};

const copyToKafka = async (options: Options): Promise<void> => {
  const { data, kafka } = readConfiguration({ data: options.data }, process.env);
  if (kafka === null) throw new CommandFailure('Say where Kafka is: MINGXIAO_KAFKA_BROKERS=host:port', exitCodes.usage);
  // Loaded only where they are needed: other commands start several times faster without.
  const { openEmbeddedLog } = await import('@mingxiao/adapters/event-log-embedded/embedded-log');
  const { openKafka } = await import('@mingxiao/server/event-log/open-event-log');
  const { systemClock } = await import('@mingxiao/ports/clock/clock');
  const from = await openEmbeddedLog({ folder: join(data, 'log'), clock: systemClock });
  const bar = progressBar('copying', options.json === true);
  try {
    const to = await openKafka(kafka);
    try {
      const result = await copyLog(from, to, ({ copied, total }) => bar.update(copied, Math.max(total, 1), `${copied}/${total} events`));
      bar.stop();
      if (options.json === true) printJson({ ...result, generation: to.generation });
      else printLine(`${result.copied} events copied. The new log is ${to.generation}; give the server that uses it a data folder of its own, or delete clickhouse/ in the old one.`);
    } finally {
      await to.close();
    }
  } finally {
    bar.stop();
    await from.close();
  }
};
