import { describe, it } from 'vitest';
import type { Lack } from './requirements.js';

const allRequired = process.env['REQUIRE_ALL'] === '1';

/**
 * A suite that needs more than Node: `describeWith(lacksChromium(), 'the ranking page', () => …)`. Where something is
 * lacking it is skipped, and its name says why; with REQUIRE_ALL=1 a missing tool fails instead, so that a build
 * machine cannot quietly test less than it should.
 */
export const describeWith = (lack: Lack | null, name: string, suite: () => void): void => {
  if (lack === null) {
    describe(name, suite);
  } else if (lack.of === 'tool' && allRequired) {
    describe(name, () => {
      it('has what it needs', () => {
        throw new Error(`${lack.reason}, and REQUIRE_ALL=1 asks for it`);
      });
    });
  } else {
    describe.skip(`${name} (skipped: ${lack.reason})`, suite);
  }
};
