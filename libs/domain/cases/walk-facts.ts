import type { Fact } from '../events/fact.js';
import type { CaseContext } from './case-context.js';
import { onFinished, onReopened, onWithdrawn } from './walk-closing.js';
import { onCalledBack, onExtended, onRated, onReturned, onStepCompleted } from './walk-handling.js';
import { onAccepted, onReceived, onTransferred } from './walk-opening.js';
import { onResumed, onSupplemented, onSupplementRequested, onSuspended } from './walk-pauses.js';
import { startWalk, type Walk } from './walk.js';

/** What each type of fact does. A type that is not here (cards, surveys, retractions) does nothing to the case itself. */
const handlers: ReadonlyMap<string, (walk: Walk, fact: Fact) => void> = new Map([
  ['case.received', onReceived],
  ['case.accepted', onAccepted],
  ['case.returned', onReturned],
  ['case.supplement-requested', onSupplementRequested],
  ['case.supplemented', onSupplemented],
  ['case.extended', onExtended],
  ['case.transferred', onTransferred],
  ['case.suspended', onSuspended],
  ['case.resumed', onResumed],
  ['case.step-completed', onStepCompleted],
  ['case.finished', onFinished],
  ['case.reopened', onReopened],
  ['case.called-back', onCalledBack],
  ['case.rated', onRated],
  ['case.rating-verified', onRated],
  ['case.rating-set-aside', onRated],
  ['case.rating-rectified', onRated],
  ['case.rating-revisited', onRated],
]);

/** Whether the office still closes the case itself after a withdrawal: then that finish counts. */
const isFinishedLater = (facts: readonly Fact[], index: number): boolean => {
  for (let later = index + 1; later < facts.length; later += 1) {
    const type = facts[later]?.type;
    if (type === 'case.finished' || type === 'case.reopened') return type === 'case.finished';
  }
  return false;
};

/**
 * Walks the facts of one case in their order.
 *
 * A withdrawal by the applicant ends the case at its own instant, with the outcome `withdrawn`, unless the office
 * finishes the case itself afterwards: then it ran until that finish.
 */
export const walkFacts = (facts: readonly Fact[], context: CaseContext): Walk => {
  const walk = startWalk(context);
  for (let index = 0; index < facts.length; index += 1) {
    const fact = facts[index] as Fact;
    const handle = handlers.get(fact.type);
    if (handle !== undefined) handle(walk, fact);
    else if (fact.type === 'case.withdrawn' && !isFinishedLater(facts, index)) onWithdrawn(walk, fact);
  }
  return walk;
};
