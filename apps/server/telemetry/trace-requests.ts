import type { FastifyInstance, FastifyRequest } from 'fastify';
import { routeOf } from './measure-requests.js';
import type { OpenSpan, Spans } from './spans.js';

/** A span for every request, named by method and route template; what answers it becomes its children. */
export const traceRequests = (fastify: FastifyInstance, spans: Spans): void => {
  const open = new WeakMap<FastifyRequest, OpenSpan>();
  // Not earlier: a body is read in a context of its own, and what follows it would not know its parent.
  fastify.addHook('preHandler', (request, _reply, done) => {
    const route = routeOf(request.routeOptions.url);
    const span = spans.begin(`${request.method} ${route}`, { 'http.request.method': request.method, 'http.route': route });
    open.set(request, span);
    span.around(done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    open.get(request)?.end({ 'http.response.status_code': reply.statusCode }, reply.statusCode >= 500);
    done();
  });
};
