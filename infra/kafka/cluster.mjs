// A cluster of one or three nodes on loopback, formatted in a folder of its own.
import { randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { makeCertificate } from './certificate.mjs';
import { formatNode, spawnNode, untilOpen } from './node.mjs';
import { untilReady } from './ready.mjs';
import { resolveKafka, run } from './resolve.mjs';

/**
 * @typedef {object} RunningNode
 * @property {number} id
 * @property {string} address host:port where it serves in the clear
 * @property {() => number | undefined} pid
 * @property {() => Promise<void>} kill at once, as a power cut of the process would (SIGKILL)
 * @property {() => Promise<void>} start again after a kill, with what it had; resolves when it takes connections
 */

/**
 * @typedef {object} RunningCluster
 * @property {readonly string[]} brokers
 * @property {readonly string[]} secureBrokers empty unless asked for
 * @property {string | null} ca what a client of `secureBrokers` trusts (PEM)
 * @property {readonly RunningNode[]} nodes
 * @property {() => Promise<void>} ready resolves when all nodes, a group and an idempotent producer work
 * @property {() => Promise<void>} stop
 */

/**
 * Below those that systems give to outgoing connections: a port of theirs may be somebody's before the node opens it, or while
 * a killed one is away.
 */
const lowestPort = 10_000;
const highestPort = 32_000;

const listenOn = (port) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

const listenSomewhere = async () => {
  for (;;) {
    try {
      return await listenOn(randomInt(lowestPort, highestPort));
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  }
};

/** Ports nobody listens on just now. They are held until all are found, so that no two are the same. */
const freePorts = async (count) => {
  const servers = await Promise.all(Array.from({ length: count }, listenSomewhere));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};

/**
 * Formats and starts a cluster; resolves when it is ready.
 * @param {object} options
 * @param {string} options.folder kept between runs it keeps the data
 * @param {1 | 3} [options.nodes]
 * @param {readonly number[]} [options.ports] first port of each node, its controller on the next, TLS on the one after; free ones unless given
 * @param {{ username: string, password: string }} [options.secure] adds a listener over TLS with SCRAM and PLAIN
 * @param {string} [options.clusterId]
 * @param {boolean} [options.detached] the nodes outlive this process
 * @returns {Promise<RunningCluster>}
 */
export const startCluster = async ({ folder, nodes = 1, ports, secure, clusterId, detached = false }) => {
  const jars = await resolveKafka();
  await mkdir(folder, { recursive: true });
  const free = ports === undefined ? await freePorts(3 * nodes) : ports.flatMap((port) => [port, port + 1, port + 2]);
  const certificate = secure === undefined ? null : await makeCertificate(folder);
  const plan = {
    jars,
    clusterId: clusterId ?? (await run('java', ['-cp', `${jars}/*`, 'kafka.tools.StorageTool', 'random-uuid'])).trim(),
    nodes: Array.from({ length: nodes }, (_, index) => ({
      id: index + 1,
      folder: join(folder, `node-${index + 1}`),
      port: free[3 * index],
      controllerPort: free[3 * index + 1],
      securePort: free[3 * index + 2],
    })),
    secure: secure === undefined || certificate === null ? null : { ...secure, keystore: certificate.keystore },
  };
  const running = plan.nodes.map((node) => runNode(plan, node, detached));
  const brokers = running.map(({ address }) => address);
  const cluster = {
    brokers,
    secureBrokers: secure === undefined ? [] : plan.nodes.map(({ securePort }) => `127.0.0.1:${securePort}`),
    ca: certificate?.ca ?? null,
    nodes: running,
    ready: () => untilReady(brokers),
    stop: async () => void (await Promise.all(running.map((node) => node.kill()))),
  };
  try {
    await Promise.all(plan.nodes.map((node) => formatNode(plan, node)));
    await Promise.all(running.map((node) => node.start()));
    await cluster.ready();
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
};

const runNode = (plan, node, detached) => {
  let child = null;
  const endWithUs = () => child?.kill('SIGKILL');
  const kill = async () => {
    if (child === null) return;
    const ending = child;
    child = null;
    process.off('exit', endWithUs);
    if (ending.exitCode !== null || ending.signalCode !== null) return;
    await new Promise((resolve) => {
      ending.ref();
      ending.on('exit', resolve);
      ending.kill('SIGKILL');
    });
  };
  const start = async () => {
    const started = await spawnNode(plan, node, { detached });
    child = started;
    if (detached) started.unref();
    else process.on('exit', endWithUs);
    await untilOpen(node, () => started.exitCode === null && started.signalCode === null);
  };
  return { id: node.id, address: `127.0.0.1:${node.port}`, pid: () => child?.pid, kill, start };
};
