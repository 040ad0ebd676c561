import type { FastifyInstance } from 'fastify';
import type { Meters } from './meters.js';

/** Measures every request by the template of its route. Install before any route. */
export const measureRequests = (fastify: FastifyInstance, { requestSeconds }: Meters): void => {
  fastify.addHook('onResponse', (request, reply, done) => {
    requestSeconds.observe({ method: request.method, route: routeOf(request.routeOptions.url), status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
    done();
  });
};

/** An address without a route is a word of the caller's, and every address of the page is one route. */
export const routeOf = (template: string | undefined): string => template ?? '(none)';
