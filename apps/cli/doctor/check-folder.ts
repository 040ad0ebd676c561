import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gib } from './check-machine.js';
import { fail, messageOf, ok, warn, type Finding } from './finding.js';

const GiB = 1024 ** 3;
const comfortableDisk = 5 * GiB;
const leastDisk = GiB / 2;

/** Whether the data folder is there, ours to use, and has room. */
export const checkFolder = async (folder: string): Promise<Finding[]> => {
  const place = await nearestThatIsThere(folder);
  return [await rights(folder, place), await room(place)];
};

const rights = async (folder: string, place: string): Promise<Finding> => {
  if (!(await stat(place)).isDirectory()) return fail('data folder', `${place} is no folder`, 'choose another --data');
  try {
    await access(place, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return fail('data folder', messageOf(error), `give this user the right to read and write ${place}, or choose another --data`);
  }
  return place === folder ? ok('data folder', `${folder} can be read and written`) : ok('data folder', `${folder} is not there yet; the first start makes it`);
};

const nearestThatIsThere = async (path: string): Promise<string> => {
  const found = await stat(path).catch(() => null);
  return found === null && dirname(path) !== path ? nearestThatIsThere(dirname(path)) : path;
};

const room = async (place: string): Promise<Finding> => {
  const { bavail, bsize } = await statfs(place);
  return disk(bavail * bsize, place);
};

export const disk = (bytes: number, place: string): Finding => {
  const found = `${gib(bytes)} free at ${place}`;
  const todo = 'make room: on a full disk events are refused with 503, and nothing is lost';
  if (bytes < leastDisk) return fail('disk', found, todo);
  return bytes < comfortableDisk ? warn('disk', found, todo) : ok('disk', found);
};
