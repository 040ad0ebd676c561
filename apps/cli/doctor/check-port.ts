import { createServer } from 'node:net';
import type { Configuration } from '@mingxiao/server/configuration/configuration';
import { fail, ok, type Finding } from './finding.js';

/** Whether the server could listen where it is configured to. `served`: where the server that holds the folder listens. */
export const checkPort = async ({ host, port }: Pick<Configuration, 'host' | 'port'>, served: string | null): Promise<Finding> => {
  if (port === 0) return ok('port', 'any free one');
  if (served !== null && Number(new URL(served).port) === port) return ok('port', `${host}:${port} is taken by our own server`);
  const problem = await listening(host, port);
  if (problem === null) return ok('port', `${host}:${port} is free`);
  if (problem === 'EADDRINUSE') return fail('port', `another program listens on ${host}:${port}`, 'choose another --port (0 takes a free one), or stop that program');
  return fail('port', `${host}:${port} cannot be listened on (${problem})`, 'choose another --host or --port; below 1024 a port needs rights');
};

/** The system's word for what is wrong, or null. */
const listening = (host: string, port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
