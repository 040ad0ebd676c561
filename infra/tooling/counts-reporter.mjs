import { writeFileSync } from 'node:fs';

const isCounted = (state) => state === 'passed' || state === 'failed';

/** The outermost suite that was skipped as a whole, else the test itself: what a person should read once. */
const skippedUnit = (test) => {
  let unit = test;
  for (let suite = test.parent; suite.type === 'suite'; suite = suite.parent) if (suite.options.mode === 'skip') unit = suite;
  return unit;
};

/** Whether a hook around it threw: then the failure is said, and the test was not skipped by anybody's will. */
const isBrokenAround = (test) => {
  for (let part = test.parent; part.type === 'suite'; part = part.parent) if (part.errors().length > 0) return true;
  return test.module.errors().length > 0;
};

const sayWhy = (test, unit) => {
  const note = unit === test ? test.result().note : undefined;
  return `${unit.module.relativeModuleId} > ${unit.fullName}${note ? ` (skipped: ${note})` : ''}`;
};

const countModule = (testModule, counts) => {
  for (const test of testModule.children.allTests()) {
    const { state } = test.result();
    counts[isCounted(state) ? state : 'skipped'] += 1;
    if (state === 'skipped' && !isBrokenAround(test)) counts.skippedNames.add(sayWhy(test, skippedUnit(test)));
  }
  // A file that cannot be loaded, or a hook that throws, leaves its tests unrun: without this they would count as skipped only.
  const broken = [testModule, ...testModule.children.allSuites()].filter((part) => part.errors().length > 0);
  counts.failed += broken.length;
};

/** Writes what a run came to (passed, failed, skipped, names of what was skipped) to the file that TEST_COUNTS_FILE names. */
export default class CountsReporter {
  onTestRunEnd(testModules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, skippedNames: new Set() };
    for (const testModule of testModules) countModule(testModule, counts);
    writeFileSync(process.env.TEST_COUNTS_FILE, JSON.stringify({ ...counts, skippedNames: [...counts.skippedNames].sort() }));
  }
}
