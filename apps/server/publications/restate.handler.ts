import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RestatementAnswer, RestateRequest } from '@mingxiao/contracts/publications';
import type { Publication, Restatement } from '@mingxiao/domain/publications/publication';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { refuse } from '../http/problem.js';
import { ModelUnderWay } from '../models/read-model.js';
import type { Progress } from '../project/progress.js';
import { fingerprintOf } from '../scorecards/scorecard-answers.js';
import { EVENT_LOG, PROGRESS } from '../tokens.js';
import { PublicationLog } from './publication-log.js';
import { saidOf } from './publication-answers.js';
import { Publications } from './publications.js';
import { RestatementOf } from './restatement-of.js';
import { ScoreAgain, type ScoredAgain } from './score-again.js';

export class RestateCommand extends Command<RestatementAnswer> {
  constructor(
    readonly publication: string,
    readonly request: RestateRequest,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}

/** Scores what was published on all facts known now, under the published scheme and for the published instant. */
@CommandHandler(RestateCommand)
export class RestateHandler implements ICommandHandler<RestateCommand> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PROGRESS) private readonly progress: Progress,
    private readonly publications: Publications,
    private readonly scoreAgain: ScoreAgain,
    private readonly publicationLog: PublicationLog,
    private readonly restatementOf: RestatementOf,
  ) {}

  async execute({ publication: id, request, gone }: RestateCommand): Promise<RestatementAnswer> {
    const publication = await this.publications.named(id);
    await this.progress.caughtUp(AbortSignal.timeout(60_000));
    const positions = [...(await this.progress.position())];
    const rests = { positions, referencePositions: positions, at: publication.at };
    const { set, model } = await this.ready(() => this.scoreAgain.on(publication, rests, gone), gone);
    const number = publication.restatements.length + 1;
    await this.publicationLog.append('score.restated', id, `restated-${number}`, {
      ...request,
      number,
      generation: this.log.generation,
      ...rests,
      versions: model.reference.versions,
      fingerprint: fingerprintOf(set, set.cards),
      units: saidOf(set),
    });
    const restated = await this.publications.named(id);
    ownOrRefuse(restated, number, { ...request, positions });
    for (;;) {
      const answer = await this.restatementOf.number(restated, number, gone);
      if (!(answer instanceof ModelUnderWay)) return answer;
    }
  }

  private async ready(score: () => Promise<ScoredAgain | ModelUnderWay>, gone?: AbortSignal): Promise<ScoredAgain> {
    for (;;) {
      const scored = await score();
      if (!(scored instanceof ModelUnderWay)) return scored;
      gone?.throwIfAborted();
    }
  }
}

/** Of two restatements made at once under one number the first in the log counts: who came second asks again. */
const ownOrRefuse = ({ id, restatements }: Publication, number: number, asked: Pick<Restatement, 'actor' | 'reason' | 'positions'>): void => {
  const made = restatements.find((one) => one.number === number);
  const isOwn = made?.actor === asked.actor && made.reason === asked.reason && made.positions.every((offset, partition) => offset === asked.positions[partition]);
  if (!isOwn) throw refuse('conflict', `restatement ${number} of ${id} was made by ${made?.actor ?? 'somebody else'} meanwhile; ask again for one of your own`);
};
