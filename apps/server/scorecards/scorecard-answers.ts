import { hash } from 'node:crypto';
import type { Basis } from '@mingxiao/contracts/basis';
import { surveyMeasureIds } from '@mingxiao/contracts/metrics';
import type { ScorecardAnswer, ScorecardList, ScorecardRow } from '@mingxiao/contracts/scorecards';
import { fingerprintText } from '@mingxiao/domain/scoring/fingerprint-text';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import type { ScoreNode } from '@mingxiao/domain/scoring/score-tree';
import type { UnitLabel } from '@mingxiao/metrics/ranking/ranking-rows';
import { toTreeAnswer } from './score-tree-answer.js';
import type { ScoredCard, ScoredSet } from './scored-set.js';

export const schemeOf = ({ name, version, title, level, responsibility }: ScoringScheme) => ({ name, version, title, level, responsibility });

/** What of a card is frozen: everything that is said of the unit, and nothing of how the platform stood. */
export const frozenCard = ({ card, chief, standings, input }: ScoredCard) => ({ card, chief, standings, figures: input.figures });

/** SHA-256 of canonical figures and trees: equal inputs give an equal one. */
export const fingerprintOf = ({ scheme, dates }: ScoredSet, cards: readonly ScoredCard[]): string =>
  hash('sha256', fingerprintText({ scheme, dates, cards: cards.map(frozenCard) }), 'hex');

const rowOf = (label: (unit: string) => UnitLabel, { card, standings }: ScoredCard): ScorecardRow => ({
  unit: card.unit,
  name: label(card.unit)?.name ?? null,
  sortNo: card.sortNo,
  unitClass: card.unitClass,
  n: card.n,
  standings,
  development: card.development?.points ?? null,
  differentiated: card.differentiated?.points ?? null,
});

/** All units: headlines, ranks, ranges. */
export const toScorecardList = (set: ScoredSet, label: (unit: string) => UnitLabel, basis: Basis): ScorecardList => ({
  scheme: schemeOf(set.scheme),
  ...set.dates,
  fingerprint: fingerprintOf(set, set.cards),
  minimumCases: set.scheme.minimumCases,
  rows: set.cards.map((card) => rowOf(label, card)),
  basis,
});

/** What has something else read as a scorecard was: of the same facts, for the same instant. */
export const readingParameters = ({ knownAt = null, referenceKnownAt = null }: Basis, at: string | undefined): Readonly<Record<string, string>> => ({
  ...(at === undefined ? {} : { at }),
  ...(knownAt === null ? {} : { knownAt }),
  ...(referenceKnownAt === null ? {} : { referenceKnownAt }),
});

/** The list of what a measure of a unit adds up from: cases, or waves of surveys. */
const drillAddress = ({ scheme, dates }: ScoredSet, unit: string, basis: Basis, at: string | undefined, measure: string, staff: string | null): string => {
  if (surveyMeasureIds.some((id) => id === measure)) return `/v1/surveys?${new URLSearchParams({ department: unit, ...dates, ...readingParameters(basis, at) }).toString()}`;
  const query = new URLSearchParams({ by: scheme.level, unit, measure, policy: scheme.responsibility, ...dates, ...(staff === null ? {} : { staff }), ...readingParameters(basis, at) });
  return `/v1/cases?${query.toString()}`;
};

/** One unit: where it stands, and every tree with the way to its cases. `at`: the instant somebody asked for; undefined: none. */
export const toScorecard = (set: ScoredSet, scored: ScoredCard, label: (unit: string) => UnitLabel, basis: Basis, at: string | undefined): Omit<ScorecardAnswer, 'chiefs'> => {
  const { card, chief } = scored;
  const answer = (node: ScoreNode) => toTreeAnswer(node, ({ of, measure }, staff) => (of === 'unit' ? drillAddress(set, card.unit, basis, at, measure, staff) : null));
  const orNull = (node: ScoreNode | null) => (node === null ? null : answer(node));
  return {
    scheme: schemeOf(set.scheme),
    ...set.dates,
    fingerprint: fingerprintOf(set, [scored]),
    card: rowOf(label, scored),
    trees: {
      key: answer(card.key),
      development: orNull(card.development),
      differentiated: orNull(card.differentiated),
      literal: orNull(chief?.literal ?? null),
      normalised: orNull(chief?.normalised ?? null),
    },
    basis,
  };
};
