import type { Model } from '@mingxiao/contracts/models';
import type { Waiting } from '../connection/api.js';
import { interruptible } from './interruptible.js';
import { progressBar } from './progress.js';

/** Asks for what may have to be folded first: with a bar where a person looks on, and Ctrl-C ends what is under way. */
export const whileFolding = <Value>(quiet: boolean, ask: (waiting: Waiting) => Promise<Value>): Promise<Value> => {
  const bar = progressBar('folding what was known', quiet);
  const onProgress = ({ cases, casesExpected }: Model) => bar.update(cases, Math.max(cases, casesExpected ?? 0, 1), `${cases} cases`);
  return interruptible((signal) => ask({ onProgress, signal })).finally(() => bar.stop());
};
