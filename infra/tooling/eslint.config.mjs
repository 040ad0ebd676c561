import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { pureRooms, rooms, testFiles } from './directions.mjs';
import { houseSyntax, testSyntax } from './rules/house-syntax.mjs';
import { importDirections } from './rules/import-directions.mjs';
import { pureImports } from './rules/pure-imports.mjs';
import { pureGlobals, pureSyntax } from './rules/pure-syntax.mjs';

const sources = ['**/*.ts', '**/*.tsx', '**/*.mjs'];
/** Tools that are configured by a file ask for its default export. */
const configurations = ['**/*.config.mjs', '**/*.config.ts', 'infra/tooling/*-reporter.mjs'];
const mingxiao = { rules: { 'import-directions': importDirections, 'pure-imports': pureImports } };

/** Questions to ask oneself rather than crimes: warnings. */
const sizes = {
  complexity: ['warn', 8],
  'max-depth': ['warn', 3],
  'max-params': ['warn', 4],
  'max-lines': ['warn', { max: 250, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['warn', { max: 50, skipBlankLines: true, skipComments: true }],
};

const house = {
  // The type check knows every name; this rule would need a list of Node's.
  'no-undef': 'off',
  'no-regex-spaces': 'off',
  // A package without types of its own is declared in a file beside its one reader.
  '@typescript-eslint/triple-slash-reference': ['error', { path: 'always', types: 'prefer-import', lib: 'never' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
  // An empty class is how Nest names a module.
  '@typescript-eslint/no-extraneous-class': 'off',
  'no-restricted-syntax': ['error', ...houseSyntax],
  'mingxiao/import-directions': 'error',
};

/** Rules with options replace one another instead of adding up, so every list is spelled out from its parts. */
const pure = pureRooms.map((room) => ({
  files: [`${room}/**/*.ts`],
  ignores: testFiles,
  rules: {
    'mingxiao/pure-imports': ['error', { packages: rooms[room].packages }],
    'no-restricted-globals': ['error', ...pureGlobals],
    'no-restricted-syntax': ['error', ...houseSyntax, ...pureSyntax],
  },
}));

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', 'var/', '**/test-output/', 'coverage/', '.nx/']),
  js.configs.recommended,
  tseslint.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: sources, plugins: { mingxiao }, rules: { ...sizes, ...house } },
  pure,
  {
    files: testFiles,
    rules: {
      'max-lines-per-function': 'off',
      'mingxiao/import-directions': ['error', { test: true }],
      'no-restricted-syntax': ['error', ...houseSyntax, ...testSyntax],
    },
  },
  { files: configurations, rules: { 'no-restricted-syntax': 'off' } },
);
