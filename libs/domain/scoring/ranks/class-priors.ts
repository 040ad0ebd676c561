import { classPrior, type ClassPrior, type PriorOf } from './class-prior.js';
import type { Trials } from './rate-unit.js';

/** Units of no class are one another's peers. */
export const classKey = (unitClass: string | null): string => unitClass ?? '';

/** The prior of every class that has a unit with trials. */
export const classPriors = <Unit extends { readonly unitClass: string | null }>(
  units: readonly Unit[],
  trialsOf: (unit: Unit) => Trials | null,
  priorOf: PriorOf = classPrior,
): ReadonlyMap<string, ClassPrior> => {
  const byClass = new Map<string, Trials[]>();
  for (const unit of units) {
    const trials = trialsOf(unit);
    if (trials === null || trials.trials <= 0) continue;
    const peers = byClass.get(classKey(unit.unitClass));
    if (peers === undefined) byClass.set(classKey(unit.unitClass), [trials]);
    else peers.push(trials);
  }
  return new Map([...byClass].map(([unitClass, peers]) => [unitClass, priorOf(peers)]));
};
