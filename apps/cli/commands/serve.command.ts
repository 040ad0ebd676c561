import { isSplit, readConfiguration } from '@mingxiao/server/configuration/configuration';
import type { Platform } from '@mingxiao/server/platform';
import type { Command } from 'commander';
import { say } from '../output/print.js';
import { progressBar } from '../output/progress.js';

type Options = { data?: string; host?: string; port?: string; role?: string; timeZone?: string; catalog?: string; sample: boolean };

export const addServeCommand = (program: Command): void => {
  program
    .command('serve')
    .description('serve the platform: ingest, projection, figures and dashboard')
    .option('--data <dir>', 'data folder (default: $MINGXIAO_DATA or ./var)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--port <number>', 'port to listen on (default: $MINGXIAO_PORT or 8080; 0 takes a free one)')
    .option('--role <roles>', 'ingest, project, watch, query: separated by commas (default: all)')
    .option('--time-zone <zone>', 'zone of the organisation (default: Asia/Shanghai)')
    .option('--catalog <dir>', 'own calendars/, kinds/, signals/, schemes/ beside those that ship (default: $MINGXIAO_CATALOG)')
    .option('--no-sample', 'send no sample city and no live feed into an empty log')
    .action(async (options: Options) => {
      const { data, host, port, role, timeZone, catalog, sample } = options;
      const configuration = readConfiguration({ data, host, port, role, timeZone, catalog, ...(sample ? {} : { sample: false }) }, process.env);
      const { startPlatform } = await import('@mingxiao/server/platform');
      const platform = await startPlatform(configuration);
      say(`Mingxiao serves ${platform.url} (${isSplit(configuration) ? `roles: ${configuration.roles.join(', ')}` : `data in ${configuration.data}`})`);
      const stopped = untilStopped(platform);
      await sendSample(platform);
      await stopped;
    });
};

const sendSample = async (platform: Platform): Promise<void> => {
  const bar = progressBar('sample city', false);
  let begun = false;
  let sent = 0;
  let whole = 0;
  await platform.startSample(({ sent: now, total }) => {
    if (!begun) say(`The log is empty: sending a sample city of ${total} events. --no-sample turns this off.`);
    begun = true;
    sent = now;
    whole = total;
    bar.update(now, total, `${now}/${total} events`);
  });
  bar.stop();
  if (sent > 0 && sent === whole) say(`The sample city is complete: ${sent} events. A slow live feed goes on.`);
};

/** Under `npm start` one Ctrl-C arrives twice: from the terminal, and passed on by npm. */
const samePressMilliseconds = 1_000;

/** A stop that takes longer (a store that does not answer) is cut short: whatever was not finished is done after the next start. */
const stopMilliseconds = 9_000;

/** Stops in order at SIGTERM or SIGINT; when asked again, a moment later, ends the process at once. */
const untilStopped = (platform: Platform): Promise<void> =>
  new Promise((resolve, reject) => {
    let askedAt: number | null = null;
    const ask = (exitCode: number) => {
      if (askedAt !== null && performance.now() - askedAt > samePressMilliseconds) process.exit(exitCode);
      if (askedAt !== null) return;
      askedAt = performance.now();
      setTimeout(() => process.exit(exitCode), stopMilliseconds).unref();
      platform.stop().then(resolve, reject);
    };
    process.on('SIGINT', () => ask(130));
    process.on('SIGTERM', () => ask(143));
  });
