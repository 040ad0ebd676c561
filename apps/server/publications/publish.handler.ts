import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PublicationSummary, PublishRequest } from '@mingxiao/contracts/publications';
import { datesOf } from '@mingxiao/contracts/scorecards';
import { instantOf, toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import type { Publication } from '@mingxiao/domain/publications/publication';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import type { Configuration } from '../configuration/configuration.js';
import { refuse } from '../http/problem.js';
import { ModelUnderWay } from '../models/read-model.js';
import { ReadModels, type RestsOn } from '../models/read-models.js';
import { periodOf } from '../query/period.js';
import { knownAtOf } from '../scorecards/known-at-of.js';
import { schemeInForce } from '../scorecards/scheme-in-force.js';
import { ScoreUnits } from '../scorecards/score-units.js';
import { fingerprintOf } from '../scorecards/scorecard-answers.js';
import { CLOCK, CONFIGURATION, EVENT_LOG } from '../tokens.js';
import { saidOf, summaryOf } from './publication-answers.js';
import { PublicationLog } from './publication-log.js';
import { Publications } from './publications.js';

export class PublishCommand extends Command<PublicationSummary> {
  constructor(
    readonly request: PublishRequest,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}

/** Makes the scorecards from the facts below fixed log positions, and then says in the log what they said. */
@CommandHandler(PublishCommand)
export class PublishHandler implements ICommandHandler<PublishCommand> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly models: ReadModels,
    private readonly units: ScoreUnits,
    private readonly publications: Publications,
    private readonly publicationLog: PublicationLog,
  ) {}

  async execute({ request, gone }: PublishCommand): Promise<PublicationSummary> {
    const dates = datesOf(request);
    const id = request.id ?? randomUUID();
    const earlier = await this.publications.find(id);
    if (earlier !== null) return summaryOf(sameOrRefuse(earlier, request, dates));
    const at = this.instantOf(request);
    const positions = await this.models.positionsKnownAt(at);
    const model = await this.ready({ positions, knownAt: at }, gone);
    const scheme = schemeInForce(model.reference, request.scheme, periodOf(this.configuration.timeZone, dates, at).until);
    const set = await this.units.score(model, scheme, dates, at);
    await this.publicationLog.append('score.published', id, 'published', {
      actor: request.actor,
      title: request.title ?? null,
      scheme: scheme.name,
      schemeVersion: scheme.version,
      level: scheme.level,
      ...dates,
      asOf: request.asOf ?? null,
      generation: this.log.generation,
      positions,
      referencePositions: positions,
      at: toIso(at),
      versions: model.reference.versions,
      fingerprint: fingerprintOf(set, set.cards),
      units: saidOf(set),
    });
    return summaryOf(sameOrRefuse(await this.publications.named(id), request, dates));
  }

  /** As known at this instant, and read for it. The present is an instant too, so that later readers can name what was known. */
  private instantOf({ asOf }: PublishRequest): Instant {
    const now = this.clock.now();
    const { knownAt } = knownAtOf(this.configuration.timeZone, { asOf, knownAt: undefined }, now);
    const instant = (knownAt === undefined ? null : instantOf(knownAt)) ?? now;
    if (instant > now) throw refuse('invalid-request', `asOf: ${asOf ?? ''} has not passed yet; what will be known then may still change`);
    return instant;
  }

  /** Asked for in vain it would have to be asked for with other positions, so this waits as long as somebody does. */
  private async ready(restsOn: RestsOn, gone?: AbortSignal) {
    for (;;) {
      const model = await this.models.modelAt(restsOn, gone);
      if (!(model instanceof ModelUnderWay)) return model;
      gone?.throwIfAborted();
    }
  }
}

/** The same request again is answered with what it made; another one under its id is refused. */
const sameOrRefuse = (publication: Publication, request: PublishRequest, { from, to }: { readonly from: string; readonly to: string }): Publication => {
  const { id, scheme, actor, title = '', asOf = null } = request;
  const { scheme: madeOf, actor: madeBy, title: called, asOf: known } = publication;
  const same = madeOf === scheme && madeBy === actor && publication.from === from && publication.to === to && (called ?? '') === title;
  // An event of before that field does not say as of when it was asked for.
  if (same && (known === undefined || known === asOf)) return publication;
  const details = `${typeof known === 'string' ? ` as of ${known}` : ''} by ${madeBy}${called === null ? '' : `, ${JSON.stringify(called)}`}`;
  throw refuse('conflict', `${id ?? publication.id} is the publication of ${madeOf} from ${publication.from} to ${publication.to}${details}; take another id`);
};
