import { hash } from 'node:crypto';
import type { Basis } from '@mingxiao/contracts/basis';
import { surveyMeasureIds } from '@mingxiao/contracts/metrics';
import type { ScorecardAnswer, ScorecardList, ScorecardRow } from '@mingxiao/contracts/scorecards';
import type { Period } from '@mingxiao/domain/comparisons/periods';
import { toIso } from '@mingxiao/domain/kernel/instant';
import { fingerprintText } from '@mingxiao/domain/scoring/fingerprint-text';
import type { ScoringScheme } from '@mingxiao/domain/scoring/scheme';
import type { ScoreNode } from '@mingxiao/domain/scoring/score-tree';
import type { UnitLabel } from '@mingxiao/metrics/ranking/ranking-rows';
import { toTreeAnswer, type DrillOf } from './score-tree-answer.js';
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

/** Of what lists are read: a unit's period, or the one before it. */
type ListPeriod = { readonly dates: Period; readonly reading: Readonly<Record<string, string>> };

const isOfSurveys = (measure: string): boolean => surveyMeasureIds.some((id) => id === measure);

/** The list of cases behind a measure of a unit, or of the waves of surveys behind it. */
const listAddress = ({ scheme }: ScoredSet, unit: string, measure: string, staff: string | null, { dates, reading }: ListPeriod): string => {
  if (isOfSurveys(measure)) return `/v1/surveys?${new URLSearchParams({ department: unit, ...dates, ...reading }).toString()}`;
  const query = new URLSearchParams({ by: scheme.level, unit, measure, policy: scheme.responsibility, ...dates, ...(staff === null ? {} : { staff }), ...reading });
  return `/v1/cases?${query.toString()}`;
};

/** The way from inputs to what adds up to them. Of peers there is none but the cards of each; waves of a period that is compared in part are not listed in part. */
const drillOf = (set: ScoredSet, unit: string, basis: Basis, at: string | undefined): DrillOf => {
  const { dates, previous } = set;
  const own = { dates, reading: readingParameters(basis, at) };
  const before = previous === null ? null : { dates: previous.dates, reading: readingParameters(basis, previous.at === null ? at : toIso(previous.at)) };
  return ({ of, measure }, staff) => {
    if (of === 'unit') return listAddress(set, unit, measure, staff, own);
    if (of === 'peers' || before === null || (isOfSurveys(measure) && previous?.at !== null)) return null;
    return listAddress(set, unit, measure, staff, before);
  };
};

/** One unit: where it stands, and every tree with the way to its cases. `at`: the instant somebody asked for; undefined: none. */
export const toScorecard = (set: ScoredSet, scored: ScoredCard, label: (unit: string) => UnitLabel, basis: Basis, at: string | undefined): Omit<ScorecardAnswer, 'chiefs'> => {
  const { card, chief } = scored;
  const drill = drillOf(set, card.unit, basis, at);
  const answer = (node: ScoreNode) => toTreeAnswer(node, drill);
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
