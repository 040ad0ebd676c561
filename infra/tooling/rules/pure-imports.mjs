import { importSites } from './import-sites.mjs';

const isOurs = (specifier) => specifier.startsWith('.') || specifier.startsWith('@mingxiao/');
const packageOf = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** A pure room imports nothing from outside but the packages its row in the table names. */
export const pureImports = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { packages: { type: 'array', items: { type: 'string' } } }, additionalProperties: false }],
    messages: {
      impure: 'This room is pure: {{specifier}} is not among the packages it may import ({{packages}}).',
      unknown: 'This room is pure: what is imported must be written out.',
    },
  },
  create(context) {
    const { packages } = context.options[0];
    return importSites((node, specifier) => {
      if (specifier === null) return context.report({ node, messageId: 'unknown' });
      if (isOurs(specifier) || packages.includes(packageOf(specifier))) return undefined;
      return context.report({ node, messageId: 'impure', data: { specifier, packages: packages.join(', ') } });
    });
  },
};
