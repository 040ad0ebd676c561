import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { Reads } from '../query/reads.js';

/** A read model that a request is answered from: the live one, or one beside it. */
export type ReadModel = {
  readonly name: string;
  /** Runs every read on the rows of this model. */
  readonly reads: Reads;
  /** The reference data that its rows were folded under: names in an answer come from here, too. */
  readonly reference: Reference;
  /** Per partition: the first log offset that its rows do not rest on. */
  readonly position: readonly number[];
  /** Whether it follows the log; one of what was known at an instant stays as it is. */
  readonly follows: boolean;
  /** The instants somebody asked for; null: all that is known now. */
  readonly knownAt: Instant | null;
  readonly referenceKnownAt: Instant | null;
};

/** The model that was asked for is being built; the same request is answered once it is ready. */
export class ModelUnderWay {
  constructor(readonly name: string) {}
}
