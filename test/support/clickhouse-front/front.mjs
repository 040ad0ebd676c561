// A ClickHouse front in a process of its own, from the built files: node front.mjs --folder DIR [--port N]
// Says its address in one line when it is ready. Users: --user NAME --password TEXT (default: `default` without a password).
import { parseArgs } from 'node:util';
import { serveFront } from '../../dist/support/clickhouse-front/serve-front.js';

const { values } = parseArgs({
  options: { folder: { type: 'string' }, port: { type: 'string', default: '0' }, user: { type: 'string', default: 'default' }, password: { type: 'string', default: '' } },
});
if (values.folder === undefined) throw new Error('--folder names the folder of the engine');
await serveFront({ folder: values.folder, port: Number(values.port), users: { [values.user]: { password: values.password } } });
