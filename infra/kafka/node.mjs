// One node: its folder, its properties, its process.
import { spawn } from 'node:child_process';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { run } from './resolve.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const portPatience = 60_000;

/**
 * @typedef {object} NodePlan
 * @property {number} id
 * @property {string} folder of this node alone
 * @property {number} port where clients are served in the clear
 * @property {number} controllerPort
 * @property {number} securePort where clients are served over TLS with a password
 */

/**
 * @typedef {object} ClusterPlan
 * @property {string} jars
 * @property {string} clusterId
 * @property {readonly NodePlan[]} nodes
 * @property {{ username: string, password: string, keystore: string } | null} secure
 */

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** @param {ClusterPlan} plan @param {NodePlan} node */
const propertiesOf = async ({ nodes, secure }, node) => {
  const values = {
    ...node,
    voters: nodes.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`).join(','),
    replication: nodes.length,
    minInsync: Math.max(1, nodes.length - 1),
    secureListener: secure === null ? '' : `,SECURE://127.0.0.1:${node.securePort}`,
  };
  const common = fill(await readFile(join(here, 'server.properties'), 'utf8'), values);
  if (secure === null) return common;
  return common + fill(await readFile(join(here, 'secure-listener.properties'), 'utf8'), { ...secure, certificate: secure.keystore });
};

/**
 * Writes the node's properties and formats its folder; one that is formatted already keeps its data.
 * @param {ClusterPlan} plan @param {NodePlan} node
 */
export const formatNode = async (plan, node) => {
  await mkdir(node.folder, { recursive: true });
  const file = join(node.folder, 'server.properties');
  await writeFile(file, await propertiesOf(plan, node));
  const scram = ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) =>
    plan.secure === null ? [] : ['--add-scram', `${mechanism}=[name=${plan.secure.username},password=${plan.secure.password}]`],
  );
  await run('java', [...jvm(plan, node, '-Xmx128m'), 'kafka.tools.StorageTool', 'format', '-t', plan.clusterId, '-c', file, '--ignore-formatted', ...scram]);
};

/** C1 alone: a test's broker never runs long enough for the optimising compiler to pay. */
const jvm = ({ jars }, { folder }, ...memory) => [
  ...memory,
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  `-Dlog4j2.configurationFile=${join(here, 'log4j2.properties')}`,
  `-Dmingxiao.log=${join(folder, 'server.log')}`,
  // Codecs unpack their libraries there, and a killed node takes nothing away.
  `-Djava.io.tmpdir=${folder}`,
  '-cp',
  `${jars}/*`,
];

/**
 * Starts the node's process. Detached, it outlives the caller.
 * @param {ClusterPlan} plan @param {NodePlan} node @param {{ detached: boolean }} options
 */
export const spawnNode = async (plan, node, { detached }) => {
  const output = await open(join(node.folder, 'console.log'), 'a');
  try {
    return spawn('java', [...jvm(plan, node, '-Xms256m', '-Xmx512m'), 'kafka.Kafka', join(node.folder, 'server.properties')], {
      stdio: ['ignore', output.fd, output.fd],
      detached,
    });
  } finally {
    await output.close();
  }
};

/** @param {number} port @returns {Promise<boolean>} */
export const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
  });

/**
 * Waits until the node takes connections; rejects with the end of what it said when its process has ended instead.
 * @param {NodePlan} node @param {() => boolean} isRunning
 */
export const untilOpen = async ({ id, folder, port }, isRunning) => {
  const deadline = performance.now() + portPatience;
  while (!(await answers(port))) {
    if (!isRunning() || performance.now() > deadline) {
      const said = await Promise.all(['console.log', 'server.log'].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
      throw new Error(`Kafka node ${id} does not come up on port ${port}:\n${said.join('\n').slice(-4_000)}`);
    }
    await pause(50);
  }
};
