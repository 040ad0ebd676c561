import type { FastifyInstance } from 'fastify';
import { refuse } from './problem.js';

/** A route of ours: the methods it answers, and the paths it stands for. */
type Route = { readonly path: RegExp; readonly methods: ReadonlySet<string> };

/** `/v1/cases/:id/clock` as the paths it stands for: a parameter is one part of a path. */
const pathsOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))).join('/')}$`);

const methodsAt = (routes: readonly Route[], path: string): string[] =>
  [...new Set(routes.filter((route) => route.path.test(path)).flatMap(({ methods }) => [...methods]))].sort();

/**
 * Answers 405 with `Allow` where an address exists but not for the method asked by; an address that does not exist stays
 * 404. Install before any route: it learns of them as they are added.
 */
export const answerWrongMethods = (fastify: FastifyInstance): void => {
  const routes: Route[] = [];
  fastify.addHook('onRoute', ({ url, method }) => {
    // The page answers any address that is none of ours, so it says nothing about which there are.
    if (!url.includes('*')) routes.push({ path: pathsOf(url), methods: new Set([method].flat()) });
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    const path = request.url.split('?')[0] ?? '';
    const allowed = methodsAt(routes, path);
    if (allowed.length === 0 || allowed.includes(request.method)) return done();
    return done(refuse('method-not-allowed', `${path} answers ${allowed.join(', ')}`, {}, { allow: allowed.join(', ') }));
  });
};
