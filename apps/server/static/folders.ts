import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The workspace's root: the nearest folder above this file that holds `nx.json`. */
const workspaceRoot = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'nx.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
})();

const folderUrl = (...parts: string[]): URL => pathToFileURL(`${join(workspaceRoot, ...parts)}/`);

/** Dashboards as data. */
export const dashboardsFolder = folderUrl('dashboards');
/** The built application that draws them. */
export const applicationFolder = folderUrl('apps', 'dashboard', 'dist');
/** Topics as data. */
export const topicsFile = new URL('topics.json', folderUrl('infra', 'kafka'));
