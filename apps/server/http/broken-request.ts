import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblemError } from './problem.filter.js';
import { problemOf, type ProblemKind } from './problem.js';

const statusLines = {
  'too-slow': '408 Request Timeout',
  'too-large': '431 Request Header Fields Too Large',
  'invalid-request': '400 Bad Request',
} as const satisfies Partial<Record<ProblemKind, string>>;

type Broken = { readonly kind: keyof typeof statusLines; readonly detail: string };

const broken: Readonly<Record<string, Broken>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { kind: 'too-slow', detail: 'headers or body came too slowly' },
  HPE_HEADER_OVERFLOW: { kind: 'too-large', detail: 'the headers are too large' },
};

/** Answers what never became a request, straight onto its connection, and closes that. */
export const answerBrokenConnection = (error: Error & { code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { kind, detail } = broken[error.code ?? ''] ?? { kind: 'invalid-request', detail: 'this is no HTTP request' };
  const body = JSON.stringify({ ...problemOf(kind, detail), status: Number.parseInt(statusLines[kind], 10) });
  const head = `HTTP/1.1 ${statusLines[kind]}\r\nconnection: close\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  if (socket.writable) socket.end(head + body);
  else socket.destroy();
};

/** Answers an address that the router cannot read: it never reaches a controller. */
export const answerBrokenAddress = (error: Error, _request: FastifyRequest, reply: FastifyReply): void => {
  const { problem } = toProblemError(error);
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
};
