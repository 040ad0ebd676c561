import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import type { Writable } from 'node:stream';
import { exceptionOf, statusOf, taggedBlock, toException, type Exception } from './exception.js';
import type { Fault } from './faults.js';
import type { Statement } from './statement.js';

/** Tells an answer's errors from its data; a server makes a new one for every answer. */
const newTag = (): string => Array.from({ length: 16 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('');

export type AnswerOptions = { readonly statement: Statement; readonly format: string; readonly gzip: boolean; readonly fault: Fault | null };

/**
 * Sends what a statement gives, as a server does: an error before the first byte has a status and a code in a header, one
 * after it stands in the body. With `wait_end_of_query` nothing is sent before everything is there.
 */
export const sendAnswer = async (response: ServerResponse, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, options: AnswerOptions): Promise<void> => {
  const tag = newTag();
  const begin = () => writeHead(response, options, tag);
  let out: Writable | null = null;
  let sent = 0;
  try {
    for await (const chunk of bytes) {
      out ??= begin();
      const broken = breakingPoint(options.fault, sent, chunk.length);
      await write(out, broken === null ? chunk : chunk.subarray(0, broken));
      if (broken !== null) return await breakOff(response, out, options.fault, tag);
      sent += chunk.length;
    }
  } catch (error) {
    if (out === null) return sendException(response, toException(error));
    await write(out, taggedBlock(toException(error), tag));
  }
  (out ?? begin()).end();
};

export const sendException = (response: ServerResponse, exception: Exception): void => {
  response.writeHead(statusOf(exception), { 'X-ClickHouse-Exception-Code': String(exception.code), 'Content-Type': 'text/plain; charset=UTF-8' });
  response.end(`${exception.text}\n`);
};

const writeHead = (response: ServerResponse, { statement, format, gzip, fault }: AnswerOptions, tag: string): Writable => {
  const untagged = fault?.kind === 'exception' && !fault.tagged;
  response.writeHead(200, {
    'X-ClickHouse-Query-Id': statement.id,
    'X-ClickHouse-Server-Display-Name': 'front',
    'X-ClickHouse-Format': format,
    'X-ClickHouse-Timezone': 'UTC',
    'X-ClickHouse-Summary': '{"read_rows":"0","read_bytes":"0","written_rows":"0","written_bytes":"0","total_rows_to_read":"0"}',
    ...(statement.settings['send_progress_in_http_headers'] === '1' ? { 'X-ClickHouse-Progress': '{"read_rows":"0","read_bytes":"0"}' } : {}),
    ...(untagged ? {} : { 'X-ClickHouse-Exception-Tag': tag }),
    ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
  });
  if (!gzip) return response;
  const packed = createGzip();
  packed.pipe(response);
  return packed;
};

/** After how many bytes of this chunk the answer breaks off; null: not in this chunk. */
const breakingPoint = (fault: Fault | null, sent: number, length: number): number | null => {
  if (fault?.kind !== 'cut' && fault?.kind !== 'exception') return null;
  return fault.afterBytes < sent + length ? Math.max(0, fault.afterBytes - sent) : null;
};

const breakOff = async (response: ServerResponse, out: Writable, fault: Fault | null, tag: string): Promise<void> => {
  if (fault?.kind === 'cut') {
    // What was sent before should arrive: a request without any answer is another fault.
    await new Promise((resolve) => out.write('', resolve));
    response.destroy();
    return;
  }
  const exception = exceptionOf(241, 'Memory limit (for query) exceeded: asked for by a test', 'MEMORY_LIMIT_EXCEEDED');
  await write(out, fault?.kind === 'exception' && fault.tagged ? taggedBlock(exception, tag) : Buffer.from(exception.text));
  out.end();
};

/** Waits for a slow reader; throws when he has gone. */
const write = async (out: Writable, chunk: Uint8Array): Promise<void> => {
  if (out.destroyed) throw new Error('the client has gone');
  if (out.write(chunk) || out.destroyed) return;
  const gone = new AbortController();
  const onClose = () => gone.abort();
  out.once('close', onClose);
  await once(out, 'drain', { signal: gone.signal }).finally(() => out.off('close', onClose));
};
