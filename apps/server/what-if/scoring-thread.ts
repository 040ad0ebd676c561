import { existsSync } from 'node:fs';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { RankedScore } from '@mingxiao/domain/scoring/ranks/rank-scores';
import { Piscina } from 'piscina';
import { rankByKey, type ToBeScored } from './scored-by-key.js';

/** What the thread runs. Beside the sources there is no such file: tests of sources rank where they are. */
const file = new URL('./scored-by-key.js', import.meta.url);

/** A thread that has had nothing to do for so long ends; the next comparison starts another, which takes some 300 ms. */
const idleMilliseconds = 300_000;

/** Ranks beside the thread that answers requests: half of a comparison on another core. Started when it is first needed. */
@Injectable()
export class ScoringThread implements OnApplicationShutdown {
  #thread: Piscina | null = null;

  async rank(what: ToBeScored): Promise<readonly RankedScore[]> {
    if (!existsSync(file)) return rankByKey(what);
    this.#thread ??= new Piscina<ToBeScored, readonly RankedScore[]>({ filename: file.href, name: rankByKey.name, minThreads: 0, maxThreads: 1, idleTimeout: idleMilliseconds });
    return this.#thread.run(what);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#thread?.destroy();
  }
}
