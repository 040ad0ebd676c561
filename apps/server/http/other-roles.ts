import type { FastifyInstance } from 'fastify';
import type { Role } from '../configuration/configuration.js';
import { refuse } from './problem.js';

/** Whose addresses these are; every other address is the query role's, and health everybody's. */
const owners: readonly (readonly [prefix: string, role: Role])[] = [
  ['/v1/events', 'ingest'],
  ['/v1/rebuild', 'project'],
  ['/v1/watch/', 'watch'],
];
const everybodys = ['/v1/health', '/v1/health/live', '/v1/health/ready', '/metrics'];

const ownerOf = (path: string): Role => owners.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'query';

/** Answers 421 with the role that is asked for, where this process leaves it to others. Install before any route. */
export const pointToOtherRoles = (fastify: FastifyInstance, roles: readonly Role[]): void => {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const path = request.url.split('?')[0] ?? '';
    const owner = ownerOf(path);
    if (roles.includes(owner) || everybodys.includes(path)) return done();
    return done(refuse('misdirected', `this process has no ${owner} role (it has: ${roles.join(', ')}); ask one that has`));
  });
};
