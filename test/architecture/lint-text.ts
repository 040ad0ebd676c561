import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const eslint = new ESLint({ cwd: root, overrideConfigFile: join(root, 'infra/tooling/eslint.config.mjs') });

/** What the lint of the house says about `code` if it stood at `path` (relative to the workspace): errors, as rule and message. */
export const lintAt = async (path: string, code: string): Promise<readonly string[]> => {
  const [result] = await eslint.lintText(code, { filePath: join(root, path) });
  return (result?.messages ?? []).filter(({ severity }) => severity === 2).map(({ ruleId, message }) => `${ruleId}: ${message}`);
};
