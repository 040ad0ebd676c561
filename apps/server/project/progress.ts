import type { FoldMode } from './fold-step.js';

/** Where the two steps stand; per partition, the first log offset that is not in the facts, or in the rows, yet. */
export type ProjectionState = {
  readonly facts: readonly number[];
  readonly cases: readonly number[];
  readonly folding: FoldMode;
  /** What went wrong last, until it works again. */
  readonly problem: string | null;
};

/** How far the projection of the live model has come, whichever processes run it. */
export interface Progress {
  state(): Promise<ProjectionState>;
  /** Per partition, the first log offset that the rows do not rest on. */
  position(): Promise<readonly number[]>;
  /** Resolves once the rows hold everything the log held at the call. Rejects when the signal aborts first. */
  caughtUp(signal?: AbortSignal): Promise<void>;
  /** Resolves once the rows hold everything below a position. Rejects when the signal aborts first. */
  reached(target: readonly number[], signal?: AbortSignal): Promise<void>;
}

/** Whether a position leaves out nothing below a target. */
export const isReached = (position: readonly number[], target: readonly number[]): boolean =>
  target.every((offset, partition) => (position[partition] ?? 0) >= offset);
