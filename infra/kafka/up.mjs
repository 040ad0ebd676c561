// `npm run kafka:up [-- 3]`: a broker (or three) at 127.0.0.1:9092 with the topics of topics.json; its data stay in ./var/kafka.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startCluster } from './cluster.mjs';
import { createTopics } from './topics.mjs';

/** First ports of the nodes: clients there, the controller on the next. */
const portsOf = { 1: [9092], 3: [9092, 9192, 9292] };
const folderOf = (nodes) => fileURLToPath(new URL(`../../var/kafka/${nodes}`, import.meta.url));
const pidsFile = fileURLToPath(new URL('../../var/kafka/pids.json', import.meta.url));
/** Random, made once: the data of one of these clusters must not be taken for those of another. */
const clusterIds = { 1: 'qM1fGkVjT7ekZp0wY3o4dA', 3: 'uR7cXw2LQ0Wv5hJb9s1nEg' };

const nodes = Number(process.argv[2] ?? 1);
if (!(nodes in portsOf)) {
  process.stderr.write('kafka:up takes 1 or 3 nodes\n');
  process.exit(2);
}
const running = await readFile(pidsFile, 'utf8').then(JSON.parse, () => []);
if (running.length > 0) {
  process.stderr.write('Kafka was started already; `npm run kafka:down` first\n');
  process.exit(1);
}
const folder = folderOf(nodes);
await mkdir(folder, { recursive: true });
const cluster = await startCluster({ folder, nodes, ports: portsOf[nodes], clusterId: clusterIds[nodes], detached: true });
await writeFile(pidsFile, JSON.stringify(cluster.nodes.map((node) => node.pid())));
await createTopics(cluster.brokers);
process.stdout.write(`Kafka is ready. MINGXIAO_KAFKA_BROKERS=${cluster.brokers.join(',')}\n`);
