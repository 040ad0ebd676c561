import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '../http/problem.js';
import { applicationFolder } from './folders.js';

/** Headers of every answer: nothing is loaded from elsewhere, nothing may frame the page. */
const securityHeaders = {
  'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const isForPrograms = ({ url, headers }: FastifyRequest): boolean => url.startsWith('/v1/') || headers.accept?.includes('text/html') !== true;

/** Serves the dashboard application; addresses that are no file and no API answer with its page, which routes them. */
export const serveApplication = async (fastify: FastifyInstance): Promise<void> => {
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    void reply.headers(securityHeaders);
    done();
  });
  const root = fileURLToPath(applicationFolder);
  if (!existsSync(root)) return;
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
    index: 'index.html',
    setHeaders: (reply, path) => void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  // Browsers get the page for any address, which says itself when there is nothing; programs get a problem.
  fastify.get('/*', (request, reply) => {
    if (isForPrograms(request)) throw refuse('not-found', `${request.url.split('?')[0] ?? ''} is not an address of this server`);
    return reply.sendFile('index.html');
  });
};
