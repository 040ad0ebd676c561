import { Injectable } from '@nestjs/common';
import type { RestatementAnswer } from '@mingxiao/contracts/publications';
import { changedCells } from '@mingxiao/domain/publications/changed-cells';
import type { Publication } from '@mingxiao/domain/publications/publication';
import { refuse } from '../http/problem.js';
import { ModelUnderWay } from '../models/read-model.js';
import { fingerprintOf } from '../scorecards/scorecard-answers.js';
import { comparable, restatementOf, summaryOf } from './publication-answers.js';
import { ScoreAgain } from './score-again.js';

/** Old and new side by side, made again from the facts below both positions. */
@Injectable()
export class RestatementOf {
  constructor(private readonly scoreAgain: ScoreAgain) {}

  async number(publication: Publication, number: number, gone?: AbortSignal): Promise<RestatementAnswer | ModelUnderWay> {
    const restatement = publication.restatements.find((one) => one.number === number);
    if (restatement === undefined) throw refuse('not-found', `${publication.id} has ${publication.restatements.length} restatements`);
    const before = await this.scoreAgain.asPublished(publication, gone);
    if (before instanceof ModelUnderWay) return before;
    const after = await this.scoreAgain.on(publication, restatement, gone);
    if (after instanceof ModelUnderWay) return after;
    return {
      publication: summaryOf(publication),
      restatement: restatementOf(restatement),
      reproduced: {
        before: fingerprintOf(before.set, before.set.cards) === publication.fingerprint,
        after: fingerprintOf(after.set, after.set.cards) === restatement.fingerprint,
      },
      changed: [...changedCells(comparable(before.set), comparable(after.set))],
    };
  }
}
