import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('./kafka-mock.c', import.meta.url));

/** Requests by the names of Kafka's protocol: https://kafka.apache.org/protocol#protocol_api_keys */
const apis = { Produce: 0, Fetch: 1, ListOffsets: 2, Metadata: 3, FindCoordinator: 10, JoinGroup: 11, Heartbeat: 12, SyncGroup: 14, InitProducerId: 22 };

/** What a broker may answer: https://kafka.apache.org/protocol#protocol_error_codes, and two of librdkafka's own. */
const answers = {
  /** Does what it was asked. */
  NONE: 0,
  /** Closes the connection instead. */
  HANG_UP: -195,
  LEADER_NOT_AVAILABLE: 5,
  NOT_LEADER_FOR_PARTITION: 6,
  REQUEST_TIMED_OUT: 7,
  MESSAGE_TOO_LARGE: 10,
  COORDINATOR_LOAD_IN_PROGRESS: 14,
  COORDINATOR_NOT_AVAILABLE: 15,
  NOT_COORDINATOR: 16,
  NOT_ENOUGH_REPLICAS: 19,
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 20,
  UNKNOWN_MEMBER_ID: 25,
  REBALANCE_IN_PROGRESS: 27,
  TOPIC_AUTHORIZATION_FAILED: 29,
  OUT_OF_ORDER_SEQUENCE_NUMBER: 45,
  INVALID_PRODUCER_EPOCH: 47,
  KAFKA_STORAGE_ERROR: 56,
  UNKNOWN_PRODUCER_ID: 59,
};

export type Api = keyof typeof apis;
export type Answer = keyof typeof answers;

/** librdkafka's mock cluster in a process of its own; its brokers are numbered from 1. */
export type KafkaMock = {
  readonly brokers: readonly string[];
  createTopic(topic: string, partitions: number): Promise<void>;
  moveLeader(topic: string, partition: number, broker: number): Promise<void>;
  moveCoordinator(group: string, broker: number): Promise<void>;
  down(broker: number): Promise<void>;
  up(broker: number): Promise<void>;
  /** Every answer of a broker takes so many milliseconds. */
  delay(broker: number, milliseconds: number): Promise<void>;
  /** What every broker answers to the next request of a kind, in this order, perhaps after a while. */
  answer(api: Api, given: readonly Answer[], milliseconds?: number): Promise<void>;
  /** How many of these answers no broker has given yet. */
  waiting(api: Api): Promise<number>;
  stop(): Promise<void>;
};

/** Compiles the program into a folder that is gone after `stop`, and starts it. */
export const startKafkaMock = async (count = 3): Promise<KafkaMock> => {
  const folder = await mkdtemp(join(tmpdir(), 'mingxiao-kafka-mock-'));
  const program = join(folder, 'kafka-mock');
  await compile(program);
  const { ask, first, end } = startProgram(program, count);
  const brokers = (await first).split(',');
  const numbers = brokers.map((_, index) => index + 1);
  const tell = async (order: string): Promise<void> => void (await ask(order));
  return {
    brokers,
    createTopic: (topic, partitions) => tell(`topic ${topic} ${partitions} 1`),
    moveLeader: (topic, partition, broker) => tell(`leader ${topic} ${partition} ${broker}`),
    moveCoordinator: (group, broker) => tell(`coordinator ${group} ${broker}`),
    down: (broker) => tell(`down ${broker}`),
    up: (broker) => tell(`up ${broker}`),
    delay: (broker, milliseconds) => tell(`rtt ${broker} ${milliseconds}`),
    answer: async (api, given, milliseconds = 0) => {
      for (const broker of numbers) for (const one of given) await tell(`answer ${broker} ${apis[api]} ${answers[one]} ${milliseconds}`);
    },
    waiting: async (api) => {
      const counts = await Promise.all(numbers.map((broker) => ask(`waiting ${broker} ${apis[api]}`)));
      return counts.reduce((sum, number) => sum + number, 0);
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const compile = async (program: string): Promise<void> => {
  const compiler = spawn('cc', ['-O1', '-Wall', '-o', program, source, '-lrdkafka'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  compiler.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const [code] = (await once(compiler, 'close')) as [number | null];
  if (code !== 0) throw new Error(`cc ended with ${code}: ${said}`);
};

/** Orders are answered one by one, in their order. */
const startProgram = (program: string, count: number) => {
  const child = spawn(program, [String(count)], { stdio: ['pipe', 'pipe', 'ignore'] });
  const endWithUs = () => child.kill('SIGKILL');
  process.on('exit', endWithUs);
  const expecting: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => expecting.shift()?.(line));
  const next = () => new Promise<string>((resolve) => expecting.push(resolve));
  const first = next();
  const ask = async (order: string): Promise<number> => {
    const answer = next();
    child.stdin.write(`${order}\n`);
    const [word, number = '0'] = (await answer).split(' ');
    if (word !== 'ok') throw new Error(`${order}: ${await answer}`);
    return Number(number);
  };
  const end = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    process.off('exit', endWithUs);
  };
  return { first, ask, end };
};
