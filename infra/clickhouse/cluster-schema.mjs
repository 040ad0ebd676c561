// Prints the schema of a cluster, made from the same migrations that a single server gets:
//   npm run -s clickhouse:schema -- [--cluster NAME] [--database NAME] > schema.sql
//   clickhouse-client --database mingxiao --multiquery < schema.sql
// Needs a build (npm run build).
import { parseArgs } from 'node:util';
import { journal, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { clusterStatements } from './cluster-statements.mjs';

const usage = 'npm run -s clickhouse:schema -- [--cluster NAME] [--database NAME] > schema.sql';

const readNames = () => {
  const { values } = parseArgs({ options: { cluster: { type: 'string', default: 'mingxiao' }, database: { type: 'string', default: 'mingxiao' }, help: { type: 'boolean', short: 'h' } } });
  const { help, ...names } = values;
  for (const [option, name] of Object.entries(names)) {
    if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`--${option} ${name}: small letters, digits and _ only`);
  }
  return help ? null : names;
};

/** Null: nothing more is to be done. */
const askedFor = () => {
  try {
    const names = readNames();
    if (names === null) process.stdout.write(`${usage}\n`);
    return names;
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}\n`);
    process.exitCode = 2;
    return null;
  }
};

const names = askedFor();
if (names !== null) {
  const migrations = await readMigrations();
  const schema = clusterStatements([journal, ...migrations.flatMap(({ statements }) => statements)], names);
  // The platform compares this journal with its own migrations at every start, and finds them applied.
  const applied = migrations.map(({ number, name, checksum }) => `(${number}, '${name}', '${checksum}')`);
  const record = `INSERT INTO schema_migrations (number, name, checksum) VALUES\n${applied.join(',\n')}`;
  process.stdout.write(`${[...schema, record].join(';\n\n')};\n`);
}
