import type { FastifyInstance } from 'fastify';
import { refuse } from '../http/problem.js';

/** Requests under way get so long to be answered; whoever is cut off then can safely send again. */
export const drainMilliseconds = 5_000;

/** The way out of service: what is under way is answered, what is new is sent elsewhere. */
export class Draining {
  /** Requests that have not been answered yet. */
  underWay = 0;
  private draining = false;
  private onEmpty: () => void = () => undefined;

  /** Counts what is under way and refuses what comes once the drain has begun. Install before any other hook. */
  install(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      this.underWay += 1;
      // An answer that never left counts, too: its connection is gone.
      reply.raw.once('close', () => this.left());
      if (!this.draining) return done();
      void reply.header('connection', 'close');
      return done(isAboutUs(request.url) ? undefined : refuse('unavailable', 'this process is being stopped; ask another one, or again in a moment', {}, { 'retry-after': '2' }));
    });
  }

  /** Resolves when nothing is under way any more, or when the time is up. */
  async drain(milliseconds: number): Promise<void> {
    this.draining = true;
    if (this.underWay === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private left(): void {
    this.underWay -= 1;
    if (this.underWay === 0) this.onEmpty();
  }
}

const isAboutUs = (url: string): boolean => url.startsWith('/v1/health') || url === '/metrics';
