import { hash } from 'node:crypto';
import { liveModel, tablesOfModel } from '@mingxiao/projections/models/model-tables';
import { version } from '../version.js';

/** What a model is folded with: another version of the program or of its tables may fold the same facts to other rows. */
export const madeBy = `${version} ${Object.values(tablesOfModel(liveModel)).join(' ')}`;

/** What a model rests on. Positions are first log offsets that do not count, one per partition. */
export type Foundation = {
  readonly generation: string;
  /** Null: all facts there are, now and later. */
  readonly positions: readonly number[] | null;
  readonly referencePositions: readonly number[];
};

/** A model is named by what it rests on: who asks for the same again finds it. */
export const nameOfModel = ({ generation, positions, referencePositions }: Foundation): string =>
  `k${hash('sha256', JSON.stringify([madeBy, generation, positions, referencePositions]), 'hex').slice(0, 16)}`;
