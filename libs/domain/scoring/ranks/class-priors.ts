import { classPrior, type ClassPrior } from './class-prior.js';
import type { Trials } from './rate-unit.js';

/** Units of no class are one another's peers. */
export const classKey = (unitClass: string | null): string => unitClass ?? '';

/** The prior of every class that has a unit with trials. */
export const classPriors = (units: readonly (Trials & { readonly unitClass: string | null })[]): ReadonlyMap<string, ClassPrior> => {
  const byClass = new Map<string, Trials[]>();
  for (const unit of units) {
    if (unit.trials <= 0) continue;
    const peers = byClass.get(classKey(unit.unitClass)) ?? [];
    peers.push(unit);
    byClass.set(classKey(unit.unitClass), peers);
  }
  return new Map([...byClass].map(([unitClass, peers]) => [unitClass, classPrior(peers)]));
};
