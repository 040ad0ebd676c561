/**
 * @typedef {object} Room
 * @property {readonly string[]} imports rooms whose code this one may import
 * @property {readonly string[]} [typesOf] rooms of which it may import types only
 * @property {readonly string[]} [paths] folders outside every room whose files it may import by path
 * @property {readonly string[]} [packages] for a pure room: the only packages from outside it may import
 */

const libs = ['domain', 'contracts', 'metrics', 'ports', 'projections', 'catalog', 'adapters', 'testing'].map((name) => `libs/${name}`);

/**
 * Who may import whom: the one table behind the lint and its tests. A room is a folder with a package.json. Rooms with
 * `packages` are pure: the same facts must give the same figures at any time, on any machine and in any order.
 * @type {Readonly<Record<string, Room>>}
 */
export const rooms = {
  'apps/server': { imports: libs },
  // `mingxiao serve` is the server, so the command line is the one app that holds another.
  'apps/cli': { imports: [...libs, 'apps/server'] },
  'apps/dashboard': { imports: ['libs/contracts'] },
  // pure-rand and d3-random: draws from a stated seed, so that the ranks of one question are the same on every machine.
  'libs/domain': { imports: [], packages: ['zod', 'canonicalize', 'pure-rand', 'd3-random'] },
  'libs/contracts': { imports: ['libs/domain'], packages: ['zod'] },
  'libs/metrics': { imports: ['libs/contracts', 'libs/domain'], packages: ['zod'] },
  'libs/projections': { imports: ['libs/contracts', 'libs/domain'], typesOf: ['libs/ports'], packages: ['zod'] },
  'libs/ports': { imports: ['libs/domain'] },
  'libs/catalog': { imports: ['libs/domain'] },
  'libs/adapters': { imports: ['libs/ports', 'libs/domain'] },
  'libs/testing': { imports: libs, paths: ['infra/kafka'] },
  test: { imports: [...libs, 'apps/server', 'apps/cli', 'apps/dashboard'], paths: ['infra/tooling', 'infra/clickhouse', 'infra/kafka'] },
};

/** What every test may import beside what its room may. */
export const testImports = ['libs/testing'];

/** Tests and what only tests read: they may use Node, a clock and the test kit wherever they stand. */
export const testFiles = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.contract.ts', '**/*.fixture.ts', 'libs/testing/**', 'test/**', 'apps/*/testing/**'];

export const pureRooms = Object.keys(rooms).filter((room) => rooms[room].packages !== undefined);

/** The room a path (relative to the workspace, with /) lies in, or null. */
export const roomOf = (path) => Object.keys(rooms).find((room) => path === room || path.startsWith(`${room}/`)) ?? null;

/** The room behind a package name: `@mingxiao/domain` is `libs/domain`. */
export const roomNamed = (name) => Object.keys(rooms).find((room) => room.split('/').at(-1) === name) ?? null;
