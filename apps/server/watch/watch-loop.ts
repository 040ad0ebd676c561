import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../tokens.js';
import { Watch } from './watch.js';

const roundEveryMilliseconds = 5_000;
/** Over millions of cases a round takes its time; then it comes less often, so that figures are not slowed down by it. */
const restPerRound = 9;
/** An import of past facts is quiet for so long before its cases are looked at: half a case is no case to be carded. */
export const restMilliseconds = 30_000;

/** Runs a round of the watch every few seconds while the platform serves. */
@Injectable()
export class WatchLoop implements OnApplicationShutdown {
  /** What went wrong last, until a round works again. */
  problem: string | null = null;
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly watch: Watch,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    let took = 0;
    while (!signal.aborted) {
      await this.sleep(Math.max(roundEveryMilliseconds, restPerRound * took));
      if (signal.aborted) return;
      const started = performance.now();
      try {
        await this.watch.round({ restMilliseconds, signal });
        this.problem = null;
      } catch (error) {
        if (signal.aborted) return;
        this.problem = (error as Error).message;
        this.logger.error({ err: error }, 'a round of the watch failed; trying again');
      }
      took = performance.now() - started;
    }
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.stopping.signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.stopping.signal.addEventListener('abort', end, { once: true });
    });
  }
}
