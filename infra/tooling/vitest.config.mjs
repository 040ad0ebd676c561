import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests run on the sources: the workspace's own packages resolve to their .ts files. */
const conditions = ['@mingxiao/source', 'node', 'import', 'default'];

const folders = '{apps,libs,test,infra}';
const exclude = ['**/node_modules/**', '**/dist/**', 'test/bench/**'];
const needsMachine = `${folders}/**/*.{int,e2e}.spec.{ts,tsx}`;

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Two at a time: an engine or a server takes a core, and a starved one fails for no reason of its own.
    maxWorkers: 2,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        // Without IO there is nothing to keep apart, and starting a process for each file would take longer than its tests.
        test: { name: 'spec', include: [`${folders}/**/*.spec.{ts,tsx}`], exclude: [...exclude, needsMachine], pool: 'threads', isolate: false, testTimeout: 30_000 },
      },
      {
        extends: true,
        test: { name: 'int', include: [needsMachine], exclude, pool: 'forks', testTimeout: 180_000, hookTimeout: 180_000 },
      },
    ],
  },
});
