import { setTimeout as pause } from 'node:timers/promises';
import { typeOf } from './connection.js';

const patience = 30_000;
const pauseMilliseconds = 50;
const notHeard: readonly string[] = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'];

/** Asks for a topic that is there; a node that has not heard of it yet, since it is new or the node is, is asked again for a while. */
export const untilHeard = async <Value>(question: () => Promise<Value>): Promise<Value> => {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await question();
    } catch (error) {
      if (!notHeard.includes(typeOf(error)) || performance.now() > deadline) throw error;
      await pause(pauseMilliseconds);
    }
  }
};
