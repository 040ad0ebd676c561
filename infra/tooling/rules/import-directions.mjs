import { dirname, posix, relative, sep } from 'node:path';
import { roomNamed, roomOf, rooms, testImports } from '../directions.mjs';
import { root } from '../run-tasks.mjs';
import { importSites } from './import-sites.mjs';

const inWorkspace = (file) => relative(root, file).split(sep).join('/');

/** Where a specifier leads: a room, a path outside every room (`dashboards/ranking.json`), or null for a package. */
const target = (specifier, folder) => {
  if (specifier.startsWith('.')) return roomOf(posix.join(folder, specifier)) ?? posix.join(folder, specifier);
  const [scope, name] = specifier.split('/');
  return scope === '@mingxiao' ? (roomNamed(name) ?? specifier) : null;
};

const byPath = (from, to) => (rooms[from].paths?.some((folder) => to.startsWith(`${folder}/`)) ? null : 'acrossByPath');

/** Why an import is refused, or null: the room's row in the table decides. */
const objection = (from, to, { specifier, typesOnly, isTest }) => {
  const { imports, typesOf = [] } = rooms[from];
  if (to === null || to === from) return null;
  if (specifier.startsWith('.')) return byPath(from, to);
  if (imports.includes(to) || (isTest && testImports.includes(to))) return null;
  if (typesOf.includes(to)) return typesOnly ? null : 'typesOnly';
  return 'direction';
};

/** Keeps imports in the directions of the table; tests (option `test`) may use the test kit as well. */
export const importDirections = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { test: { type: 'boolean' } }, additionalProperties: false }],
    messages: {
      direction: '{{from}} must not import {{to}}: infra/tooling/directions.mjs says who may import whom.',
      typesOnly: '{{from}} may import types of {{to}} only: write `import type`.',
      acrossByPath: 'Import another package by its name (@mingxiao/…), not by a path that leaves {{from}}.',
    },
  },
  create(context) {
    const file = inWorkspace(context.filename);
    const from = roomOf(file);
    if (from === null) return {};
    const isTest = context.options[0]?.test === true;
    return importSites((node, specifier, typesOnly) => {
      if (specifier === null) return;
      const to = target(specifier, dirname(file));
      const messageId = objection(from, to, { specifier, typesOnly, isTest });
      if (messageId !== null) context.report({ node, messageId, data: { from, to } });
    });
  },
};
