import { isSplit, readConfiguration, type Configuration, type Flags } from '@mingxiao/server/configuration/configuration';
import { checkClickhouseServer, checkEmbeddedEngine } from './check-clickhouse.js';
import { checkFolder } from './check-folder.js';
import { checkHolder, findHolder, type Holder } from './check-holder.js';
import { checkKafka } from './check-kafka.js';
import { checkEmbeddedLog } from './check-log.js';
import { checkMachine } from './check-machine.js';
import { checkPort } from './check-port.js';
import { fail, messageOf, ok, type Finding } from './finding.js';

/**
 * Looks at everything the platform stands on and changes nothing. What a running server holds is asked of that server;
 * where none runs, log and engine are looked at themselves.
 */
export const examine = async (flags: Flags, environment: NodeJS.ProcessEnv): Promise<Finding[]> => {
  const configuration = configurationOf(flags, environment);
  if (configuration instanceof Error) {
    return [fail('configuration', configuration.message, '`mingxiao serve --help` and the README list what can be configured'), ...checkMachine('Asia/Shanghai')];
  }
  const { roles, timeZone } = configuration;
  const all = isSplit(configuration) ? `roles: ${roles.join(', ')}` : `one process, data in ${configuration.data}`;
  const found = [ok('configuration', all), ...checkMachine(timeZone)];
  return [...found, ...(isSplit(configuration) ? [await checkPort(configuration, null)] : await ofFolder(configuration)), ...(await elsewhere(configuration))];
};

const configurationOf = (flags: Flags, environment: NodeJS.ProcessEnv): Configuration | Error => {
  try {
    return readConfiguration(flags, environment);
  } catch (error) {
    return new Error(messageOf(error), { cause: error });
  }
};

const ofFolder = async (configuration: Configuration): Promise<Finding[]> => {
  const { data } = configuration;
  const holder = await findHolder(data);
  const port = await checkPort(configuration, holder?.note.url ?? null);
  return [...(await checkFolder(data)), ...(await checkHolder(data, holder)), port, ...(await insideFolder(configuration, holder))];
};

const insideFolder = async (configuration: Configuration, holder: Holder | null): Promise<Finding[]> => {
  if (holder !== null) return [];
  const log = configuration.kafka === null ? [await checkEmbeddedLog(configuration.data)] : [];
  // What is wrong with the log must be settled first: the tables are made from it.
  const mayLook = log.every(({ verdict }) => verdict === 'ok');
  return [...log, ...(configuration.clickhouse === null && mayLook ? await checkEmbeddedEngine(configuration) : [])];
};

const elsewhere = async ({ kafka, clickhouse, roles }: Configuration): Promise<Finding[]> => [
  ...(kafka === null ? [] : await checkKafka(kafka)),
  ...(clickhouse === null ? [] : await checkClickhouseServer(clickhouse, roles.some((role) => role !== 'query'))),
];
