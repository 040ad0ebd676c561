import { casesTable } from '../cases/cases.columns.js';
import { jointCasesTable } from '../joint-cases/joint-cases.columns.js';
import { caseSignalsTable } from '../signals/signals.columns.js';

/** The tables one read model of the cases is written to. A model beside the live one has tables of its own. */
export type ModelTables = { readonly cases: string; readonly signals: string; readonly joints: string };

/** The model that is kept current. Another one takes its place by exchanging tables, so its tables keep their names. */
export const liveModel = 'live';

const modelName = /^[a-z][a-z0-9]{0,31}$/;

/** Where a model lies. Throws on a name that is none of ours: it becomes part of an identifier. */
export const tablesOfModel = (model: string): ModelTables => {
  if (!modelName.test(model)) throw new Error(`"${model}" is no name of a read model`);
  const suffix = model === liveModel ? '' : `__${model}`;
  return { cases: `${casesTable}${suffix}`, signals: `${caseSignalsTable}${suffix}`, joints: `${jointCasesTable}${suffix}` };
};

/**
 * What `{{cases}}`, `{{case_signals}}` and `{{joint_cases}}` of a read stand for: the views of the live model, or the
 * current rows of another model's tables.
 */
export type ModelFragments = { readonly cases: string; readonly case_signals: string; readonly joint_cases: string };

export const fragmentsOfModel = (model: string): ModelFragments => {
  const { cases, signals, joints } = tablesOfModel(model);
  return model === liveModel
    ? { cases: 'cases', case_signals: 'case_signals', joint_cases: 'joint_cases' }
    : { cases: currentRows(cases), case_signals: currentRows(signals), joint_cases: currentRows(joints) };
};

const currentRows = (table: string): string => `(SELECT * FROM ${table} FINAL)`;
