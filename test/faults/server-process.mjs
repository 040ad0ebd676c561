// Serves a platform from its built files until it is killed: by the test, or by itself at a named point.
// Arguments, as JSON: { data, die: { point, nth } | null }. Prints its address, one line.
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform } from '@mingxiao/server/platform';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';

const { data, die } = JSON.parse(process.argv[2]);

/** Points are counted from the moment the address is told: what a start writes is not what is tested. */
let armed = false;
let reached = 0;
const reach = (point) => {
  if (!armed || point !== die?.point) return;
  reached += 1;
  if (reached === die.nth) process.kill(process.pid, 'SIGKILL');
};

const configuration = readConfiguration({ data, port: 0, sample: false, logLevel: 'error' }, {});
const platform = await startPlatform(configuration, { failpoints: { reach } });

// The store has no points of its own: what matters is which table has been written and which has not.
const store = platform.app.get(ANALYTICS_STORE);
const insert = store.insert.bind(store);
store.insert = async (table, batch) => {
  reach(`before ${table}`);
  await insert(table, batch);
  reach(`after ${table}`);
};

const command = store.command.bind(store);
store.command = async (sql) => {
  const exchanges = /^EXCHANGE /m.test(sql);
  if (exchanges) reach('before exchange');
  await command(sql);
  if (exchanges) reach('after exchange');
};

armed = true;
process.stdout.write(`${platform.url}\n`);
