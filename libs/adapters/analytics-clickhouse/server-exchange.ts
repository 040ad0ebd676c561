import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ClickHouseClient } from '@clickhouse/client';
import { AnalyticsFailure, type QueryParameters } from '@mingxiao/ports/analytics-store/analytics-store';
import { bytesOf, linesAreWhole, type Answer } from './answer-body.js';
import { sentParameters } from './query-parameters.js';
import { connectionFailure, exceptionCode, refusalFailure } from './server-failure.js';

export type Settings = Readonly<Record<string, string | number>>;

export type Request = {
  /** Travels as `log_comment` and stands before every error. */
  readonly name: string;
  readonly sql: string;
  readonly parameters?: QueryParameters;
  readonly settings: Settings;
  readonly signal?: AbortSignal | undefined;
  /** What an insert brings. */
  readonly body?: Uint8Array;
};

/** An answer that has begun well. `end` must be called when it is done with, read to its end or not. */
export type Begun = { readonly answer: Answer; readonly end: () => void };

/**
 * Sends a request once and resolves when the server has begun to answer well. Throws AnalyticsUnavailable or
 * AnalyticsFailure. When the signal aborts, here or while the answer is read, the query is ended on the server too.
 */
export const ask = async (client: ClickHouseClient, request: Request): Promise<Begun> => {
  const { name, signal } = request;
  if (isAborted(signal)) throw cancelled(name, signal);
  const id = randomUUID();
  let answer: Answer | null = null;
  const onAbort = () => {
    answer?.body.destroy();
    void kill(client, id);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  const end = () => {
    signal?.removeEventListener('abort', onAbort);
    // Does nothing to an answer that was read to its end; another is not worth keeping its connection.
    answer?.body.destroy();
  };
  try {
    answer = await exchange(client, request, id);
    if (!isWell(answer)) throw await refusalOf(answer, name);
    return { answer, end };
  } catch (error) {
    end();
    throw failureOf(error, request);
  }
};

/** The whole answer as text, one line a row. */
export const readLines = async (client: ClickHouseClient, request: Request): Promise<string> => {
  const { answer, end } = await ask(client, request);
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of bytesOf(answer, request.name, linesAreWhole)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    throw failureOf(error, request);
  } finally {
    end();
  }
};

/** Waits for the end of an answer that says nothing but whether it went well. */
export const settle = async (client: ClickHouseClient, request: Request): Promise<void> => {
  await readLines(client, request);
};

/** What an error means: to whoever has given up, that he has; else the port's error. */
export const failureOf = (error: unknown, { name, signal }: Pick<Request, 'name' | 'signal'>): AnalyticsFailure =>
  isAborted(signal) ? cancelled(name, signal) : connectionFailure(error, name);

const exchange = async (client: ClickHouseClient, request: Request, id: string): Promise<Answer> => {
  const { name, sql, parameters = {}, settings, signal, body } = request;
  const { form, query_params } = await sentParameters(sql, parameters);
  const values = body ?? form?.body;
  const result = await client.exec({
    query: sql,
    query_id: id,
    clickhouse_settings: { ...settings, log_comment: name },
    // Read here, where the status is known: a proxy's refusal has no code of ClickHouse's.
    ignore_error_response: true,
    ...(query_params === undefined ? {} : { query_params }),
    ...(form === undefined ? {} : { http_headers: { 'Content-Type': form.contentType } }),
    ...(values === undefined ? {} : { values: Readable.from([values]) }),
    ...(signal === undefined ? {} : { abort_signal: signal }),
  });
  return { body: result.stream, headers: result.response_headers, status: result.http_status_code ?? 0 };
};

/** Ends a query whose reader went away. Nobody waits for it, and one that has ended by itself is no error. */
const kill = async (client: ClickHouseClient, id: string): Promise<void> => {
  const request = { name: 'kill', sql: 'KILL QUERY WHERE query_id = {id: String} ASYNC', parameters: { id }, settings: {} };
  await settle(client, request).catch(() => undefined);
};

const isWell = ({ status, headers }: Answer): boolean => status >= 200 && status < 300 && headers['x-clickhouse-exception-code'] === undefined;

const refusalOf = async ({ status, headers, body }: Answer, name: string): Promise<AnalyticsFailure> => {
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const code = headers['x-clickhouse-exception-code'];
  return refusalFailure({ status, code: typeof code === 'string' ? code : exceptionCode(text), text }, name);
};

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

const cancelled = (name: string, signal: AbortSignal | undefined): AnalyticsFailure =>
  new AnalyticsFailure(`${name}: cancelled`, null, name, { cause: signal?.reason });
