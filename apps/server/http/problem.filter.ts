import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { AnalyticsFailure } from '@mingxiao/ports/analytics-store/analytics-store';
import { LogUnavailable } from '@mingxiao/ports/event-log/event-log';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { ProblemError, refuse, type ProblemKind } from './problem.js';

/** Everything that goes wrong leaves as application/problem+json; what is inside stays in our log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    // What is left of a refused body would otherwise be read to its end before the connection could be used again.
    if (!reply.request.raw.complete) void reply.header('connection', 'close');
    const { problem, headers } = toProblemError(error);
    const request = { requestId: reply.request.id, route: reply.request.routeOptions.url };
    if (reply.raw.destroyed && error instanceof AnalyticsFailure) this.logger.info(request, 'the caller went away');
    else if (problem.status >= 500) this.logger.error({ err: error, ...request }, 'request failed');
    void reply.status(problem.status).headers(headers).type('application/problem+json').send(JSON.stringify(problem));
  }
}

const byStatus: Readonly<Record<number, ProblemKind>> = {
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'too-slow',
  413: 'too-large',
  414: 'too-large',
  415: 'unsupported-media-type',
  503: 'unavailable',
};

/** Turns whatever was thrown into a problem for the caller. */
export const toProblemError = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  if (error instanceof z.ZodError) return refuse('invalid-request', inWords(error), { errors: fieldErrors(error) });
  const later = comeBackLater(error);
  if (later !== null) return later;
  const status = statusOf(error);
  if (status >= 400 && status < 500) return refuse(byStatus[status] ?? 'invalid-request', (error as Error).message);
  return refuse('internal-error', 'The cause is in the server log');
};

/** What will be possible again by itself. */
const comeBackLater = (error: unknown): ProblemError | null => {
  if (error instanceof LogUnavailable) return refuse('unavailable', error.message, {}, { 'retry-after': '2' });
  if (error instanceof AnalyticsFailure) return refuse('unavailable', 'The figures cannot be read right now', {}, { 'retry-after': '2' });
  if (error instanceof Error && error.name === 'TimeoutError') return refuse('unavailable', 'The projection is still behind', {}, { 'retry-after': '5' });
  return null;
};

const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return Number(error.statusCode);
};

const fieldErrors = (error: z.ZodError) => error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));

const inWords = (error: z.ZodError): string =>
  fieldErrors(error)
    .map(({ field, message }) => (field === '' ? message : `${field}: ${message}`))
    .join('; ');
