/**
 * @typedef {object} ClusterNames
 * @property {string} cluster as `remote_servers` names it
 * @property {string} database
 */

/** The columns whose hash decides on which shard a row lives, where the first column of the sorting key would not do. */
export const shardingKeys = {
  // By record, not by case: the records of a log partition are read in ranges, and partitions spread evenly over shards.
  ledger_v1: ['generation', 'log_partition'],
};

/**
 * Turns the statements of the migrations, written for one server, into those of a cluster. A table becomes a replicated one
 * on every shard (`<name>_local`) and a distributed one under its own name, so that every other statement stays as it is.
 * Throws at a statement it does not know: a cluster that lacks a table would be worse than none.
 * @param {readonly string[]} statements
 * @param {ClusterNames} names
 * @returns {string[]}
 */
export const clusterStatements = (statements, names) => [
  `CREATE DATABASE IF NOT EXISTS ${names.database} ON CLUSTER '${names.cluster}'`,
  ...statements.flatMap((statement) => ofStatement(withoutComments(statement), names)),
];

const ofStatement = (statement, names) => {
  const form = forms.find(({ pattern }) => pattern.test(statement));
  if (form === undefined) throw new Error(`No form of this statement for a cluster is known; teach cluster-statements.mjs: ${statement.slice(0, 200)}`);
  return form.turn(statement, names);
};

const onCluster = ({ cluster }) => `ON CLUSTER '${cluster}'`;

const inserted = (pattern) => (statement, names) => [statement.replace(pattern, (head) => `${head} ${onCluster(names)}`)];

const createTable = /^CREATE TABLE IF NOT EXISTS (\w+)\s*(\([\s\S]*\))\s*ENGINE = (\w+)(?:\(([^)]*)\))?\s+(ORDER BY [\s\S]+)$/;
const createView = /^CREATE (?:OR REPLACE )?VIEW (?:IF NOT EXISTS )?\w+/;
const dropView = /^DROP VIEW (?:IF EXISTS )?\w+/;
const dropTable = /^DROP TABLE IF EXISTS (\w+)$/;
const alterColumns = /^ALTER TABLE (\w+)\s+((?:ADD|MODIFY|DROP|RENAME) COLUMN [\s\S]+)$/;

/** What says how rows are kept, and which of them are skipped. */
const alterKeeping = /^ALTER TABLE (\w+)\s+(ADD INDEX [\s\S]+|MODIFY SETTING [\s\S]+|MODIFY COLUMN \w+ CODEC\([\s\S]+)$/;

const tableForms = (statement, names) => {
  const [, table, columns, engine, parameters, rest] = createTable.exec(statement);
  if (!engine.endsWith('MergeTree')) throw new Error(`Table ${table}: only tables of the MergeTree family can be replicated, not ${engine}`);
  const replica = [`'/clickhouse/tables/{shard}/${names.database}/${table}'`, `'{replica}'`, ...(parameters ? [parameters.trim()] : [])].join(', ');
  const sharding = `cityHash64(${shardingKeyOf(table, rest).join(', ')})`;
  return [
    `CREATE TABLE IF NOT EXISTS ${table}_local ${onCluster(names)}\n${columns}\nENGINE = Replicated${engine}(${replica})\n${rest}`,
    `CREATE TABLE IF NOT EXISTS ${table} ${onCluster(names)} AS ${table}_local\nENGINE = Distributed('${names.cluster}', '${names.database}', '${table}_local', ${sharding})`,
  ];
};

/** The journal of the migrations is small, and every node should know it: one replica set over all nodes, no shards. */
const journalForm = (statement, names) => {
  const [, table, columns, engine, parameters, rest] = createTable.exec(statement);
  const replica = [`'/clickhouse/tables/all/${names.database}/${table}'`, `'{shard}-{replica}'`, ...(parameters ? [parameters.trim()] : [])].join(', ');
  return [`CREATE TABLE IF NOT EXISTS ${table} ${onCluster(names)}\n${columns}\nENGINE = Replicated${engine}(${replica})\n${rest}`];
};

const alterForms = (statement, names) => {
  const [, table, change] = alterColumns.exec(statement);
  return [`ALTER TABLE ${table}_local ${onCluster(names)} ${change}`, `ALTER TABLE ${table} ${onCluster(names)} ${change}`];
};

/** Rows are kept and skipped where they lie; a distributed table has none. */
const keepingForm = (statement, names) => {
  const [, table, change] = alterKeeping.exec(statement);
  return [`ALTER TABLE ${table}_local ${onCluster(names)} ${change}`];
};

/** Waits for the end: the same name is not free in Keeper before. */
const dropForms = (statement, names) => {
  const [, table] = dropTable.exec(statement);
  return [`DROP TABLE IF EXISTS ${table} ${onCluster(names)} SYNC`, `DROP TABLE IF EXISTS ${table}_local ${onCluster(names)} SYNC`];
};

const forms = [
  { pattern: /^CREATE TABLE IF NOT EXISTS schema_migrations\b/, turn: journalForm },
  { pattern: createTable, turn: tableForms },
  { pattern: createView, turn: inserted(createView) },
  { pattern: dropView, turn: inserted(dropView) },
  { pattern: dropTable, turn: dropForms },
  { pattern: alterKeeping, turn: keepingForm },
  { pattern: alterColumns, turn: alterForms },
];

/** Equal rows must meet on one shard, so the sharding key is made of columns of the sorting key. */
const shardingKeyOf = (table, rest) => {
  const [, list] = /^ORDER BY\s+(?:\(([^)]*)\)|\w+)/.exec(rest) ?? [];
  const sorting = (list ?? /^ORDER BY\s+(\w+)/.exec(rest)?.[1] ?? '').split(',').map((column) => column.trim());
  const chosen = shardingKeys[table] ?? sorting.slice(0, 1);
  const strange = chosen.filter((column) => !sorting.includes(column));
  if (strange.length > 0 || chosen.length === 0) throw new Error(`Table ${table}: ${strange.join(', ') || 'nothing'} is not in its sorting key, so equal rows could lie on two shards`);
  return chosen;
};

/** Comments go, texts in quotes stay. */
const withoutComments = (statement) =>
  statement
    .replace(/'(?:[^'\\]|\\.)*'|--[^\n]*/g, (piece) => (piece.startsWith('--') ? '' : piece))
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim();
