import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { sendAnswer, sendException } from './answer.js';
import { isRead, openEngine, type Engine } from './engine.js';
import { exceptionOf, toException, type Exception } from './exception.js';
import { newFaults, type Fault, type Faults } from './faults.js';
import { readStatement, type Statement } from './statement.js';

export type FrontUser = { readonly password: string; readonly readonly?: boolean };

export type FrontOptions = {
  /** The engine's folder: one process at a time. */
  readonly folder: string;
  /** 0 takes a free one; after `away` the same one is used again. */
  readonly port?: number;
  /** Who may come in; without it anybody who says `default` with an empty password. */
  readonly users?: Readonly<Record<string, FrontUser>>;
  readonly connections?: number;
  readonly tls?: { readonly key: string; readonly cert: string };
};

export type Front = {
  readonly url: string;
  readonly faults: Pick<Faults, 'add' | 'clear'>;
  /** Ids of the queries the engine is working on. */
  running(): Promise<string[]>;
  /** Statements that came in since the start, refused ones included. */
  received(): number;
  /** Nobody listens any more; what was open is cut. */
  away(): Promise<void>;
  back(): Promise<void>;
  stop(): Promise<void>;
};

/** An engine in this process behind the HTTP that ClickHouse's official client speaks. For tests only. */
export const startFront = async ({ folder, port = 0, users = { default: { password: '' } }, connections = 8, tls }: FrontOptions): Promise<Front> => {
  const inserts = join(folder, 'inserts-under-way');
  await mkdir(inserts, { recursive: true });
  const engine = openEngine(join(folder, 'engine'), connections);
  const faults = newFaults();
  let received = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === '/ping') return void response.end('Ok.\n');
    const statement = await readStatement(request, inserts);
    received += 1;
    try {
      const fault = faults.take(statement.sql);
      if (fault?.kind === 'wait') await faults.over();
      await serve(engine, users, { statement, request, response, fault });
    } finally {
      if (statement.dataFile !== null) await rm(statement.dataFile, { force: true });
    }
  };
  const door = newDoor(tls, (request, response) => void answer(request, response).catch((error: unknown) => fail(response, error)));
  const bound = await door.open(port);
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${bound}`,
    faults,
    running: () => engine.running(),
    received: () => received,
    away: () => door.close(),
    back: async () => void (await door.open(bound)),
    stop: async () => {
      await door.close();
      for (const id of await engine.running()) await engine.kill(id);
      await engine.close();
    },
  };
};

type Exchange = { readonly statement: Statement; readonly request: IncomingMessage; readonly response: ServerResponse; readonly fault: Fault | null };

const serve = async (engine: Engine, users: NonNullable<FrontOptions['users']>, exchange: Exchange): Promise<void> => {
  const { statement, response, fault } = exchange;
  const refused = refusalOf(statement, users[statement.user]) ?? (fault?.kind === 'busy' ? exceptionOf(fault.code, 'asked for by a test', 'BUSY') : null);
  if (refused !== null) return sendException(response, refused);
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'refuse') return void response.destroy();
  if (!/^KILL QUERY WHERE query_id = \{id: String\}/i.test(statement.sql)) return whileAsked(engine, exchange, () => carryOut(engine, exchange));
  await engine.kill(statement.parameters['id'] ?? '');
  response.end();
};

/** As a server does that was told to: what nobody waits for any more is killed, also where it has yet to begin. */
const whileAsked = async (engine: Engine, { statement, response }: Exchange, run: () => Promise<void>): Promise<void> => {
  if (statement.settings['cancel_http_readonly_queries_on_client_close'] !== '1') return run();
  let over = false;
  const kill = async () => {
    while (!over) await engine.kill(statement.id);
  };
  if (response.destroyed) return;
  response.once('close', () => void (response.writableFinished ? null : kill()));
  await run().finally(() => (over = true));
};

const refusalOf = ({ user, password, sql }: Statement, known: FrontUser | undefined): Exception | null => {
  if (known?.password !== password) return exceptionOf(516, `${user}: Authentication failed: password is incorrect, or there is no user with such name`, 'AUTHENTICATION_FAILED');
  if (known.readonly !== true || isRead(sql) || /^\s*KILL\b/i.test(sql)) return null;
  return exceptionOf(164, `${user}: Cannot execute query in readonly mode`, 'READONLY');
};

const endless = 'SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1';

const carryOut = async (engine: Engine, { statement, request, response, fault }: Exchange): Promise<void> => {
  const { settings } = statement;
  const { sql, format } = withoutFormat(fault?.kind === 'endless' ? { ...statement, sql: endless } : statement);
  const result = engine.run({ ...statement, sql }, format);
  const wait = settings['wait_end_of_query'] === '1' || fault?.kind === 'fail-after';
  const bytes = wait ? await everything(result).catch(toException) : result;
  if ('code' in bytes) return sendException(response, bytes);
  if (fault?.kind === 'fail-after') return void response.writeHead(500).end('upstream failed');
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'])) && settings['enable_http_compression'] === '1';
  await sendAnswer(response, bytes, { statement, format, gzip, fault });
};

/** Of a read the format is an option of the engine's; of an insert it belongs to the data. */
const withoutFormat = ({ sql, defaultFormat }: Statement): { readonly sql: string; readonly format: string } => {
  const named = isRead(sql) ? /\bFORMAT\s+(\w+)\s*;?\s*$/i.exec(sql) : null;
  if (named === null) return { sql, format: defaultFormat ?? 'TabSeparated' };
  return { sql: sql.slice(0, named.index), format: named[1] ?? 'TabSeparated' };
};

const everything = async (bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return chunks;
};

/** A request that cannot be read, or whose sender has gone. */
const fail = (response: ServerResponse, error: unknown): void => {
  if (response.headersSent || response.destroyed) response.destroy();
  else sendException(response, toException(error));
};

type Door = { open(port: number): Promise<number>; close(): Promise<void> };

const newDoor = (tls: FrontOptions['tls'], onRequest: (request: IncomingMessage, response: ServerResponse) => void): Door => {
  let server: Server | null = null;
  const sockets = new Set<Socket>();
  return {
    open: async (port) => {
      const options = { maxHeaderSize: 1_048_576, keepAliveTimeout: 30_000, requestTimeout: 0 };
      server = tls === undefined ? createServer(options, onRequest) : createSecureServer({ ...options, ...tls }, onRequest);
      server.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    },
    close: async () => {
      const closing = server;
      server = null;
      if (closing === null) return;
      const closed = once(closing, 'close');
      closing.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
