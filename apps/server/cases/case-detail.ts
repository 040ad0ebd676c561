import type { Basis, LocalizedText } from '@mingxiao/contracts/basis';
import type { CaseDetail, CaseFact } from '@mingxiao/contracts/cases';
import type { CaseState } from '@mingxiao/domain/cases/case-state';
import type { CaseClock, LimitReading } from '@mingxiao/domain/cases/clock-at';
import { roundHalfUp, toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { CaseSignal } from '@mingxiao/domain/signals/cards';
import type { StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { lookOf } from '../looks/look-words.js';
import { labelOfItem, labelOfUnit } from '../query/labels.js';
import { standings } from './fact-standing.js';

/** Everything a case's page shows, from its fold, its clock and its facts. */
export type CaseReading = {
  readonly state: CaseState;
  readonly clock: CaseClock;
  readonly signals: readonly CaseSignal[];
  readonly facts: readonly StoredFact[];
  readonly reference: Reference;
  readonly at: Instant;
  readonly basis: Basis;
};

export const toCaseDetail = ({ state, clock, signals, facts, reference, at, basis }: CaseReading): CaseDetail => ({
  id: state.caseId,
  ...dimensionsOf(state),
  ...timesOf(state, clock),
  holders: state.holders.map(({ from, to, unit, holder }) => ({ from: toIso(from), to: iso(to), unit, holder })),
  segments: clock.segments.map(({ from, to, kind, seconds, unit, holder, reason }) => ({ from: toIso(from), to: toIso(to), kind, seconds, unit, holder, reason })),
  signals: signals.filter(({ level }) => level !== 'timeout').map(toSignal),
  ratings: state.ratings.map(({ at: ratedAt, level, mode, service, unit, staff, setAside }) => ({ at: toIso(ratedAt), level, mode, service, unit, staff, setAside })),
  flags: [...state.flags],
  looks: state.flags.map(lookOf),
  facts: factsOf(facts),
  names: namesOf(state, facts, reference, at),
  basis,
});

const toSignal = ({ level, begins, rule, ruleVersion, state, clock, recorded, raisedBy, points, inForce, highest }: CaseSignal) => ({
  level,
  at: toIso(begins),
  rule: rule ?? '',
  ruleVersion,
  state,
  clock,
  card: recorded?.id ?? null,
  raisedBy,
  points,
  inForce,
  highest,
});

const dimensionsOf = (state: CaseState) => ({
  kind: state.kind,
  item: state.item,
  channel: state.channel,
  applicantType: state.applicantType,
  parent: state.parent,
  historical: state.historical,
  version: state.lastCommand,
  state: state.status,
  outcome: state.outcome,
  unit: state.unit,
  holder: state.holder,
  section: state.section,
  department: state.department,
  district: state.district,
});

const timesOf = (state: CaseState, clock: CaseClock) => ({
  receivedAt: iso(state.receivedAt),
  acceptedAt: iso(state.acceptedAt),
  finishedAt: iso(state.finishedAt),
  promisedDueAt: iso(state.promised?.dueAt ?? null),
  statutoryDueAt: iso(state.statutory?.dueAt ?? null),
  latePromised: verdictOf(clock.promised),
  lateStatutory: verdictOf(clock.statutory),
  elapsedSeconds: seconds(clock.elapsedMs),
  usedSeconds: seconds(clock.usedMs),
  suspendedSeconds: seconds(clock.suspendedMs),
});

const iso = (instant: Instant | null): string | null => (instant === null ? null : toIso(instant));
const seconds = (span: number | null): number | null => (span === null ? null : roundHalfUp(span / 1000));
const verdictOf = (reading: LimitReading | null): boolean | null => reading?.late ?? null;

/** In the order of business time; repeated records of one fact are shown once, contradicting ones each. */
const factsOf = (facts: readonly StoredFact[]): CaseFact[] => {
  const distinct = new Map<string, StoredFact>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.source, fact.id, fact.contentHash]);
    const known = distinct.get(key);
    if (known === undefined || fact.offset < known.offset) distinct.set(key, fact);
  }
  const shown = [...distinct.values()];
  const standingOf = standings(shown);
  return shown
    .sort((a, b) => a.time - b.time || a.offset - b.offset)
    .map((fact) => ({
      source: fact.source,
      id: fact.id,
      type: fact.type,
      time: toIso(fact.time),
      storedAt: toIso(fact.storedAt),
      partition: fact.partition,
      offset: fact.offset,
      data: fact.data,
      historical: fact.historical,
      standing: standingOf(fact),
    }));
};

/** Names of every unit, holder's unit and item that occurs, where reference data knows them. */
const namesOf = (state: CaseState, facts: readonly StoredFact[], reference: Reference, at: Instant): Record<string, LocalizedText> => {
  const units = [state.unit, state.section, state.department, state.district, ...state.holders.map(({ unit }) => unit), ...facts.map(({ data }) => textOf(data['toUnit']))];
  const labels = [
    ...units.map((unit) => [unit, unit === null ? null : labelOfUnit(reference, unit, at)] as const),
    [state.item, state.item === null ? null : labelOfItem(reference, state.item, at)] as const,
  ];
  return Object.fromEntries(labels.flatMap(([id, label]) => (id === null || label === null ? [] : [[id, label.name]])));
};

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
