import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';

/** One request as a ClickHouse server understands it. */
export type Statement = {
  readonly id: string;
  readonly sql: string;
  readonly database: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
  readonly defaultFormat: string | null;
  /** Where the data of an insert lie. */
  readonly dataFile: string | null;
  readonly user: string;
  readonly password: string;
};

/** Parts of an address that are no settings of the engine. `readonly` would stay with the connection that runs it. */
const notSettings = new Set(['query', 'query_id', 'database', 'default_format', 'user', 'password', 'session_id', 'role', 'wait_end_of_query', 'readonly', 'compress', 'decompress', 'quota_key']);

let files = 0;

/** Reads a request to its end. The body is the statement, or the data of one that stands in the address, or a form of parameters. */
export const readStatement = async (request: IncomingMessage, folder: string): Promise<Statement> => {
  const fields = new Map(new URL(request.url ?? '/', 'http://front').searchParams);
  const body = unpacked(request);
  const contentType = request.headers['content-type'] ?? '';
  let text = fields.get('query') ?? '';
  let dataFile: string | null = null;
  if (contentType.startsWith('multipart/form-data')) {
    for (const [name, value] of await readForm(body, contentType)) fields.set(name, value);
    text = fields.get('query') ?? text;
  } else if (/^\s*INSERT\b/i.test(text)) {
    dataFile = join(folder, `insert-${process.pid}-${(files += 1)}`);
    await pipeline(body, createWriteStream(dataFile));
  } else {
    text += await readText(body);
  }
  return { ...statementOf(fields, request), sql: text.trim(), dataFile };
};

const statementOf = (fields: ReadonlyMap<string, string>, request: IncomingMessage): Omit<Statement, 'sql' | 'dataFile'> => {
  const [user, password] = credentials(request, fields);
  const entries = [...fields];
  return {
    id: fields.get('query_id') ?? `front-${(files += 1)}`,
    database: fields.get('database') ?? 'default',
    parameters: Object.fromEntries(entries.flatMap(([name, value]) => (name.startsWith('param_') ? [[name.slice(6), value]] : []))),
    settings: Object.fromEntries(entries.filter(([name]) => !name.startsWith('param_') && !notSettings.has(name))),
    defaultFormat: fields.get('default_format') ?? null,
    user,
    password,
  };
};

const credentials = ({ headers }: IncomingMessage, fields: ReadonlyMap<string, string>): readonly [string, string] => {
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (basic !== undefined) {
    const text = Buffer.from(basic, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    return [text.slice(0, colon), text.slice(colon + 1)];
  }
  const header = (name: string) => (typeof headers[name] === 'string' ? headers[name] : undefined);
  return [header('x-clickhouse-user') ?? fields.get('user') ?? 'default', header('x-clickhouse-key') ?? fields.get('password') ?? ''];
};

const unpacked = (request: IncomingMessage): Readable => {
  const encoding = request.headers['content-encoding'];
  const packed = (unpack: NodeJS.ReadWriteStream & Readable) => {
    request.on('error', (error) => unpack.destroy(error));
    return request.pipe(unpack);
  };
  if (encoding === undefined) return request;
  if (encoding === 'gzip') return packed(zlib.createGunzip());
  if (encoding === 'br') return packed(zlib.createBrotliDecompress());
  if (encoding === 'zstd' && 'createZstdDecompress' in zlib) return packed((zlib.createZstdDecompress as () => zlib.Gunzip)());
  throw new Error(`Unknown Content-Encoding ${encoding}`);
};

const readText = async (body: Readable): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const readForm = async (body: Readable, contentType: string): Promise<[string, string][]> => {
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
  const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': contentType } }).formData();
  return [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
};
