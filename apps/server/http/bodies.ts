import { createGunzip } from 'node:zlib';
import type { Readable, Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { decodeUtf8, eventBytesMax } from '../ingest/classify.js';
import { refuse } from './problem.js';

/** Largest JSON body, after unpacking. */
export const jsonBytesMax = 16 * 1_048_576;
/** Largest NDJSON stream of one request, after unpacking. */
const streamBytesMax = 512 * 1_048_576;
/** Most lines of one request, empty ones included: every line has its answer, and answers wait in memory. */
const streamLinesMax = 250_000;

const jsonTypes = ['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json'];
const streamTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];

/**
 * Teaches the server its content types: JSON bodies arrive whole as bytes, NDJSON as a stream. Gzip is unpacked on the
 * way, and the limits hold for what comes out of it, so that a small bomb stays small. Anything else is refused.
 */
export const installBodies = (fastify: FastifyInstance): void => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(jsonTypes, { parseAs: 'buffer', bodyLimit: jsonBytesMax }, (_request, body, done) => done(null, body));
  fastify.addContentTypeParser(streamTypes, { bodyLimit: streamBytesMax }, (_request, payload, done) => done(null, payload));
  fastify.addHook('preParsing', (request, reply, payload, done) => {
    // What is announced as too large is refused before a byte of it is read.
    if (Number(request.headers['content-length'] ?? 0) > streamBytesMax) return done(tooLarge());
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') return done(null, payload);
    if (encoding !== 'gzip') return done(refuse('unsupported-media-type', `content-encoding ${encoding}: only gzip is understood`));
    // The stated length speaks of the packed bytes; what comes out is counted instead.
    delete request.headers['content-length'];
    return done(null, unpacked(payload as Readable, reply.raw));
  });
};

const tooLarge = () => refuse('too-large', `a stream may have at most ${streamBytesMax} bytes`);

/** Unpacks no further once the answer is out: a bomb that was refused must not go off afterwards. */
const unpacked = (payload: Readable, answer: Writable): Readable => {
  const gunzip = createGunzip();
  answer.once('close', () => gunzip.destroy());
  payload.on('error', (error) => gunzip.destroy(error));
  gunzip.on('error', () => undefined);
  return payload.pipe(gunzip);
};

/** The text of a body that arrived whole. */
export const textOf = (body: unknown): string => {
  if (!Buffer.isBuffer(body) || body.length === 0) throw refuse('invalid-request', 'the request has no body');
  const text = decodeUtf8(body);
  if (text === null) throw refuse('invalid-request', 'the body is not valid UTF-8');
  return text;
};

/**
 * Lines of a stream as texts without their ends, null for one whose bytes are no UTF-8. Ends with an error when a line or the
 * whole grows too long.
 */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<(string | null)[]> {
  let rest: Buffer = Buffer.alloc(0);
  let bytes = 0;
  let count = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > streamBytesMax) throw tooLarge();
    const { lines, tail } = cut(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]));
    count += lines.length;
    if (count > streamLinesMax) throw refuse('too-large', `a stream may have at most ${streamLinesMax} lines`);
    if (tail.length > eventBytesMax) throw refuse('too-large', `a line may have at most ${eventBytesMax} bytes`);
    rest = tail;
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [decodeUtf8(rest)];
}

const newline = 10;

const cut = (bytes: Buffer): { lines: (string | null)[]; tail: Buffer } => {
  const end = bytes.lastIndexOf(newline);
  return { lines: end < 0 ? [] : textsIn(bytes.subarray(0, end)), tail: bytes.subarray(end + 1) };
};

/** Many lines are decoded together, which is cheaper; one by one only where some of them are no UTF-8. */
const textsIn = (bytes: Buffer): (string | null)[] => decodeUtf8(bytes)?.split('\n') ?? eachLine(bytes).map(decodeUtf8);

const eachLine = (bytes: Buffer): Buffer[] => {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(newline, start); end !== -1; end = bytes.indexOf(newline, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...lines, bytes.subarray(start)];
};
