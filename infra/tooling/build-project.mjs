// Builds the project of the current folder into `dist`: every source file is translated on its own, and what the program
// reads at run time (SQL, JSON) is copied beside it. Types are not checked here but once for the whole tree, by the lint.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const notData = new Set(['dist', 'node_modules', 'package.json', 'project.json', 'tsconfig.json']);

const dataFiles = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (notData.has(entry.name)) return [];
    if (entry.isDirectory()) return dataFiles(path);
    return /\.(sql|json)$/.test(entry.name) ? [path] : [];
  });

/** What the project's own tsconfig lists, less the declarations. A project without a source yet is no error. */
const readProject = (host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail }) => {
  const { fileNames, options } = ts.getParsedCommandLineOfConfigFile('tsconfig.json', {}, host);
  return { sources: fileNames.filter((file) => !file.endsWith('.d.ts')), options };
};

function fail(diagnostic) {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
}

const written = new Set();
const write = (path, put) => {
  mkdirSync(dirname(path), { recursive: true });
  put(path);
  written.add(resolve(path));
};

/** What shapes the translation. The rest of a project's options is about files among files: an error where each stands alone. */
const alone = ({ target, experimentalDecorators, emitDecoratorMetadata, sourceMap, strict }) => ({
  target,
  experimentalDecorators,
  emitDecoratorMetadata,
  sourceMap,
  strict,
  module: ts.ModuleKind.ESNext,
});

const translate = (source, options) => {
  const target = join('dist', relative('.', source)).replace(/\.ts$/, '.js');
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(readFileSync(source, 'utf8'), {
    compilerOptions: { ...alone(options), sourceRoot: relative(dirname(target), dirname(source)) },
    fileName: basename(source),
    reportDiagnostics: true,
  });
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, { ...ts.sys, getCanonicalFileName: (name) => name, getNewLine: () => '\n' }));
  write(target, (path) => writeFileSync(path, outputText));
  write(`${target}.map`, (path) => writeFileSync(path, sourceMapText));
};

/** Files of an earlier build whose source is gone would otherwise go on being imported. */
const sweep = (folder) => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = resolve(folder, entry.name);
    if (entry.isDirectory()) sweep(path);
    else if (!written.has(path)) rmSync(path);
  }
};

const { sources, options } = readProject();
for (const source of sources) translate(source, options);
for (const file of dataFiles('.')) write(join('dist', file), (path) => copyFileSync(file, path));
mkdirSync('dist', { recursive: true });
sweep('dist');
