const clock = 'Take `now` from the command or a parameter; only an app reads the clock.';
const chance = 'Chance comes in as a parameter.';
const outside = 'This room is pure: what the process, the network or a timer knows comes in as a parameter.';

/** Names that reach the machine: the clock, chance, the process, the network, timers. `URL`, `Intl` and `TextEncoder` are plain functions. */
const outsideNames = [
  'process', 'Buffer', 'global', 'globalThis', 'console', 'performance', 'crypto', 'fetch', 'navigator', 'window', 'document', 'localStorage',
  'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', '__dirname', '__filename', 'eval', 'Function',
];

export const pureGlobals = outsideNames.map((name) => ({ name, message: outside }));

export const pureSyntax = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: clock },
  { selector: 'CallExpression[callee.name="Date"]', message: clock },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: clock },
  { selector: 'MemberExpression[object.name="Date"][property.value="now"]', message: clock },
  { selector: 'VariableDeclarator[init.name="Date"]', message: clock },
  { selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]', message: clock },
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: chance },
  { selector: 'MemberExpression[object.name="Math"][property.value="random"]', message: chance },
  { selector: 'VariableDeclarator[init.name="Math"] > ObjectPattern > Property[key.name="random"]', message: chance },
];
