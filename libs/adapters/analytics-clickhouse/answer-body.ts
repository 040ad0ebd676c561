import type { Readable } from 'node:stream';
import { AnalyticsUnavailable, type AnalyticsFailure } from '@mingxiao/ports/analytics-store/analytics-store';
import { exceptionCode, refusalFailure } from './server-failure.js';

export type Answer = {
  readonly body: Readable;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly status: number;
};

const marker = '__exception__';
/** Enough of the end of an answer to hold an exception's text. */
const tailBytes = 16_384;

/**
 * The bytes of an answer as they come. An error that befell the server after it had begun to answer with status 200 stands
 * as text in the body: since 25.11 between markers with a tag from the header, before that plainly at the end. `isWhole`
 * looks at the end and says whether the format ended as it should. Throws AnalyticsFailure instead of ending short.
 */
export async function* bytesOf(answer: Answer, queryName: string, isWhole: (tail: Buffer) => boolean): AsyncGenerator<Buffer> {
  const tag = answer.headers['x-clickhouse-exception-tag'];
  const sign = typeof tag === 'string' && tag !== '' ? Buffer.from(`${marker}\r\n${tag}`) : null;
  let tail: Buffer = Buffer.alloc(0);
  let broken = false;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    broken ||= sign !== null && Buffer.concat([tail.subarray(-sign.length), chunk]).includes(sign);
    tail = chunk.length >= tailBytes ? chunk.subarray(-tailBytes) : Buffer.concat([tail, chunk]).subarray(-tailBytes);
    // What follows the sign is text for us and not part of the result.
    if (!broken) yield chunk;
  }
  if (broken || !isWhole(tail)) throw shortAnswer(tail, queryName);
}

const shortAnswer = (tail: Buffer, queryName: string): AnalyticsFailure => {
  const text = tail.toString('utf8');
  const from = text.lastIndexOf('Code: ');
  const code = from < 0 ? null : exceptionCode(text.slice(from));
  if (code === null) return new AnalyticsUnavailable(`${queryName}: the answer broke off before its end`, 'unreachable', queryName);
  return refusalFailure({ status: 500, code, text: text.slice(from).replace(/\n\d+ \w+\r\n__exception__[\s\S]*$/, '') }, queryName);
};

/** An Arrow stream ends with this mark. */
const endOfArrow = Buffer.from([255, 255, 255, 255, 0, 0, 0, 0]);
export const arrowIsWhole = (tail: Buffer): boolean => tail.subarray(-8).equals(endOfArrow);

/** Rows of JSON are a line each. */
export const linesAreWhole = (tail: Buffer): boolean => tail.length === 0 || tail.at(-1) === 10;
