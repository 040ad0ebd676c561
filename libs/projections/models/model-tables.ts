import { casesTable } from '../cases/cases.columns.js';
import { caseEventsTable, referenceEventsTable } from '../facts/facts.columns.js';
import { jointCasesTable } from '../joint-cases/joint-cases.columns.js';
import { ledgerTable } from '../ledger/ledger.columns.js';
import { caseSignalsTable } from '../signals/signals.columns.js';

/** The tables one read model of the cases is written to. A model beside the live one has tables of its own. */
export type ModelTables = { readonly cases: string; readonly signals: string; readonly joints: string };

/** The model that is kept current. Another one takes its place by exchanging tables, so its tables keep their names. */
export const liveModel = 'live';

const modelName = /^[a-z][a-z0-9]{0,31}$/;

/** Where a model lies. Throws on a name that is none of ours: it becomes part of an identifier. */
export const tablesOfModel = (model: string): ModelTables => {
  const suffix = suffixOf(model);
  return { cases: `${casesTable}${suffix}`, signals: `${caseSignalsTable}${suffix}`, joints: `${jointCasesTable}${suffix}` };
};

/** The tables that facts are copied to. A model made from the log itself has facts of its own; every other reads the live ones. */
export type FactTables = { readonly events: string; readonly references: string; readonly ledger: string };

export const factTablesOf = (model: string): FactTables => {
  const suffix = suffixOf(model);
  return { events: `${caseEventsTable}${suffix}`, references: `${referenceEventsTable}${suffix}`, ledger: `${ledgerTable}${suffix}` };
};

const suffixOf = (model: string): string => {
  if (!modelName.test(model)) throw new Error(`"${model}" is no name of a read model`);
  return model === liveModel ? '' : `__${model}`;
};

/**
 * What `{{cases}}`, `{{case_signals}}` and `{{joint_cases}}` of a read stand for: the views of the live model, or the
 * current rows of another model's tables. `{{case_rows}}` is the table itself, to be read with FINAL: a view takes as long to
 * look up its columns as a figure of a small office takes to count.
 */
export type ModelFragments = { readonly cases: string; readonly case_rows: string; readonly case_signals: string; readonly joint_cases: string };

export const fragmentsOfModel = (model: string): ModelFragments => {
  const { cases, signals, joints } = tablesOfModel(model);
  return model === liveModel
    ? { cases: 'cases', case_rows: cases, case_signals: 'case_signals', joint_cases: 'joint_cases' }
    : { cases: currentRows(cases), case_rows: cases, case_signals: currentRows(signals), joint_cases: currentRows(joints) };
};

/** What `{{case_events}}`, `{{reference_events}}` and `{{ledger}}` stand for: all that was copied, repetitions included, but of reference data the current rows. */
export type FactFragments = { readonly case_events: string; readonly reference_events: string; readonly ledger: string };

export const fragmentsOfFacts = (model: string): FactFragments => {
  const { events, references, ledger } = factTablesOf(model);
  return { case_events: events, reference_events: currentRows(references), ledger };
};

const currentRows = (table: string): string => `(SELECT * FROM ${table} FINAL)`;

/** A table of a model beside the live one, and the live table whose place it can take. */
export type TablePair = { readonly live: string; readonly beside: string };

/** Every table of a model with its live counterpart; with those of the facts where it was made from the log. Facts first. */
export const tablePairs = (model: string, fromLog: boolean): readonly TablePair[] => {
  const pair = <Tables extends Readonly<Record<string, string>>>(live: Tables, beside: Tables): TablePair[] =>
    Object.keys(live).map((name) => ({ live: live[name] ?? '', beside: beside[name] ?? '' }));
  const facts = fromLog ? pair(factTablesOf(liveModel), factTablesOf(model)) : [];
  return [...facts, ...pair(tablesOfModel(liveModel), tablesOfModel(model))];
};
