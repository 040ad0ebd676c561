import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Session } from 'chdb';

/**
 * Starts the engine of this process over a folder with settings of a server, in XML. The first connection says how the engine is
 * configured, so no store may be open yet; every later one over the same folder has these settings too. Close it last.
 */
export const startConfigured = async (folder: string, settings: string): Promise<Session> => {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'server.xml');
  await writeFile(file, `<clickhouse>${settings}</clickhouse>`);
  return new Session(folder, { connectionArgs: [`--config-file=${file}`] });
};
