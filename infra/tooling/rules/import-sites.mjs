/** Text of a literal or of a template without expressions, else null. */
const textOf = (node) => {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return null;
};

const isTypeOnly = (node) =>
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  (node.specifiers?.length > 0 && node.specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type'));

/**
 * Listeners for every way a file can import: statements, re-exports, dynamic imports, `require`, `import('…')` types.
 * Calls `visit(node, specifier, typesOnly)` for each.
 */
export const importSites = (visit) => {
  const statement = (node) => node.source && visit(node, textOf(node.source), isTypeOnly(node));
  return {
    ImportDeclaration: statement,
    ExportNamedDeclaration: statement,
    ExportAllDeclaration: statement,
    ImportExpression: (node) => visit(node, textOf(node.source), false),
    TSImportType: (node) => visit(node, textOf(node.source ?? node.argument?.literal), true),
    'CallExpression[callee.name="require"]': (node) => visit(node, textOf(node.arguments[0]), false),
    TSExternalModuleReference: (node) => visit(node, textOf(node.expression), false),
  };
};
