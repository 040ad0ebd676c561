import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export type Address = { readonly host: string; readonly port: number };

/** A send that takes longer than this is looked after. */
const usualMilliseconds = 500;
const lookEveryMilliseconds = 250;
const connectMilliseconds = 1_000;
/** No broker was found for so long: whoever waits is told, with what comes before and one look after two to three seconds. */
const awayMilliseconds = 1_500;
/** Longer than any send took while brokers were killed one after another. */
const patienceMilliseconds = 8_000;

/**
 * Tells a leader that moves, which a send outlasts, from brokers that are away, of which a sender should hear long
 * before kafkajs gives up. However many wait, the brokers are looked at four times a second at most.
 */
export class Reach {
  #looked: { readonly at: number; readonly found: Promise<boolean> } | null = null;

  constructor(private readonly brokers: () => readonly Address[]) {}

  /**
   * Resolves with why a send is not waited for any longer: no broker takes a connection, for two to three seconds, or
   * none has taken the records for eight. Rejects when the signal aborts first.
   */
  async lost(signal: AbortSignal): Promise<'away' | 'slow'> {
    const deadline = performance.now() + patienceMilliseconds;
    await pause(usualMilliseconds, undefined, { signal });
    for (let awaySince: number | null = null; ; ) {
      const lookedAt = performance.now();
      if (lookedAt > deadline) return 'slow';
      awaySince = (await this.#look()) ? null : (awaySince ?? lookedAt);
      if (awaySince !== null && performance.now() - awaySince >= awayMilliseconds) return 'away';
      await pause(lookEveryMilliseconds, undefined, { signal });
    }
  }

  #look(): Promise<boolean> {
    const at = performance.now();
    if (this.#looked === null || at - this.#looked.at >= lookEveryMilliseconds) {
      this.#looked = { at, found: Promise.all(this.brokers().map(takesConnections)).then((found) => found.includes(true)) };
    }
    return this.#looked.found;
  }
}

const takesConnections = ({ host, port }: Address): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: connectMilliseconds });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });

/** Of a broker as it is configured, `host:port`; IPv6 stands in brackets. */
export const addressOf = (broker: string): Address => {
  const colon = broker.lastIndexOf(':');
  return { host: broker.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(broker.slice(colon + 1)) };
};
