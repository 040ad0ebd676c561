import { Lanes } from '@mingxiao/adapters/analytics-clickhouse/lanes';
import { Session } from 'chdb';
import { arrowJoiner, endOfArrow } from './arrow-joiner.js';
import { bindParameters } from './bind-parameters.js';
import type { Statement } from './statement.js';

export type Engine = {
  /** What the statement gives, as bytes in its format; an exception of the engine is thrown where it occurs. */
  run(statement: Statement, format: string): AsyncIterable<Uint8Array>;
  /** Ends the query with this id wherever it is. */
  kill(id: string): Promise<void>;
  /** Ids of the queries that the engine is working on. */
  running(): Promise<string[]>;
  close(): Promise<void>;
};

/** Several connections to one folder: each runs one query at a time. */
export const openEngine = (folder: string, connections: number): Engine => {
  const sessions = Array.from({ length: connections }, () => new Session(folder));
  // Neither a kill nor a look at what runs may wait behind what is to be killed.
  const apart = new Session(folder);
  const side = new Lanes([apart]);
  const lanes = new Lanes(sessions);
  return {
    run: (statement, format) => onLane(lanes, (session) => runOn(session, statement, format)),
    kill: (id) => ask(side, `KILL QUERY WHERE query LIKE '${mark(id)}%' ASYNC`).then(() => undefined),
    running: async () => (await ask(side, `SELECT extract(query, '^/\\\\*(\\\\S+)\\\\*/') AS id FROM system.processes WHERE id != ''`)).split('\n').filter((id) => id !== ''),
    close: async () => {
      await Promise.all([lanes.drain(), side.drain()]);
      for (const session of [...sessions, apart]) session.close();
    },
  };
};

/** Stands before every statement: the engine gives queries ids of its own. */
const mark = (id: string): string => `/*${id.replace(/[^\w-]/g, '')}*/`;

const ask = async (side: Lanes<Session>, sql: string): Promise<string> => {
  const session = await side.take();
  try {
    return (await session.queryAsync(sql, { format: 'TSVRaw' })).text();
  } finally {
    side.give(session);
  }
};

async function* onLane(lanes: Lanes<Session>, run: (session: Session) => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const session = await lanes.take();
  try {
    yield* run(session);
  } finally {
    lanes.give(session);
  }
}

async function* runOn(session: Session, statement: Statement, format: string): AsyncGenerator<Uint8Array> {
  const settings = Object.entries(statement.settings);
  await session.queryAsync(`USE ${quotedName(statement.database)}`);
  // Parameters stand in the statement here; a server does not count them.
  await session.queryAsync('SET max_query_size = 67108864');
  try {
    for (const [name, value] of settings) await session.queryAsync(`SET ${quotedName(name)} = ${quoted(value)}`);
    const sql = mark(statement.id) + bindParameters(statement.sql, statement.parameters);
    if (isRead(statement.sql)) yield* streamOf(session, sql, format);
    else yield (await session.queryAsync(statement.dataFile === null ? sql : fromFile(sql, statement.dataFile), { format })).bytes();
  } finally {
    // The connection goes on to somebody else.
    for (const [name] of settings) await session.queryAsync(`SET ${quotedName(name)} = DEFAULT`).catch(() => undefined);
  }
}

async function* streamOf(session: Session, sql: string, format: string): AsyncGenerator<Uint8Array> {
  const arrow = format === 'ArrowStream';
  const join = arrow ? arrowJoiner() : (chunk: Uint8Array) => chunk;
  for await (const chunk of session.queryStream(sql, { format })) {
    yield join(chunk.raw());
    // One large answer must not keep the others waiting.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (arrow) yield endOfArrow;
}

/** What the engine can stream; anything else is asked for whole. */
export const isRead = (sql: string): boolean => /^(\s|--.*\n|\/\*[\s\S]*?\*\/)*(SELECT|WITH)\b/i.test(sql);

/** The data of an insert lie in a file that the engine reads itself, in whatever format the statement names. */
const fromFile = (sql: string, file: string): string => sql.replace(/\bFORMAT\s+\w+\s*$/i, (format) => `FROM INFILE ${quoted(file)} ${format}`);

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const quotedName = (name: string): string => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
