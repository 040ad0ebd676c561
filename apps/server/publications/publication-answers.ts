import type { PublicationSummary } from '@mingxiao/contracts/publications';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { FrozenUnit, Publication, Restatement } from '@mingxiao/domain/publications/publication';
import { frozenCard } from '../scorecards/scorecard-answers.js';
import type { ScoredSet } from '../scorecards/scored-set.js';

export const restatementOf = ({ restatedAt, units: _units, versions, positions, referencePositions, ...rest }: Restatement) => ({
  ...rest,
  positions: [...positions],
  referencePositions: [...referencePositions],
  versions: { ...versions },
  restatedAt: toIso(restatedAt),
});

export const summaryOf = ({ id, title, actor, scheme, schemeVersion, level, from, to, publishedAt, generation, positions, referencePositions, at, versions, fingerprint, restatements }: Publication): PublicationSummary => ({
  id,
  title,
  actor,
  scheme,
  schemeVersion,
  level,
  from,
  to,
  publishedAt: toIso(publishedAt),
  generation,
  positions: [...positions],
  referencePositions: [...referencePositions],
  at,
  versions: { ...versions },
  fingerprint,
  restatements: restatements.map(restatementOf),
});

/** What the log keeps of every unit: its headlines and ranks. */
export const saidOf = ({ cards }: ScoredSet): readonly FrozenUnit[] =>
  cards.map(({ card, standings }) => ({
    unit: card.unit,
    n: card.n,
    standings,
    development: card.development?.points ?? null,
    differentiated: card.differentiated?.points ?? null,
  }));

/** A set of scorecards as it is compared, cell by cell. */
export const comparable = ({ cards }: ScoredSet) => cards.map((card) => ({ unit: card.card.unit, content: frozenCard(card) }));
