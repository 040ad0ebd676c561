import { hash } from 'node:crypto';
import { version } from '../version.js';

/** What a model rests on. Positions are first log offsets that do not count, one per partition. */
export type Foundation = {
  /** See `toMadeBy`. */
  readonly madeBy: string;
  readonly generation: string;
  /** Null: all facts there are, now and later. */
  readonly positions: readonly number[] | null;
  readonly referencePositions: readonly number[];
};

/** A model is named by what it rests on: who asks for the same again finds it. */
export const nameOfModel = ({ madeBy, generation, positions, referencePositions }: Foundation): string =>
  `k${hash('sha256', JSON.stringify([madeBy, generation, positions, referencePositions]), 'hex').slice(0, 16)}`;

/** What a model is folded with. Another version of the program, or tables of another shape, may hold other rows of the same facts. */
export const toMadeBy = (columns: readonly { readonly table: string; readonly name: string; readonly type: string }[]): string =>
  `${version} ${hash('sha256', JSON.stringify(columns.map(({ table, name, type }) => [table, name, type])), 'hex').slice(0, 16)}`;
