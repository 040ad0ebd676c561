// Builds the project of the current folder: compiles it, then copies what the compiler leaves
// behind (SQL and JSON read at run time) so that `dist` stands on its own.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const skipped = new Set(['dist', 'node_modules', 'package.json', 'tsconfig.json']);

const assets = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (skipped.has(entry.name)) return [];
    if (entry.isDirectory()) return assets(path);
    return /\.(sql|json)$/.test(entry.name) ? [path] : [];
  });

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-b', 'tsconfig.json'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
for (const file of assets('.')) cpSync(file, join('dist', file));
