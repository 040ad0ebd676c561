import { Inject, Injectable } from '@nestjs/common';
import { Door } from '../ingest/door.js';
import { METERS } from '../tokens.js';
import { registerDoor } from './door-meters.js';
import { registerGauges, type Sample } from './gauges.js';
import type { Meters } from './meters.js';
import { Standing } from './standing.js';

/** All metrics of this process. Several who ask at once share one look. */
@Injectable()
export class Metrics {
  private readonly replace: (samples: readonly Sample[]) => void;
  private looking: Promise<string> | null = null;

  constructor(
    @Inject(METERS) private readonly meters: Meters,
    private readonly standing: Standing,
    door: Door,
  ) {
    registerDoor(meters.registry, door.counts);
    this.replace = registerGauges(meters.registry);
  }

  text(): Promise<string> {
    this.looking ??= this.look().finally(() => (this.looking = null));
    return this.looking;
  }

  private async look(): Promise<string> {
    this.replace(await this.standing.read());
    return this.meters.registry.metrics();
  }
}
