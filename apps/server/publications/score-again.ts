import { Inject, Injectable } from '@nestjs/common';
import { instantOf, type Instant } from '@mingxiao/domain/kernel/instant';
import type { Publication, RestsOn } from '@mingxiao/domain/publications/publication';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { refuse } from '../http/problem.js';
import { ModelUnderWay, type ReadModel } from '../models/read-model.js';
import { ReadModels } from '../models/read-models.js';
import type { ScoredSet } from '../scorecards/scored-set.js';
import { ScoreUnits } from '../scorecards/score-units.js';
import { EVENT_LOG } from '../tokens.js';

/** A set of scorecards with the model that it was read from. */
export type ScoredAgain = { readonly set: ScoredSet; readonly model: ReadModel };

type Rests = Pick<RestsOn, 'positions' | 'referencePositions' | 'at'>;

/** Makes scorecards from exactly the facts below log positions: the same positions give the same, whenever somebody asks. */
@Injectable()
export class ScoreAgain {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly models: ReadModels,
    private readonly units: ScoreUnits,
  ) {}

  /** As it was published. */
  async asPublished(publication: Publication, gone?: AbortSignal): Promise<ScoredAgain | ModelUnderWay> {
    return this.on(publication, publication, gone);
  }

  /** The same scheme, period and reading on other facts. The scheme is the version that was published. */
  async on(publication: Publication, rests: Rests, gone?: AbortSignal): Promise<ScoredAgain | ModelUnderWay> {
    if (publication.generation !== this.log.generation) {
      throw refuse('conflict', `${publication.id} rests on positions in the log ${publication.generation}, and this one is ${this.log.generation}: what it said stands, but it cannot be made again here`);
    }
    const { positions, referencePositions } = publication;
    const published = await this.models.modelAt({ positions, referencePositions, knownAt: await this.knownAt(publication) }, gone);
    if (published instanceof ModelUnderWay) return published;
    const model = rests === publication ? published : await this.models.modelAt(rests, gone);
    if (model instanceof ModelUnderWay) return model;
    const { from, to } = publication;
    return { model, set: await this.units.score(model, schemeOf(publication, published.reference), { from, to }, instantOf(rests.at) ?? 0) };
  }

  /**
   * The instant that stands for a publication's positions, so that the lists behind its figures can be asked for: the one it
   * was read for. Null where facts came in between, as they could before publications took their positions from it.
   */
  private async knownAt({ at, positions }: Publication): Promise<Instant | null> {
    const instant = instantOf(at) ?? 0;
    const known = await this.models.positionsKnownAt(instant);
    return known.every((offset, partition) => offset === positions[partition]) ? instant : null;
  }
}

/** A version takes effect once: what was in force when it was read is found by its version among those known then. */
const schemeOf = ({ scheme: name, schemeVersion, at, to }: Publication, reference: Reference): ScoringScheme => {
  const instants = [instantOf(at) ?? 0, instantOf(`${to}T12:00:00Z`) ?? 0];
  const found = instants.map((instant) => reference.schemeAt(name, instant)).find((scheme) => scheme?.version === schemeVersion);
  if (found === undefined || found === null) throw refuse('conflict', `the scheme ${name} ${schemeVersion} is not among those known when it was published`);
  return found;
};
