// Prints the schema of a cluster, made from the same migrations that a single server gets:
//   npm run -s clickhouse:schema -- [--cluster NAME] [--database NAME] > schema.sql
//   clickhouse-client --database mingxiao --multiquery < schema.sql
// Needs a build (npm run build).
import { parseArgs } from 'node:util';
import { journal, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { clusterStatements } from './cluster-statements.mjs';

const { values } = parseArgs({ options: { cluster: { type: 'string', default: 'mingxiao' }, database: { type: 'string', default: 'mingxiao' } } });
for (const [option, name] of Object.entries(values)) {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`--${option} ${name}: small letters, digits and _ only`);
}

const migrations = await readMigrations();
const schema = clusterStatements([journal, ...migrations.flatMap(({ statements }) => statements)], values);
// The platform compares this journal with its own migrations at every start, and finds them applied.
const applied = migrations.map(({ number, name, checksum }) => `(${number}, '${name}', '${checksum}')`);
const record = `INSERT INTO schema_migrations (number, name, checksum) VALUES\n${applied.join(',\n')}`;
process.stdout.write(`${[...schema, record].join(';\n\n')};\n`);
