import { fail, ok, warn, type Finding } from './finding.js';

const oldest: readonly [number, number] = [20, 19];
const GiB = 1024 ** 3;
/** The engine in the process takes up to 850 MB, Node about as much while a backlog is folded. */
const comfortableMemory = 2 * GiB;
const leastMemory = 1 * GiB;

/** What the program itself stands on: Node, its time zones, memory. */
export const checkMachine = (timeZone: string): Finding[] => [nodeVersion(process.versions.node), timeZones(timeZone), memory(process.availableMemory())];

export const nodeVersion = (version: string): Finding => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  return isEnough ? ok('node', `Node ${version}`) : fail('node', `Node ${version} is too old`, `install Node ${oldest.join('.')} or later`);
};

/** A summer in Shanghai with daylight saving: whoever answers +08:00 has no history of zones, and dates of old cases would shift. */
const summerOf1988 = Date.UTC(1988, 6, 1);

const timeZones = (zone: string): Finding => {
  const offset = offsetAt('Asia/Shanghai', summerOf1988);
  const found = `${zone} is ${offsetAt(zone, Date.now())} now; time zone data ${process.versions['tz'] ?? '(version unknown)'}`;
  return offset === 'GMT+09:00' ? ok('time zones', found) : warn('time zones', `${found}, without history (Shanghai in July 1988: ${offset})`, 'use a Node with full time zone data, as nodejs.org ships it');
};

const offsetAt = (timeZone: string, instant: number): string =>
  new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '(none)';

export const memory = (bytes: number): Finding => {
  const found = `${gib(bytes)} of memory can be had`;
  const todo = 'give the process 2 GiB; with a ClickHouse server (MINGXIAO_CLICKHOUSE_URL) half of it is enough';
  if (bytes < leastMemory) return fail('memory', found, todo);
  return bytes < comfortableMemory ? warn('memory', found, todo) : ok('memory', found);
};

export const gib = (bytes: number): string => `${(bytes / GiB).toFixed(1)} GiB`;
