const noReexport = 'No barrels: import a thing from the file that defines it.';
const byName = 'No default exports: a thing has one name everywhere.';

/** For every source file. */
export const houseSyntax = [
  { selector: 'ExportAllDeclaration', message: noReexport },
  { selector: 'ExportNamedDeclaration[source!=null]', message: noReexport },
  { selector: 'ExportDefaultDeclaration', message: byName },
  { selector: 'ExportSpecifier[exported.name="default"]', message: byName },
  { selector: 'ClassDeclaration[abstract=true]', message: 'No base classes: pass the part that varies as a function.' },
];

/** For tests: each one runs, on its own, without waiting for the clock, on our real modules. */
export const testSyntax = [
  {
    selector: 'MemberExpression[object.name=/^(it|test|describe|suite|bench)$/][property.name="only"]',
    message: 'A committed .only silences every other test.',
  },
  {
    selector: ':matches(NewExpression[callee.name="Promise"]) CallExpression[callee.name=/^(setTimeout|setInterval)$/][arguments.length=2]',
    message: 'Tests do not sleep: wait for the thing itself (vi.waitFor, expect.poll).',
  },
  { selector: 'ImportDeclaration[source.value=/^(node:)?timers\\u002Fpromises$/]', message: 'Tests do not sleep: wait for the thing itself (vi.waitFor, expect.poll).' },
  {
    selector: 'CallExpression[callee.object.name="vi"][callee.property.name=/^(mock|doMock)$/][arguments.0.value=/^(\\.|@mingxiao)/]',
    message: 'No mocks of our own modules: give the real thing another port.',
  },
];
