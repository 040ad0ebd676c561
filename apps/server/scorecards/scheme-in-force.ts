import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import { refuse } from '../http/problem.js';

/** The version of a scheme that holds at an instant. Throws a problem that names those there are. */
export const schemeInForce = (reference: Reference, name: string, at: Instant): ScoringScheme => {
  const scheme = reference.schemeAt(name, at);
  if (scheme !== null) return scheme;
  const known = reference.schemesAt(at).map((one) => one.name);
  throw refuse('not-found', `there was no scheme "${name}" then; there ${known.length === 0 ? 'was none' : `were ${known.join(', ')}`}`);
};
