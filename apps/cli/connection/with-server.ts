import { resolve } from 'node:path';
import { health } from '@mingxiao/contracts/health';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { readAnnouncement } from '@mingxiao/server/serving/announcement';
import { CommandFailure, exitCodes } from '../exit-codes.js';
import { Api } from './api.js';

/** Where a command finds the platform: a running server, or a data folder. */
export type ConnectionOptions = { readonly data?: string; readonly url?: string };

/**
 * Runs a command against the platform: the server at `url`, else the one that holds the data folder, else one of our own
 * that opens the folder for the length of the command, listens on a loopback port nobody knows, sends no sample and
 * records no signals by itself.
 */
export const withServer = async <Value>(options: ConnectionOptions, run: (api: Api) => Promise<Value>): Promise<Value> => {
  if (options.url !== undefined && options.data !== undefined) throw new CommandFailure('Give either --url or --data, not both', exitCodes.usage);
  if (options.url !== undefined) return run(new Api(checkedUrl(options.url)));
  const configuration = readConfiguration({ data: options.data, port: 0, host: '127.0.0.1', sample: false, logLevel: process.env['MINGXIAO_LOG_LEVEL'] ?? 'error' }, process.env);
  const holder = await serverOf(configuration.data);
  if (holder !== null) return run(holder);
  // Loaded only where it is needed: a command that finds a running server starts several times faster.
  const { startPlatform } = await import('@mingxiao/server/platform');
  const platform = await startPlatform(configuration, { watch: false });
  try {
    return await run(new Api(platform.url));
  } finally {
    await platform.stop();
  }
};

const checkedUrl = (url: string): string => {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new CommandFailure(`--url ${url} is no address such as http://127.0.0.1:8080`, exitCodes.usage);
  return url;
};

/** The server that left its note in the folder, if it is alive and really holds this folder. */
const serverOf = async (folder: string): Promise<Api | null> => {
  const note = await readAnnouncement(resolve(folder));
  if (note === null) return null;
  const api = new Api(note.url);
  const answer = await api.get('/v1/health', health).catch(() => null);
  return answer?.instance === note.instance ? api : null;
};
