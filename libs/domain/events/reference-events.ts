import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { amount, identifier, instantText, localizedName } from './fields.js';
import { importEvents } from './import-events.js';
import { publicationEvents } from './publication-events.js';
import { SurveyAnswered, SurveyInvited } from './rating-events.js';
import { targetEvents } from './target-events.js';

/** Reference data is facts too, effective from `time`; a unit no event has defined still counts, under its bare id. */
export const UnitDefined = defineEvent('org.unit-defined', {
  rank: 0,
  data: {
    unit: identifier,
    name: localizedName.nullish(),
    type: identifier.nullish(),
    parent: identifier.nullish(),
    sortNo: z.number().nullish(),
    class: identifier.nullish(),
  },
});

export const StaffPosted = defineEvent('org.posting', {
  rank: 0,
  data: { staff: identifier, unit: identifier, role: identifier.nullish(), name: localizedName.nullish(), until: instantText.nullish() },
});

export const ItemDefined = defineEvent('item.defined', {
  rank: 0,
  data: {
    item: identifier,
    name: localizedName.nullish(),
    kind: identifier.nullish(),
    unit: identifier.nullish(),
    promised: amount.nullish(),
    statutory: amount.nullish(),
  },
});

/** Kinds, rules, schemes and calendars are files; each new version enters the log with the hash of its content. */
const definedByFile = { name: identifier, version: identifier, contentHash: identifier.nullish(), body: z.unknown() };

export const KindDefined = defineEvent('kind.defined', { rank: 0, data: definedByFile });
export const SignalRuleDefined = defineEvent('signal-rule.defined', { rank: 0, data: definedByFile });
export const SchemeDefined = defineEvent('scheme.defined', { rank: 0, data: definedByFile });
export const CalendarDefined = defineEvent('calendar.defined', { rank: 0, data: definedByFile });

export const referenceEvents = [UnitDefined, StaffPosted, ItemDefined, KindDefined, SignalRuleDefined, SchemeDefined, CalendarDefined];

const retraction = 'fact.retracted';

const referenceTypes: ReadonlySet<string> = new Set([...referenceEvents, ...importEvents, ...publicationEvents, ...targetEvents].map(({ type }) => type));

/** Whether an event defines reference data, announces an import, freezes scorecards or sets a target; its subject is then not a case. */
export const isReferenceType = (type: string): boolean => referenceTypes.has(type);

/**
 * Types whose events are no facts of a case. Answers to a survey are too many to be held in memory as reference data are:
 * they lie among the facts of cases, whose reads leave them out.
 */
export const typesOutsideCases: readonly string[] = [...referenceTypes, ...[SurveyInvited, SurveyAnswered].map(({ type }) => type)];

const foldTypes: ReadonlySet<string> = new Set([UnitDefined, StaffPosted, ItemDefined, KindDefined, SignalRuleDefined, CalendarDefined].map(({ type }) => type));

/**
 * Whether a reference fact of this type can change what a case folds to: a definition, or the retraction of one. Schemes,
 * imports, publications and targets cannot.
 */
export const affectsFold = (type: string): boolean => foldTypes.has(type) || type === retraction;

/** Whether an event may change reference data; of a retraction only its target tells, so any of them may. */
export const mayChangeReference = (type: string): boolean => isReferenceType(type) || type === retraction;
