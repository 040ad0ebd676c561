// Serves a platform from its built files on a clock that stands still, whose watch works only when asked, until it is killed:
// by itself at a named point of a round of the watch. Arguments, as JSON: { data, now, die: { point, nth } }. Prints its address.
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform } from '@mingxiao/server/platform';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';
import { Watch } from '@mingxiao/server/watch/watch';

const { data, now, die } = JSON.parse(process.argv[2]);

/** Points are counted from the moment a round is asked for. */
let armed = false;
let reached = 0;
const reach = (point) => {
  if (!armed || point !== die.point) return;
  reached += 1;
  if (reached === die.nth) process.kill(process.pid, 'SIGKILL');
};

const configuration = readConfiguration({ data, port: 0, sample: false, logLevel: 'error' }, {});
const platform = await startPlatform(configuration, { clock: { now: () => now }, watch: false, failpoints: { reach } });

const store = platform.app.get(ANALYTICS_STORE);
const insert = store.insert.bind(store);
store.insert = async (table, batch) => {
  reach(`before ${table}`);
  await insert(table, batch);
  reach(`after ${table}`);
};

const watch = platform.app.get(Watch, { strict: false });
const round = watch.round.bind(watch);
watch.round = (options) => {
  armed = true;
  return round(options);
};

process.stdout.write(`${platform.url}\n`);
