import type Cluster from 'kafkajs/src/cluster/index.js';
import type { Broker } from 'kafkajs/src/cluster/index.js';

type Heartbeat = { readonly answer: () => void; readonly refuse: (type: string) => void };
type Fetch = { readonly from: number; readonly answer: () => void };

const recordsPerFetch = 5;

/**
 * One broker that leads a topic of one partition without end and lets whoever joins into a group of his own. Heartbeats and
 * fetches are answered when a test says so: what it takes to bring answers into an order that a real broker gives only by chance.
 */
export const aHandMadeBroker = (beforeSync: () => Promise<void> = async () => undefined) => {
  const heartbeats: Heartbeat[] = [];
  const fetches: Fetch[] = [];
  let generationId = 0;
  const broker = {
    joinGroup: async () => ({ generationId: (generationId += 1), leaderId: 'reader', memberId: 'reader', members: [{ memberId: 'reader' }] }),
    syncGroup: async ({ groupAssignment }) => {
      await beforeSync();
      return { memberAssignment: groupAssignment[0]?.memberAssignment ?? Buffer.alloc(0) };
    },
    heartbeat: () => new Promise<void>((resolve, reject) => heartbeats.push({ answer: resolve, refuse: (type) => reject(Object.assign(new Error(type), { type })) })),
    leaveGroup: async () => undefined,
    fetch: ({ topics }) =>
      new Promise((resolve) => {
        const from = Number(topics[0]?.partitions[0]?.fetchOffset);
        fetches.push({ from, answer: () => resolve({ responses: [{ partitions: [{ partition: 0, highWatermark: '0', messages: messagesFrom(from) }] }] }) });
      }),
  } satisfies Partial<Broker>;
  const cluster = {
    findGroupCoordinator: async () => broker,
    refreshMetadataIfNecessary: async () => undefined,
    findLeaderForPartitions: (_: string, partitions: readonly number[]) => (partitions.length === 0 ? {} : { '1': partitions }),
    findBroker: async () => broker,
    disconnect: async () => undefined,
  };
  return { cluster: cluster as unknown as Cluster, heartbeats: inTurn(heartbeats), fetches: inTurn(fetches) };
};

const messagesFrom = (from: number) =>
  Array.from({ length: recordsPerFetch }, (_, index) => ({ offset: String(from + index), timestamp: '0', key: null, value: null, headers: {} }));

/** What waits for an answer, the oldest first. */
const inTurn = <Question>(waiting: Question[]) => ({
  next: (): Question => {
    const question = waiting.shift();
    if (question === undefined) throw new Error('nothing waits for an answer');
    return question;
  },
});
