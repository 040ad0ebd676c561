import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { routeOf } from './measure-requests.js';

/**
 * A line for every request at level `debug`, and its id in the answer, so that whoever complains can name it. Route templates
 * only: addresses name cases, query strings name people.
 */
export const tellRequests = (fastify: FastifyInstance, logger: Logger): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { id, method, routeOptions } = request;
    logger.debug({ requestId: id, method, route: routeOf(routeOptions.url), status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) }, 'request');
    done();
  });
};
