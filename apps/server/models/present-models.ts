import { Injectable } from '@nestjs/common';
import type { FoldStep } from '../project/fold-step.js';

/** Models of all facts there are, under earlier reference data: folded on whenever they are read. */
@Injectable()
export class PresentModels {
  private readonly steps = new Map<string, { readonly step: FoldStep; turn: Promise<unknown> }>();

  /** The step that has just written a model, or is to go on with it. */
  keep(name: string, step: FoldStep): void {
    this.steps.set(name, { step, turn: Promise.resolve() });
  }

  has(name: string): boolean {
    return this.steps.has(name);
  }

  /** Folds a model up to a position, one request at a time; resolves with the position its rows rest on. */
  async catchUp(name: string, position: readonly number[]): Promise<readonly number[]> {
    const kept = this.steps.get(name);
    if (kept === undefined) throw new Error(`no step keeps the model ${name}`);
    const turn = kept.turn.then(() => kept.step.foldUpTo(furthest(kept.step.position, position), false));
    kept.turn = turn.catch(() => undefined);
    await turn;
    return [...kept.step.position];
  }
}

/** Requests may come out of order; a model never goes back. */
const furthest = (a: readonly number[], b: readonly number[]): number[] => b.map((offset, partition) => Math.max(offset, a[partition] ?? 0));
